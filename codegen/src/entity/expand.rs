//! Generates the item with its serde implementations, its `Entity`, and the constants that check what it holds.

mod common;
mod enumeration;
mod polymorphic;
mod structure;

use super::model::{Entity, Kind, Nested};
use crate::check::lifetimes::with_static_lifetimes;
use crate::expand::action::{located_at, overlay};
use crate::expand::entities::{fallback, type_check};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use common::cfgs;

/// The item and its implementations.
pub(super) fn expand(entity: &Entity) -> TokenStream {
    let item = match &entity.kind {
        Kind::Struct(item) => structure::expand(entity, item),
        Kind::Enumeration(item) => enumeration::expand(entity, item),
        Kind::Polymorphic(item) => polymorphic::expand(entity, item),
    };
    let overlay = entity.overlay.as_deref().map(overlay);
    let checks = entity.nested.iter().map(|nested| nested_check(entity, nested));
    quote!(#item #overlay #(#checks)*)
}

/// A constant that fails to compile when a type is an entity of another type of Graph.
fn nested_check(entity: &Entity, nested: &Nested) -> TokenStream {
    let Nested { ty, declared, dated, attributes } = nested;
    let cfgs = cfgs(attributes);
    let krate = &entity.krate;
    let place = ty.span();
    let ty = with_static_lifetimes(ty);
    let dated = dated.as_ref().map(|message| {
        let (import, located) = (fallback(krate, "Undated"), located_at(krate, place));
        let check = quote_spanned!(place=> #located::__private::check_undated(
            <#krate::__private::Dated<#ty>>::IS_DATE, #message
        ));
        quote!(#cfgs const _: () = { #import #check };)
    });
    let known = quote!(<#krate::__private::Probe<#ty>>::ENTITY);
    let check = type_check(krate, entity.version, place, &known, Some(declared));
    let import = fallback(krate, "Plain");
    quote!(#cfgs const _: () = { #import #check }; #dated)
}
