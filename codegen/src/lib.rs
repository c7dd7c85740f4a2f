//! The `graph-action` attributes as an ordinary library: attribute → syntax → checked model → tokens.
//!
//! A stage runs only when the stage before it found no mistake. The procedural macros call [`graph_action`] and
//! [`graph_api`]; other tools read path literals with [`parse::template`].
//!
//! This crate has no stable interface of its own; depend on `graph-action`.

mod api;
mod check;
mod entity;
mod errors;
mod expand;
mod facts;
mod model;
pub mod odata;
pub mod parse;
pub mod source;
pub mod terms;
pub mod verdict;

pub use api::graph_api;
pub use entity::graph_entity;
pub use facts::{OVERLAY, read_overlay};

use crate::check::{Surroundings, check};
use crate::errors::Errors;
use crate::facts::Facts;
use crate::parse::attribute::ActionSyntax;
use crate::parse::item::{parse_function, parse_method};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::TraitItemFn;

/// `#[graph_api]` gives its methods' attributes this argument: the method is expanded already.
const INERT: &str = "__expanded";

/// Expands `#[graph_action(…)]` on a trait method that stands alone.
///
/// Each mistake becomes a `compile_error!` beside the item.
pub fn graph_action(arguments: TokenStream, item: TokenStream) -> TokenStream {
    if syn::parse2::<Ident>(arguments.clone()).is_ok_and(|marker| marker == INERT) {
        return item;
    }
    let mut errors = Errors::default();
    let Ok(function) = parse_function(&item, &mut errors) else {
        let place = first_token(&item);
        errors.at(place, misplaced(&item));
        let errors = errors.into_compile_errors();
        return quote!(#item #errors);
    };
    if function.default.is_some() {
        let name = &function.sig.ident;
        errors.at(name, with_body(&function));
        let errors = errors.into_compile_errors();
        return quote!(#item #errors);
    }
    let facts = Facts::of_this_crate(&mut errors);
    let method = parse_method(function, &mut errors);
    let syntax = ActionSyntax::parse(arguments, &method.item.sig.ident, &mut errors);
    let action = check(&method, &syntax, &Surroundings { api: None, generics: None, facts: &facts }, &mut errors);
    match action {
        Some(action) if errors.is_empty() => expand::action::expand_alone(&action),
        _ => {
            let item = expand::fallback::method(&method.item);
            let errors = errors.into_compile_errors();
            quote!(#item #errors)
        }
    }
}

/// The message for a function that has a body already: a method of a trait or of an `impl`, or a free function.
fn with_body(function: &TraitItemFn) -> String {
    let name = &function.sig.ident;
    if function.sig.receiver().is_none() {
        format!("`#[graph_action]` goes on a method of a trait, and `{name}` is a function with a body of its own")
    } else {
        format!(
            "`{name}` has a body of its own, and `#[graph_action]` writes one: end the method of your trait with `;`"
        )
    }
}

/// The message for an attribute on something that is not a method.
fn misplaced(item: &TokenStream) -> &'static str {
    if syn::parse2::<syn::ItemTrait>(item.clone()).is_ok() {
        "`#[graph_action]` goes on the trait's methods; the trait itself takes `#[graph_api]`"
    } else {
        "`#[graph_action]` goes on a method of a trait, as `async fn send(&self, id: &str) -> Result<()>;`"
    }
}

/// The first identifier that is not `pub`: the place of an error about the item as a whole.
fn first_token(item: &TokenStream) -> TokenStream {
    let word =
        item.clone().into_iter().find(|token| matches!(token, proc_macro2::TokenTree::Ident(word) if word != "pub"));
    word.map_or_else(|| item.clone(), Into::into)
}
