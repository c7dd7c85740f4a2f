//! Generates a trait's client, and the constants with its actions and permissions.

use crate::expand::action::{
    body, descriptor, method, overlay, receiver, resource_type, root_check, root_type, signature, warnings,
};
use crate::expand::entities;
use crate::model::Action;
use crate::parse::item::is_attribute;
use crate::parse::root::Root;
use crate::terms::KnownRoot;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use std::collections::BTreeMap;
use syn::{Attribute, ItemTrait, Meta, Path, TraitItem};

/// A checked trait.
pub(crate) struct Api<'a> {
    /// The trait as it is emitted, with an inert attribute where each action's was.
    pub(crate) item: ItemTrait,
    pub(crate) krate: Path,
    pub(crate) root: Root,
    pub(crate) client: Ident,
    pub(crate) actions: Vec<Action<'a>>,
}

pub(crate) fn expand(api: &Api<'_>) -> TokenStream {
    let Api { item, krate, root, client, actions } = api;
    let declaration = declaration(item);
    let (name, visibility) = (&item.ident, &item.vis);
    let cfgs = cfgs(&item.attrs);
    let resource = resource_type(krate, root);
    let marker = root_type(krate, root);
    let stored = match root {
        Root::Known(KnownRoot::Service, _) => quote!(resource: #krate::Endpoint::resource(&resource)),
        _ => quote!(resource),
    };

    let constants: Vec<Ident> = (0..actions.len()).map(|at| format_ident!("ACTION_{at}")).collect();
    let action_cfgs: Vec<Vec<Attribute>> = actions.iter().map(|action| self::cfgs(&action.item.attrs)).collect();
    let descriptors = actions.iter().map(|action| descriptor(krate, &action.descriptor));
    let scopes = scopes(actions, &action_cfgs, |action| &action.descriptor.scopes);
    let app_scopes = self::scopes(actions, &action_cfgs, |action| &action.descriptor.app_scopes);
    let overlay = actions.iter().find_map(|action| action.overlay.as_deref()).map(overlay);
    let methods = actions.iter().zip(&constants).zip(&action_cfgs).map(|((action, constant), cfgs)| {
        let signature = signature(&action.item.sig);
        let receiver = receiver(&action.item.sig);
        let body = body(action, &quote!(#client::#constant), &quote!(&#receiver.resource));
        let lints = action.item.attrs.iter().filter(|attribute| is_lint_level(attribute));
        let (warnings, checks) = (warnings(action), entities::checks(action));
        let of_body = entities::warnings(action);
        quote!(#(#cfgs)* #(#lints)* #signature { #warnings #checks #of_body #body })
    });

    let root_check = root_check(krate, root).map(|check| quote!(#(#cfgs)* const _: () = #check;));
    let (impl_generics, ty_generics, where_clause) = item.generics.split_for_impl();
    let docs = format!("Calls the actions of [`{name}`] on Microsoft Graph.");
    let new_docs = format!("A client that calls the actions of [`{name}`] on `resource`.");
    // A client in a binary need not use all of what is made for it.
    quote! {
        #declaration

        #root_check
        #overlay

        #(#cfgs)*
        #[doc = #docs]
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #visibility struct #client {
            resource: #krate::Resource<#marker>,
        }

        #(#cfgs)*
        #[allow(dead_code)]
        impl #client {
            #(
                #(#action_cfgs)*
                const #constants: &'static #krate::Action = &#descriptors;
            )*

            /// The permissions that the actions need in the delegated flow, sorted.
            #visibility const SCOPES: &'static [&'static str] = &[#scopes];

            /// The permissions that the actions need in the application flow, sorted.
            #visibility const APP_SCOPES: &'static [&'static str] = &[#app_scopes];

            /// The actions, in the order of the trait's methods.
            #visibility const ACTIONS: &'static [#krate::Action] = &[#(#(#action_cfgs)* *Self::#constants),*];

            #[doc = #new_docs]
            #visibility fn new(resource: #resource) -> Self {
                Self { #stored }
            }
        }

        #(#cfgs)*
        #[automatically_derived]
        impl #impl_generics #name #ty_generics for #client #where_clause {
            #(#methods)*
        }
    }
}

/// The trait with its async methods written out.
fn declaration(item: &ItemTrait) -> ItemTrait {
    let mut item = item.clone();
    for member in &mut item.items {
        if let TraitItem::Fn(function) = member
            && function.default.is_none()
        {
            // The lint fires in the client's method, where the expectation goes along.
            function.attrs.retain(|attribute| !expects_deprecated(attribute));
            *function = method(function);
        }
    }
    item
}

fn is_lint_level(attribute: &Attribute) -> bool {
    ["allow", "expect", "warn", "deny", "forbid"].iter().any(|level| attribute.path().is_ident(level))
        && (!attribute.path().is_ident("expect") || expects_deprecated(attribute))
}

fn expects_deprecated(attribute: &Attribute) -> bool {
    let lints = |list: &syn::MetaList| {
        list.tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(name) if name == "deprecated"))
    };
    attribute.path().is_ident("expect") && attribute.meta.require_list().is_ok_and(lints)
}

/// The sorted union of the actions' permissions; one that only some configurations need carries their `cfg`s.
fn scopes<'a>(
    actions: &'a [Action<'a>],
    cfgs: &[Vec<Attribute>],
    of: impl Fn(&'a Action<'a>) -> &'a Vec<String>,
) -> TokenStream {
    let mut needed_by: BTreeMap<&str, Vec<TokenStream>> = BTreeMap::new();
    for (action, cfgs) in actions.iter().zip(cfgs) {
        for scope in of(action) {
            needed_by.entry(scope).or_default().push(group("all", cfgs.iter().map(condition).collect()));
        }
    }
    let elements = needed_by.into_iter().map(|(scope, conditions)| {
        // A method without a `cfg` needs its permissions always.
        if conditions.iter().any(TokenStream::is_empty) {
            quote!(#scope)
        } else {
            let condition = group("any", conditions);
            quote!(#[cfg(#condition)] #scope)
        }
    });
    quote!(#(#elements),*)
}

/// `all(…)` or `any(…)`, which a single condition does not need.
fn group(word: &str, conditions: Vec<TokenStream>) -> TokenStream {
    let word = Ident::new(word, Span::call_site());
    match conditions.as_slice() {
        [] => TokenStream::new(),
        [condition] => condition.clone(),
        conditions => quote!(#word(#(#conditions),*)),
    }
}

/// The `cfg`s of an item, those inside a `cfg_attr` included; no other attribute belongs on what is made from it.
fn cfgs(attributes: &[Attribute]) -> Vec<Attribute> {
    let mut cfgs = Vec::new();
    for attribute in attributes {
        if is_attribute(attribute, "cfg") {
            cfgs.push(attribute.clone());
        } else if is_attribute(attribute, "cfg_attr")
            && let Meta::List(list) = &attribute.meta
        {
            let mut chunks = crate::parse::values::split(list.tokens.clone()).into_iter();
            let Some(predicate) = chunks.next() else { continue };
            for inner in chunks {
                if let Ok(Meta::List(inner)) = syn::parse2::<Meta>(inner)
                    && inner.path.is_ident("cfg")
                {
                    // `cfg_attr(p, cfg(c))` holds where `p` does not or `c` does.
                    let condition = inner.tokens;
                    cfgs.push(syn::parse_quote!(#[cfg(any(not(#predicate), #condition))]));
                }
            }
        }
    }
    cfgs
}

/// The predicate of a `cfg`.
fn condition(cfg: &Attribute) -> TokenStream {
    match &cfg.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) | Meta::NameValue(_) => {
            let none = Ident::new("all", Span::call_site());
            quote!(#none())
        }
    }
}
