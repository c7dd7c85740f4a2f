//! Attributes of the item that contradict `#[graph_entity]`: they are reported, and taken off.

use crate::errors::Errors;
use crate::parse::item::is_attribute;
use crate::parse::values::split;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

/// Options of serde for a whole struct that would make something else of it than a projection.
const CONTRADICTING: &[&str] = &[
    "content",
    "crate",
    "from",
    "into",
    "remote",
    "rename_all",
    "rename_all_fields",
    "tag",
    "transparent",
    "try_from",
    "untagged",
];

/// Checks the attributes of a struct or an enum.
pub(super) fn check(attributes: &mut Vec<Attribute>, is_enum: bool, errors: &mut Errors) {
    drop_derives(attributes, errors);
    attributes.retain(|attribute| match reason(attribute, is_enum) {
        Some(reason) => {
            errors.at(attribute, reason);
            false
        }
        None => true,
    });
}

/// Why an attribute cannot stand beside `#[graph_entity]`.
fn reason(attribute: &Attribute, is_enum: bool) -> Option<String> {
    if is_attribute(attribute, "graph_entity") {
        return Some("`#[graph_entity]` is here twice: keep one".to_owned());
    }
    if is_attribute(attribute, "graph") {
        let on = if is_enum { "variants" } else { "fields" };
        return Some(format!("`#[graph(…)]` goes on {on}; options of the whole stand in `#[graph_entity(\"…\", …)]`"));
    }
    if !is_attribute(attribute, "serde") {
        return None;
    }
    if is_enum {
        return Some(
            "`#[graph_entity]` writes what serde needs for an enum, without options: leave this out".to_owned(),
        );
    }
    let Meta::List(list) = &attribute.meta else { return None };
    let contradicting = split(list.tokens.clone()).into_iter().find_map(|option| {
        let first = first_word(&option)?;
        CONTRADICTING.contains(&first.as_str()).then_some(first)
    })?;
    Some(format!(
        "`#[graph_entity]` names and reads the properties as Graph does, which serde's `{contradicting}` contradicts: \
         leave it out"
    ))
}

/// Takes the options of serde off a variant.
pub(super) fn check_variant(attributes: &mut Vec<Attribute>, errors: &mut Errors) {
    attributes.retain(|attribute| {
        let is_serde = is_attribute(attribute, "serde");
        if is_serde {
            let message = "serde's options do not reach the variants: write `#[graph(rename = \"…\")]` for the name in \
                           Graph, and `#[graph(other)]` for what is not known";
            errors.at(attribute, message);
        }
        !is_serde
    });
}

/// Takes a `#[graph]` within a `cfg_attr` off: it would come too late.
pub(super) fn check_conditional(attributes: &mut Vec<Attribute>, errors: &mut Errors) {
    attributes.retain(|attribute| {
        let conditional = match &attribute.meta {
            Meta::List(list) if list.path.is_ident("cfg_attr") => split(list.tokens.clone()),
            _ => Vec::new(),
        };
        let is_ours = conditional.iter().skip(1).any(|chunk| first_word(chunk).is_some_and(|word| word == "graph"));
        if is_ours {
            let message =
                "`#[graph(…)]` cannot stand in a `cfg_attr`: write the field twice, each with its `#[cfg(…)]`";
            errors.at(attribute, message);
        }
        !is_ours
    });
}

fn first_word(tokens: &TokenStream) -> Option<String> {
    match tokens.clone().into_iter().next()? {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    }
}

/// Takes the derives of serde off, which would be there twice.
fn drop_derives(attributes: &mut [Attribute], errors: &mut Errors) {
    for attribute in attributes.iter_mut().filter(|attribute| attribute.path().is_ident("derive")) {
        let Meta::List(list) = &attribute.meta else { continue };
        let (mut kept, mut found) = (Vec::new(), false);
        for derive in split(list.tokens.clone()) {
            let name = syn::parse2::<syn::Path>(derive.clone())
                .ok()
                .and_then(|path| path.segments.last().map(|last| last.ident.to_string()));
            match name.as_deref() {
                Some(name @ ("Serialize" | "Deserialize")) => {
                    found = true;
                    errors.at(&derive, format!("`#[graph_entity]` implements `{name}`: leave it out here"));
                }
                _ => kept.push(derive),
            }
        }
        if found {
            *attribute = syn::parse_quote!(#[derive(#(#kept),*)]);
        }
    }
}
