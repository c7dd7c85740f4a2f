//! `#[graph_api]`: reads a trait and its actions, and reports all of its mistakes at once.

use crate::check::{Surroundings, check, default_crate};
use crate::errors::Errors;
use crate::expand::api::{Api, expand};
use crate::expand::fallback;
use crate::facts::Facts;
use crate::parse::attribute::ActionSyntax;
use crate::parse::item::{MethodSyntax, is_attribute, parse_function, parse_method};
use crate::parse::options::{self, ApiOptions};
use crate::parse::values::split_reporting;
use crate::{INERT, first_token};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::token::Bracket;
use syn::{Attribute, ItemTrait, Meta, TraitItem};

/// Expands `#[graph_api(…)]` on a trait.
///
/// Each mistake becomes a `compile_error!` beside the trait, with the mistake's span.
pub fn graph_api(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Ok(mut item) = syn::parse2::<ItemTrait>(item.clone()) else {
        errors.at(first_token(&item), "`#[graph_api]` goes on a trait whose methods carry `#[graph_action(…)]`");
        let errors = errors.into_compile_errors();
        return quote!(#item #errors);
    };
    let facts = Facts::of_this_crate(&mut errors);
    let chunks = split_reporting(arguments, &mut errors);
    let (options, _) = options::parse::<ApiOptions>(&chunks, &mut errors);
    check_trait(&item, &mut errors);

    let methods = take_methods(&mut item, &mut errors);
    let surroundings =
        Surroundings { api: Some((&item.ident, &options)), generics: Some(&item.generics), facts: &facts };
    let checked: Vec<_> =
        methods.iter().filter_map(|(method, syntax)| check(method, syntax, &surroundings, &mut errors)).collect();

    let krate = options.krate.clone().unwrap_or_else(default_crate);
    let client = options.client.clone().unwrap_or_else(|| format_ident!("{}Client", item.ident));
    if !errors.is_empty() {
        let item = fallback::api(&item, &client, &krate);
        let errors = errors.into_compile_errors();
        return quote!(#item #errors);
    }
    let root = options.root.clone().unwrap_or_default();
    expand(&Api { item: item.clone(), krate, root, client, actions: checked })
}

/// Reports the items of the trait that a generated client cannot implement.
fn check_trait(item: &ItemTrait, errors: &mut Errors) {
    if let Some(unsafety) = &item.unsafety {
        errors
            .at(unsafety, "the client implements the trait, and makes no promise that would be unsafe: leave this out");
    }
    for member in &item.items {
        match member {
            TraitItem::Const(member) if member.default.is_none() => {
                errors.at(
                    &member.ident,
                    "the client cannot know this constant: give it a value, or move it to another trait",
                );
            }
            TraitItem::Type(member) if member.default.is_none() => {
                errors.at(
                    &member.ident,
                    "the client cannot know this type: name it in the methods, or make it a parameter of the trait",
                );
            }
            TraitItem::Macro(member) => {
                errors.at(&member.mac.path, "the methods that a macro makes cannot be seen here: write them out");
            }
            _ => {}
        }
    }
}

/// Collects the annotated methods and replaces each `#[graph_action]` by an inert one.
fn take_methods(item: &mut ItemTrait, errors: &mut Errors) -> Vec<(MethodSyntax, ActionSyntax)> {
    let mut methods = Vec::new();
    for member in &mut item.items {
        if let TraitItem::Verbatim(tokens) = member
            && let Ok(function) = parse_function(tokens, errors)
        {
            *member = TraitItem::Fn(function);
        }
        let TraitItem::Fn(function) = member else { continue };
        let name = function.sig.ident.clone();
        let mut actions = function.attrs.iter_mut().filter(|attribute| is_attribute(attribute, "graph_action"));
        let Some(attribute) = actions.next() else {
            if function.default.is_none() {
                errors.at(
                    &name,
                    format!(
                        "`{name}` has neither `#[graph_action(…)]` nor a body, so the client could not implement it: \
                         say which call it makes, or give it a body"
                    ),
                );
            }
            continue;
        };
        let arguments = leave_inert(attribute);
        if let Some(second) = actions.next() {
            leave_inert(second);
            errors
                .at(&second.meta, format!("`{name}` has two actions: a method makes one call, write a second method"));
        }
        if function.default.is_some() {
            errors.at(
                &name,
                format!("`{name}` has a body of its own, and `#[graph_action]` writes one: end the method with `;`"),
            );
            continue;
        }
        let method = parse_method(function.clone(), errors);
        let syntax = ActionSyntax::parse(arguments, &name, errors);
        *function = method.item.clone();
        methods.push((method, syntax));
    }
    methods
}

/// Replaces the attribute's arguments by the marker for "expanded already". The attribute itself stays, so that the
/// user's import is used and editors resolve it.
fn leave_inert(attribute: &mut Attribute) -> TokenStream {
    let arguments = match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
    };
    let path = attribute.path().clone();
    let inert = Ident::new(INERT, Span::call_site());
    attribute.bracket_token = Bracket(Span::call_site());
    attribute.meta = syn::parse_quote!(#path(#inert));
    arguments
}
