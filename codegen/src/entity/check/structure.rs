//! Checks a struct: each field is a property of the type.

use super::context::Context;
use super::property;
use crate::entity::model::{Field, Struct};
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
        return Struct { item, fields: Vec::new(), selects: false };
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
    Struct { item, fields, selects }
}

fn has_cfg(field: &syn::Field) -> bool {
    field.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"))
}
