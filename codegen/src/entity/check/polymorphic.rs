//! Checks an enum of entities of several types: each variant is a type that derives from the declared one.

use super::context::{Context, has_cfg, is_alike, nearest_in_pascal_case};
use super::property::{mentions, parameters};
use crate::entity::model::{Alternative, Nested, Polymorphic};
use crate::entity::parse::FieldOptions;
use crate::entity::primitive;
use crate::entity::problem::Problem;
use crate::entity::rust_type::RustType;
use crate::model::Declared;
use crate::parse::item::plain;
use graph_action_catalog::{Catalog, nearest};
use syn::{Fields, ItemEnum, Variant};

pub(super) fn check(item: ItemEnum, options: &[FieldOptions], context: &mut Context<'_, '_>) -> Polymorphic {
    let mut variants: Vec<Alternative> = Vec::new();
    for (variant, options) in item.variants.iter().zip(options) {
        let Fields::Unnamed(fields) = &variant.fields else {
            context.refuse(&variant.ident, &Problem::NotNewtype);
            variants.push(Alternative::Reported);
            continue;
        };
        let mut held = fields.unnamed.iter();
        let (Some(held), None) = (held.next(), held.next()) else {
            context.refuse(&variant.ident, &Problem::NotNewtype);
            variants.push(Alternative::Reported);
            continue;
        };
        if holds(&held.ty, &item.ident) {
            context.refuse(&held.ty, &Problem::HoldsItself { name: plain(&item.ident) });
        } else if !may_hold_entity(&held.ty) {
            let other = Problem::Other { of: "types that are not known", form: "Other(Value)" };
            context.refuse(&held.ty, if options.other.is_some() { &other } else { &Problem::NotNewtype });
        }
        if options.other.is_some() {
            let is_second = variants.iter().any(|earlier| matches!(earlier, Alternative::Other));
            if is_second && !has_cfg(&variant.attrs) {
                context.refuse(&variant.ident, &Problem::SecondOther);
            }
            variants.push(Alternative::Other);
            continue;
        }
        let ty = variant_type(variant, options, context);
        let is_same =
            |earlier: &Alternative| matches!(earlier, Alternative::Known { ty: earlier, .. } if *earlier == ty);
        if !has_cfg(&variant.attrs) && variants.iter().any(is_same) {
            context.refuse(&variant.ident, &Problem::Twice { name: ty.clone() });
        }
        // A constant does not know the parameters of the enum.
        if !mentions(&held.ty, &parameters(&item.generics)) {
            context.nested.extend(nested(variant, &held.ty, &ty, context.schema));
        }
        variants.push(Alternative::Known { ty, derived: Vec::new() });
    }
    if let Some(schema) = context.schema {
        fill_derived(&mut variants, schema);
    }
    Polymorphic { item, variants }
}

/// Whether a type is the enum, or is behind a pointer.
fn holds(ty: &syn::Type, item: &syn::Ident) -> bool {
    let name = RustType::of(ty, false).name;
    name == "Self" || name == plain(item)
}

/// An entity is an object, never a text, a number or a list.
fn may_hold_entity(ty: &syn::Type) -> bool {
    let rust = RustType::of(ty, false);
    !rust.list && !rust.set && !primitive::is_builtin(&rust.name)
}

fn nested(variant: &Variant, held: &syn::Type, ty: &str, schema: Option<&Catalog>) -> Option<Nested> {
    let bases = schema?.type_and_bases(ty).skip(1).map(|base| base.name.to_owned()).collect();
    let message = format!("this variant is for entities of the type `{ty}`, and holds one of the type `{{}}`");
    let declared = Declared { name: ty.to_owned(), bases, message };
    Some(Nested { ty: held.clone(), declared, dated: None, attributes: variant.attrs.clone() })
}

/// The type of Graph that a variant stands for.
fn variant_type(variant: &Variant, options: &FieldOptions, context: &mut Context<'_, '_>) -> String {
    let ident = plain(&variant.ident);
    let renamed = options.rename.as_ref().map(syn::LitStr::value);
    let (Some(schema), Some(declared), false) = (context.schema, context.ty, options.is_wrong) else {
        return renamed.unwrap_or_else(|| crate::terms::camel_case(&crate::terms::snake_case(&ident)));
    };
    let mut types = vec![declared.name];
    types.extend(schema.derived_types(declared.name));
    let last = |ty: &str| ty.rsplit('.').next().unwrap_or(ty).to_owned();
    let found = match &renamed {
        Some(name) => types.iter().find(|ty| *ty == name),
        None => {
            types.iter().find(|ty| is_alike(ty, &ident)).or_else(|| types.iter().find(|ty| is_alike(&last(ty), &ident)))
        }
    };
    if let Some(found) = found {
        return (*found).to_owned();
    }
    let name = renamed.clone().unwrap_or_else(|| ident.clone());
    let nearest = match &renamed {
        Some(name) => nearest(name, types.iter().copied(), 3).into_iter().map(str::to_owned).collect(),
        None => nearest_in_pascal_case(&name, types.iter().copied()),
    };
    let problem = Problem::NotDerived { ty: declared.name.to_owned(), name: name.clone(), nearest };
    match &options.rename {
        Some(rename) => context.report(rename, &problem),
        None => context.report(&variant.ident, &problem),
    }
    name
}

/// An entity of a type without a variant goes to that of its nearest base.
fn fill_derived(variants: &mut [Alternative], schema: &Catalog) {
    let own: Vec<String> = variants
        .iter()
        .filter_map(|variant| match variant {
            Alternative::Known { ty, .. } => Some(ty.clone()),
            Alternative::Other | Alternative::Reported => None,
        })
        .collect();
    for variant in variants {
        let Alternative::Known { ty, derived } = variant else { continue };
        let nearest_variant =
            |name: &str| schema.type_and_bases(name).find(|base| own.iter().any(|own| own == base.name));
        let candidates = schema.derived_types(ty).into_iter();
        *derived = candidates
            .filter(|name| nearest_variant(name).is_some_and(|nearest| nearest.name == *ty))
            .map(str::to_owned)
            .collect();
    }
}
