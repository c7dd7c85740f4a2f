//! Finds the type or the property that a text names, and makes the struct or enum for it.

use graph_action_catalog::{Catalog, Type, TypeKind, is_primitive, nearest};
use serde_json::{Value, json};

use super::graph_type::{GraphType, Property, kind_name};
use crate::names::{camel, did_you_mean};
use crate::new::{Dates, Made, make_type};
use crate::output::Failure;
use crate::types::unknown_type;
use crate::uses::Uses;

/// A type of Graph, or a property of one, with the code for it.
pub struct Explained<'c> {
    pub(super) subject: Subject<'c>,
    /// The struct or enum, with those for the types of its properties. None where a value is plain text or JSON.
    pub(super) made: Option<Made>,
    catalog: &'c Catalog,
}

/// What is explained.
pub(super) enum Subject<'c> {
    Type(GraphType<'c>),
    Property(OneProperty<'c>),
}

/// One property of a type.
pub(super) struct OneProperty<'c> {
    /// The type that was asked for it.
    pub(super) of: &'c str,
    pub(super) property: Property<'c>,
    /// The type of its values, unless that is primitive.
    pub(super) value: Option<Type<'c>>,
}

/// What types and properties are explained from.
pub struct Explainer<'c> {
    catalog: &'c Catalog,
    uses: Uses<'c>,
}

impl<'c> Explainer<'c> {
    /// For the version of the catalog.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Explainer<'c> {
        Explainer { catalog, uses: Uses::new(catalog) }
    }

    /// Explains the type or the property that a text names: `event`, `#microsoft.graph.event`, `event/attendees`.
    ///
    /// # Errors
    /// When there is none, with the nearest names.
    pub fn explain(&self, text: &str, fields: Option<&[String]>, dates: Dates) -> Result<Explained<'c>, Failure> {
        let catalog = self.catalog;
        let name = text.strip_prefix('#').unwrap_or(text);
        let name = name.strip_prefix("microsoft.graph.").unwrap_or(name);
        let (name, path) = name.split_once('/').map_or((name, None), |(name, path)| (name, Some(path)));
        let ty = find_type(catalog, name).map_err(|error| format!("`{name}`: {error}"))?;
        let Some(path) = path else {
            let made = make_type(catalog, &self.uses, &ty, fields, dates)?;
            let subject = Subject::Type(GraphType::new(catalog, &self.uses, ty));
            return Ok(Explained { subject, made, catalog });
        };
        if fields.is_some() {
            let message = format!("`--fields` is for a whole type, and `{text}` is one property");
            return Err(Failure::Input(message));
        }
        let (holder, one) = follow(catalog, ty, path).map_err(|error| format!("`{text}`: {error}"))?;
        // Content is no field.
        let made = match one.property.member.ty.name {
            "Stream" => None,
            _ => {
                let fields = [one.property.member.name.to_owned()];
                make_type(catalog, &self.uses, &holder, Some(&fields), dates)?
            }
        };
        Ok(Explained { subject: Subject::Property(one), made, catalog })
    }
}

fn find_type<'c>(catalog: &'c Catalog, name: &str) -> Result<Type<'c>, String> {
    if let Some(found) = catalog.find_type(name) {
        return Ok(found);
    }
    if is_primitive(name.trim_start_matches("Edm.")) {
        return Err("this is a primitive type of OData, which has no properties".to_owned());
    }
    Err(unknown_type(catalog, name))
}

/// The property at the end of a path, and the type that has it.
fn follow<'c>(catalog: &'c Catalog, ty: Type<'c>, path: &str) -> Result<(Type<'c>, OneProperty<'c>), String> {
    let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
    if ty.kind == TypeKind::Enum {
        return Err(format!("`{}` is an enumeration, which has no properties", ty.name));
    }
    let either = |name: &str| catalog.member(ty.name, name).or_else(|| catalog.derived_member(ty.name, name));
    let Some(member) = either(name).or_else(|| either(&camel(name))) else {
        let near = nearest(name, catalog.members(ty.name).map(|member| member.name), 3);
        return Err(format!("`{}` has no property `{name}`{}", ty.name, did_you_mean(&near)));
    };
    let value = catalog.find_type(member.ty.name);
    match (rest, value) {
        (None, value) => {
            let property = Property::new(catalog, ty.name, member);
            Ok((ty, OneProperty { of: ty.name, property, value }))
        }
        (Some(rest), Some(value)) => follow(catalog, value, rest),
        (Some(_), None) => Err(format!("`{}` is of type {}, which has no properties", member.name, member.ty)),
    }
}

impl OneProperty<'_> {
    /// One line on what it is.
    pub(super) fn summary(&self, catalog: &Catalog) -> String {
        let member = &self.property.member;
        let kind = if member.navigation.is_some() { "A navigation property" } else { "A property" };
        let owner = match (member.owner, self.of) {
            (owner, of) if owner == of => format!("of `{of}`"),
            (owner, of) if catalog.derives_from(owner, of) => format!("of `{owner}`, which derives from `{of}`"),
            (owner, of) => format!("of `{of}`, declared by `{owner}`"),
        };
        format!("{kind} {owner}.")
    }
}

impl Explained<'_> {
    /// What the catalog knows, with the code.
    #[must_use]
    pub fn as_json(&self) -> Value {
        let mut value = match &self.subject {
            Subject::Type(ty) => ty.as_json(),
            Subject::Property(one) => json!({
                "type": one.of,
                "property": one.property.as_json(),
                "valueKind": one.value.map_or("primitive", |ty| kind_name(ty.kind)),
            }),
        };
        if let Value::Object(fields) = &mut value {
            fields.insert("catalogDate".to_owned(), json!(self.catalog.date()));
            fields.insert("code".to_owned(), json!(self.made.as_ref().map(|made| &made.code)));
            let dependencies = self.made.as_ref().map(|made| made.dependencies.as_slice()).unwrap_or_default();
            fields.insert("dependencies".to_owned(), json!(dependencies));
        }
        value
    }

    pub(super) fn property_summary(&self, one: &OneProperty<'_>) -> String {
        one.summary(self.catalog)
    }
}
