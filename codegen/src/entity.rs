//! `#[graph_entity]`: a struct or an enum that stands for a type of Graph. It is checked, and gets its serde
//! implementations and its projection.

mod check;
mod expand;
mod model;
mod parse;
mod primitive;
mod problem;
mod rust_type;

use crate::errors::Errors;
use crate::facts::Facts;
use crate::first_token;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use check::check;
use parse::EntitySyntax;
use problem::Problem;

/// Expands `#[graph_entity("type")]` on a struct or an enum.
///
/// Each mistake becomes a `compile_error!` beside the item, which is emitted with its implementations all the same.
pub fn graph_entity(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let facts = Facts::of_this_crate(&mut errors);
    let parsed = match syn::parse2::<Item>(item.clone()) {
        Ok(Item::Enum(parsed)) if parsed.variants.is_empty() => {
            errors.at(&parsed.ident, Problem::NoVariants);
            None
        }
        Ok(parsed @ (Item::Struct(_) | Item::Enum(_))) => Some(parsed),
        Ok(_) => {
            errors.at(first_token(&item), "`#[graph_entity]` goes on a struct with named fields or on an enum");
            None
        }
        Err(error) => {
            errors.push(error);
            None
        }
    };
    let Some(parsed) = parsed else {
        let errors = errors.into_compile_errors();
        return quote!(#item #errors);
    };
    let syntax = EntitySyntax::parse(arguments, parsed, &mut errors);
    let entity = check(syntax, &facts, &mut errors);
    let expanded = expand::expand(&entity);
    let errors = errors.into_compile_errors();
    quote!(#expanded #errors)
}
