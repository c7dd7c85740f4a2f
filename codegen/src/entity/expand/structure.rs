//! Generates a struct: its serde implementations, its projection, and what warns of it as a body.

mod derived;
mod written;

use super::common::{cfgs, implementation};
use crate::check::encode::encode_name;
use crate::entity::check::{has_serde, mentions, parameters};
use crate::entity::model::{Asked, Entity, Field, Holder, Property, ReadOnly, Struct};
use crate::entity::rust_type::RustType;
use crate::parse::item::is_attribute;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{ItemStruct, Meta, Token, Type};

pub(super) fn expand(entity: &Entity, of: &Struct) -> TokenStream {
    let item = &of.item;
    let with_serde = if written::suffices(of) { written::write(entity, of) } else { derived::derive(entity, of) };
    let projection = projection(entity, of);
    let tag = (!entity.is_abstract && !entity.ty.is_empty()).then(|| {
        let tag = format!("#microsoft.graph.{}", entity.ty);
        quote!(const TAG: ::core::option::Option<&'static str> = ::core::option::Option::Some(#tag);)
    });
    let with_etag = of.item.fields.iter().zip(&of.fields).filter(|(_, what)| matches!(what, Field::Etag));
    let mut is_always_there = false;
    let etags = with_etag.filter_map(|(field, _)| {
        let (cfgs, name) = (cfgs(&field.attrs), &field.ident);
        // A second one was reported.
        if cfgs.is_empty() && std::mem::replace(&mut is_always_there, true) {
            return None;
        }
        Some(quote! {
            #cfgs
            fn etag(&self) -> ::core::option::Option<&str> {
                ::core::option::Option::as_deref(&self.#name)
            }
        })
    });
    let etags: TokenStream = etags.collect();
    let implementation = implementation(entity, &item.ident, &item.generics, &projection, &quote!(#tag #etags));
    let warnings = warnings(item, &of.read_only);
    quote!(#with_serde #implementation #warnings)
}

/// Methods that a call uses on its body. They are deprecated, for on stable Rust a macro has no other way to warn.
fn warnings(item: &ItemStruct, read_only: &ReadOnly) -> Option<TokenStream> {
    let ReadOnly { in_body, in_patch } = read_only;
    let (name, (impl_generics, ty_generics, where_clause)) = (&item.ident, item.generics.split_for_impl());
    // A call uses it only where the entity is its body.
    let method = |message: &String, name: TokenStream| {
        quote! {
            #[doc(hidden)]
            #[deprecated(note = #message)]
            #[allow(dead_code)]
            pub fn #name(&self) {}
        }
    };
    let in_body = in_body.as_ref().map(|message| method(message, quote!(__read_only_in_body)));
    // What holds of any call holds of a PATCH.
    let in_patch = in_patch.as_ref().map(|message| method(message, quote!(__read_only_in_patch)))?;
    Some(quote!(impl #impl_generics #name #ty_generics #where_clause { #in_body #in_patch }))
}

/// The names of the properties without which a struct cannot be read.
#[derive(Default)]
struct Required<'a> {
    selected: Vec<&'a str>,
    expanded: Vec<&'a str>,
}

/// The fields of the constant, where there are such properties.
impl ToTokens for Required<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (selected, expanded) = (self.selected.join(","), self.expanded.join(","));
        tokens.extend((!selected.is_empty()).then(|| quote!(required: #selected,)));
        tokens.extend((!expanded.is_empty()).then(|| quote!(required_expanded: #expanded,)));
    }
}

/// Whether a struct cannot be read without a property. A parameter of the struct may stand for an `Option`.
fn is_required(of: &Struct, field: &syn::Field, property: &Property) -> bool {
    let says_default = |attribute: &syn::Attribute| {
        let options = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        options.is_ok_and(|options| options.iter().any(|option| option.path().is_ident("default")))
    };
    let mut serde = of.item.attrs.iter().filter(|attribute| is_attribute(attribute, "serde"));
    let has_default = serde.any(says_default);
    of.selects
        && property.holder == Holder::Value
        && !has_default
        && !has_serde(field, &["default", "skip", "skip_deserializing"])
        && !mentions(&field.ty, &parameters(&of.item.generics))
}

/// What a flattened field asks for. Nothing of it is required within an `Option`.
fn flattened_part(krate: &syn::Path, ty: &Type, part: &TokenStream) -> TokenStream {
    if RustType::of(ty, false).holder == Holder::Option {
        quote!(&#krate::Projection { flattened: &[#part], optional: true, ..#krate::Projection::NOTHING })
    } else {
        part.clone()
    }
}

/// The constant with what is asked for. A field with a `cfg` is a part of its own.
fn projection(entity: &Entity, of: &Struct) -> TokenStream {
    let krate = &entity.krate;
    let part = |ty: &Type| quote!(#krate::__private::part(<#krate::__private::Probe<#ty>>::ENTITY));
    let (mut select, mut expand, mut flattened) = (Vec::new(), Vec::new(), Vec::new());
    let mut required = Required::default();
    for (field, what) in of.item.fields.iter().zip(&of.fields) {
        let cfgs = cfgs(&field.attrs);
        let name = match what {
            Field::Flattened => {
                let part = flattened_part(krate, &field.ty, &part(&field.ty));
                flattened.push(quote!(#cfgs #part));
                continue;
            }
            Field::Property(property) if !has_serde(field, &["skip", "skip_deserializing"]) => property,
            Field::Etag | Field::Property(_) => continue,
        };
        let encoded = encode_name(&name.selected);
        let is_required = is_required(of, field, name);
        match &name.asked {
            Asked::NotAtAll => {}
            Asked::Selected if !of.selects => {}
            Asked::Selected if cfgs.is_empty() => {
                required.selected.extend(is_required.then_some(name.name.as_str()));
                select.push(encoded);
            }
            Asked::Selected => {
                let own = Required {
                    selected: is_required.then_some(name.name.as_str()).into_iter().collect(),
                    ..Required::default()
                };
                flattened
                    .push(quote!(#cfgs &#krate::Projection { select: #encoded, #own ..#krate::Projection::NOTHING }));
            }
            Asked::Expanded(ty) => {
                let part = part(ty);
                // With a `cfg` it may not be there, and then nothing is missing.
                required.expanded.extend((is_required && cfgs.is_empty()).then_some(name.name.as_str()));
                expand.push(quote!(#cfgs (#encoded, #part)));
            }
        }
    }
    let (select, open) = (select.join(","), !of.selects);
    let asks = !expand.is_empty() || !flattened.is_empty();
    let projection = quote! {
        &#krate::Projection {
            select: #select,
            expand: &[#(#expand),*],
            flattened: &[#(#flattened),*],
            open: #open,
            #required
            ..#krate::Projection::NOTHING
        }
    };
    if !asks {
        return projection;
    }
    // Where all that is nested is an entity, the trait for other types is unused.
    quote!({
        #[allow(unused_imports)]
        use #krate::__private::Plain as _;
        #projection
    })
}
