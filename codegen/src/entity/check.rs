//! Checks what was written against the schema, and makes the checked model. All mistakes are reported at once.

mod annotation;
mod context;
mod enumeration;
mod polymorphic;
mod property;
mod structure;

use super::model::{Entity, Kind};
use super::parse::{EntitySyntax, ItemSyntax};
use super::problem::Problem;
use crate::check::default_crate;
use crate::errors::Errors;
use crate::facts::Facts;
use crate::parse::options::EntityOptions;
use graph_action_catalog::{Catalog, Type, TypeKind, Version};
use syn::{Fields, LitStr};

use context::Context;

pub(super) use property::{has_serde, mentions, parameters};

/// Checks an entity. What is wrong is reported, and the model is made as far as it goes.
pub(super) fn check(syntax: EntitySyntax, facts: &Facts, errors: &mut Errors) -> Entity {
    let before = errors.len();
    let EntitySyntax { ty: literal, options, item } = syntax;
    let EntityOptions { version, krate } = options;
    let version = version.unwrap_or_default();
    let schema = facts.schema.as_deref().map(|schema| schema.of(version));
    let mut context = Context { schema, judges: facts.catalog.is_some(), ty: None, errors, nested: Vec::new() };
    context.ty = literal.as_ref().and_then(|literal| find_type(literal, &mut context));
    let (name, bases) = match (context.ty, schema) {
        (Some(ty), Some(schema)) => {
            (ty.name.to_owned(), schema.type_and_bases(ty.name).skip(1).map(|base| base.name.to_owned()).collect())
        }
        // What was reported fits everywhere, so that no call is reported as well.
        _ if context.judges => (String::new(), Vec::new()),
        _ => (literal.map(|literal| literal.value()).unwrap_or_default(), Vec::new()),
    };
    let kind = match item {
        ItemSyntax::Struct(item, options) => Kind::Struct(structure::check(item, &options, &mut context)),
        ItemSyntax::Enum(item, options) => {
            let is_enumeration = context.ty.map_or_else(
                || {
                    item.variants
                        .iter()
                        .zip(&options)
                        .all(|(variant, options)| options.other.is_some() || matches!(variant.fields, Fields::Unit))
                },
                |ty| ty.kind == TypeKind::Enum,
            );
            if is_enumeration {
                Kind::Enumeration(enumeration::check(item, &options, &mut context))
            } else {
                Kind::Polymorphic(polymorphic::check(item, &options, &mut context))
            }
        }
    };
    let is_abstract = context.ty.is_some_and(|ty| ty.is_abstract);
    let mut nested = if context.judges { context.nested } else { Vec::new() };
    if context.errors.len() > before {
        nested.clear();
    }
    Entity {
        krate: krate.unwrap_or_else(default_crate),
        version,
        ty: name,
        bases,
        is_abstract,
        overlay: facts.overlay.clone(),
        kind,
        nested,
    }
}

fn find_type<'c>(literal: &LitStr, context: &mut Context<'c, '_>) -> Option<Type<'c>> {
    let name = literal.value();
    let schema = context.schema?;
    if let Some(found) = schema.find_type(&name).filter(|ty| ty.name == name) {
        return Some(found);
    }
    let plain = name.trim_start_matches('#');
    let without = |prefix: &str| {
        let start = plain.get(..prefix.len())?;
        start.eq_ignore_ascii_case(prefix).then(|| &plain[prefix.len()..])
    };
    let plain = without("microsoft.graph.").or_else(|| without("graph.")).unwrap_or(plain);
    let problem = match schema.find_type(plain) {
        Some(ty) if plain != name => Problem::QualifiedType { name: ty.name.to_owned() },
        found => {
            let meant = found.map(|ty| ty.name.to_owned());
            let near = schema.nearest_types(&name).into_iter().map(str::to_owned);
            let nearest = meant.map_or_else(|| near.collect(), |name| vec![name]);
            let is_there = |beta: &Catalog| beta.find_type(&name).is_some_and(|ty| ty.name == name);
            let in_beta = schema.version() == Version::V1 && is_there(schema.of(Version::Beta));
            Problem::UnknownType { name, nearest, in_beta }
        }
    };
    context.report(literal, &problem);
    None
}
