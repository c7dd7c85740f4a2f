//! Checks a struct: each field is a property of the type.

use super::context::Context;
use super::property::{self, has_serde};
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
    let mut fields: Vec<Field> = Vec::new();
    for (field, options) in item.fields.iter().zip(options) {
        let checked = property::check(&item, field, options, context);
        if let Field::Property(property) = &checked
            && !has_cfg(field)
            && fields.iter().any(|earlier| matches!(earlier, Field::Property(earlier) if earlier.name == property.name))
        {
            context.refuse(&field.ident, &Problem::Twice { name: property.name.clone() });
        }
        fields.push(checked);
    }
    let selects = context.ty.is_none_or(|ty| ty.kind == TypeKind::Entity);
    let read_only = read_only(&item, &fields, context);
    Struct { item, fields, selects, read_only }
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
        .filter(|(field, _)| !has_cfg(field) && !has_serde(field, &["skip", "skip_serializing"]));
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

fn has_cfg(field: &syn::Field) -> bool {
    field.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"))
}
