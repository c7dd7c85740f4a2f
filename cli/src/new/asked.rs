//! Which properties the calls ask for: the option `--fields`, and `$select` and `$expand` in a path.

use std::collections::BTreeMap;

use graph_action_catalog::{Catalog, Member, Method, QueryPiece, TypeKind, nearest};
use graph_action_codegen::odata::syntax::{Item, OptionValue, Step};
use graph_action_codegen::odata::{Source, parse};

use crate::names::{camel, did_you_mean};
use crate::operation::Operation;
use crate::sketch::Sketch;
use crate::types::ANY_JSON;

/// What the calls of one run ask for of a type.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// A call names no properties, so that the usual ones are meant.
    pub(super) usual: bool,
    /// Every property.
    pub(super) all: bool,
    /// Properties by their names, each once.
    pub(super) selected: Vec<String>,
    /// Navigation properties by their names, each once.
    pub(super) expanded: Vec<String>,
    /// A call names properties, and not `id`.
    pub(super) without_id: bool,
}

impl Asked {
    fn select(&mut self, names: Vec<String>) {
        self.without_id |= !names.iter().any(|name| name == "id");
        for name in names {
            add(&mut self.selected, name);
        }
    }
}

fn add(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}

/// What is asked for of each type that is received, by Graph's name of the type.
pub(super) type AllAsked = BTreeMap<String, Asked>;

/// Collects what the calls ask for.
///
/// # Errors
/// When no type that is received has one of the `fields`.
pub(super) fn collect(catalog: &Catalog, sketches: &[Sketch], fields: Option<&[String]>) -> Result<AllAsked, String> {
    let mut asked = AllAsked::new();
    let mut received: Vec<&str> = Vec::new();
    for sketch in sketches {
        let Some(ty) = sketch.received.iter().find_map(|ty| object(catalog, ty)) else { continue };
        let mut options = written_options(sketch);
        if fields.is_some() {
            options.retain(|(name, _)| name == "$expand");
        }
        options_of(catalog, ty, &options, &mut asked);
        received.push(ty);
    }
    if let Some(fields) = fields {
        narrow(catalog, &received, fields, &mut asked)?;
    }
    Ok(asked)
}

/// What is asked for of one type: the `fields`, else the usual properties.
///
/// # Errors
/// When the type has none of the `fields`.
pub(super) fn of_type(catalog: &Catalog, ty: &str, fields: Option<&[String]>) -> Result<AllAsked, String> {
    let mut asked = AllAsked::from([(ty.to_owned(), Asked { usual: true, ..Asked::default() })]);
    if let Some(fields) = fields {
        narrow(catalog, &[ty], fields, &mut asked)?;
    }
    Ok(asked)
}

/// The `fields` of a call's answer that need a permission of their own.
pub(super) fn with_needs<'c>(catalog: &'c Catalog, operation: &Operation<'c>, fields: &[String]) -> Vec<&'c str> {
    let Some(ty) = operation.walk.ty.filter(|_| operation.method == Method::Get) else { return Vec::new() };
    let members = fields.iter().filter_map(|field| property(catalog, ty.name, field));
    let has_need =
        |member: &Member<'_>| member.navigation.is_none() && catalog.property_need(ty.name, member).is_some();
    members.filter(has_need).map(|member| member.name).collect()
}

/// The `$select` and `$expand` of a path.
fn written_options(sketch: &Sketch) -> Vec<(String, OptionValue)> {
    let pairs = sketch.template.query.iter();
    let pairs = pairs.filter(|pair| matches!(pair.name.as_str(), "$select" | "$expand"));
    let parsed = pairs.filter_map(|pair| {
        let texts = pair.value.iter().map(|piece| match piece {
            QueryPiece::Text(text) => text.clone(),
            QueryPiece::Argument(name) | QueryPiece::Phrase(name) => format!("<{name}>"),
            QueryPiece::Quoted(name) => format!("'<{name}>'"),
        });
        let source = Source::parse(&texts.collect::<String>());
        Some((pair.name.clone(), parse(&pair.name, &source).value?))
    });
    parsed.collect()
}

/// Adds what the options of a path, or of an expanded property, ask for of `ty`.
fn options_of(catalog: &Catalog, ty: &str, options: &[(String, OptionValue)], asked: &mut AllAsked) {
    let (mut names, mut expands): (Vec<String>, Vec<&Item>) = (Vec::new(), Vec::new());
    let mut is_argument = false;
    for (name, value) in options {
        match value {
            OptionValue::Select(items) => names.extend(items.iter().filter_map(first_name)),
            OptionValue::Expand(items) => expands.extend(items),
            OptionValue::Whole(_) => is_argument |= name == "$select",
            _ => {}
        }
    }
    let members = names.iter().filter_map(|name| property(catalog, ty, name));
    let names: Vec<String> = members.map(|member| member.name.to_owned()).collect();
    let of_ty = asked.entry(ty.to_owned()).or_default();
    // It is not known what an argument selects: perhaps not `id`.
    of_ty.without_id |= is_argument;
    if names.is_empty() {
        of_ty.usual = true;
    } else {
        of_ty.select(names);
    }
    for item in expands {
        let Some(member) = expanded_member(catalog, ty, item) else { continue };
        add(&mut asked.entry(ty.to_owned()).or_default().expanded, member.name.to_owned());
        let options: Vec<_> = item.options.iter().map(|(name, value)| (name.text.clone(), value.clone())).collect();
        options_of(catalog, member.ty.name, &options, asked);
    }
}

/// The name of the property in an item: the first of a path, without a cast.
fn first_name(item: &Item) -> Option<String> {
    let mut names = item.steps.iter().filter_map(|step| match step {
        Step::Name(name) => Some(name.text.as_str()),
        Step::Placeholder(_) => None,
    });
    names.find(|name| !name.contains('.') && !name.starts_with(['*', '$'])).map(str::to_owned)
}

/// The navigation property that an item of `$expand` names; none for `*` and `$ref`.
fn expanded_member<'c>(catalog: &'c Catalog, ty: &str, item: &Item) -> Option<Member<'c>> {
    let has_special = item.steps.iter().any(|step| matches!(step, Step::Name(name) if name.text.starts_with('$')));
    let member = property(catalog, ty, &first_name(item)?)?;
    (member.navigation.is_some() && !has_special).then_some(member)
}

/// A property of a type or of one that derives from it, in any spelling.
pub(super) fn property<'c>(catalog: &'c Catalog, ty: &str, name: &str) -> Option<Member<'c>> {
    let camel = camel(name);
    let either = |name: &str| catalog.member(ty, name).or_else(|| catalog.derived_member(ty, name));
    either(name).or_else(|| either(&camel)).filter(|member| member.ty.name != "Stream")
}

/// Graph's spelling of an entity or complex type.
pub(super) fn object<'c>(catalog: &'c Catalog, ty: &str) -> Option<&'c str> {
    let found = catalog.find_type(ty).filter(|found| found.kind != TypeKind::Enum)?;
    (found.name != ANY_JSON).then_some(found.name)
}

/// Narrows the types that are received to `fields`. A type that has none of them keeps its usual properties.
fn narrow(catalog: &Catalog, received: &[&str], fields: &[String], asked: &mut AllAsked) -> Result<(), String> {
    if fields.iter().any(|field| field == "*") {
        for ty in received {
            asked.entry((*ty).to_owned()).or_default().all = true;
        }
        return Ok(());
    }
    if let Some(field) = fields.iter().find(|field| received.iter().all(|ty| property(catalog, ty, field).is_none())) {
        return Err(unknown(catalog, received, field));
    }
    for ty in received {
        let members: Vec<Member<'_>> = fields.iter().filter_map(|field| property(catalog, ty, field)).collect();
        if members.is_empty() {
            continue;
        }
        let (navigation, structural): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| member.navigation.is_some());
        let of_ty = asked.entry((*ty).to_owned()).or_default();
        of_ty.usual = false;
        of_ty.select(structural.iter().map(|member| member.name.to_owned()).collect());
        for member in navigation {
            add(&mut of_ty.expanded, member.name.to_owned());
        }
    }
    for member in received.iter().flat_map(|ty| fields.iter().filter_map(|field| property(catalog, ty, field))) {
        if member.navigation.is_some() {
            asked.entry(member.ty.name.to_owned()).or_insert_with(|| Asked { usual: true, ..Asked::default() });
        }
    }
    Ok(())
}

fn unknown(catalog: &Catalog, received: &[&str], field: &str) -> String {
    let Some(ty) = received.first() else {
        return format!("`--fields {field}`: none of these operations answers with an entity or a complex value");
    };
    let near = nearest(field, received.iter().flat_map(|ty| catalog.members(ty)).map(|member| member.name), 3);
    format!("`--fields {field}`: `{ty}` has no such property that an answer holds{}", did_you_mean(&near))
}
