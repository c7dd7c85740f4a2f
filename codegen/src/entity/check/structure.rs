//! Checks a struct: each field is a property of the type.

use super::context::{Context, has_cfg};
use super::property::{self, ETAG, has_serde, is_skipped};
use crate::entity::model::{Field, Fixed, ReadOnly, Struct};
use crate::entity::parse::FieldOptions;
use crate::entity::problem::Problem;
use graph_action_catalog::TypeKind;
use syn::{Fields, ItemStruct};

pub(super) fn check(item: ItemStruct, options: &[FieldOptions], context: &mut Context<'_, '_>) -> Struct {
    if let Some(ty) = context.ty.filter(|ty| ty.kind == TypeKind::Enum) {
        context.report(&item.ident, &Problem::StructOfEnumeration { ty: ty.name.to_owned() });
        context.ty = None;
    }
    if !matches!(item.fields, Fields::Named(_)) {
        context.refuse(&item.ident, &Problem::NoNamedFields);
        return Struct { item, fields: Vec::new(), selects: false, read_only: ReadOnly::default() };
    }
    let (mut fields, mut names) = (Vec::new(), Vec::new());
    for (field, options) in item.fields.iter().zip(options) {
        let before = context.errors.len();
        let checked = property::check(&item, field, options, context);
        if let Some(name) = name(field, &checked) {
            let is_right = context.errors.len() == before;
            if is_right && names.contains(&name) && !has_cfg(&field.attrs) {
                context.refuse(&field.ident, &Problem::Twice { name: name.clone() });
            }
            names.push(name);
        }
        fields.push(checked);
    }
    let selects = context.ty.is_none_or(|ty| ty.kind == TypeKind::Entity);
    let read_only = read_only(&item, &fields, context);
    Struct { item, fields, selects, read_only }
}

/// The name of a field in JSON.
fn name(field: &syn::Field, what: &Field) -> Option<String> {
    match what {
        _ if is_skipped(field) => None,
        Field::Property(property) => Some(property.name.clone()),
        Field::Etag => Some(ETAG.to_owned()),
        Field::Flattened => None,
    }
}

/// What to say when this is sent with the properties that Graph sets.
fn read_only(item: &ItemStruct, fields: &[Field], context: &Context<'_, '_>) -> ReadOnly {
    let (Some(schema), Some(ty)) = (context.schema.filter(|_| context.judges), context.ty) else {
        return ReadOnly::default();
    };
    let sent = item
        .fields
        .iter()
        .zip(fields)
        .filter(|(field, _)| !has_cfg(&field.attrs) && !has_serde(field, &["skip", "skip_serializing"]));
    let (mut computed, mut immutable) = (Vec::new(), Vec::new());
    for (_, what) in sent {
        let Field::Property(property) = what else { continue };
        let name = || format!("{}/{}", ty.name, property.name);
        match property.fixed {
            Fixed::Always => computed.push(name()),
            Fixed::AfterCreation => immutable.push(name()),
            Fixed::Never => {}
        }
    }
    let say = |computed: &[String], immutable: &[String]| {
        let problem = Problem::ReadOnly { computed: computed.to_vec(), immutable: immutable.to_vec() };
        (!computed.is_empty() || !immutable.is_empty()).then(|| problem.with(schema))
    };
    ReadOnly { in_body: say(&computed, &[]), in_patch: say(&computed, &immutable) }
}
