//! What structs and enums share.

use crate::entity::model::Entity;
use graph_action_catalog::Version;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Attribute, Generics, Ident};

/// `impl Entity`, with what is asked for.
pub(super) fn implementation(
    entity: &Entity,
    name: &Ident,
    generics: &Generics,
    projection: &TokenStream,
    others: &TokenStream,
) -> TokenStream {
    let (krate, ty, bases) = (&entity.krate, &entity.ty, &entity.bases);
    let is_beta = (entity.version == Version::Beta).then(|| {
        quote!(
            const IS_BETA: bool = true;
        )
    });
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::Entity for #name #ty_generics #where_clause {
            const TYPE: &'static str = #ty;
            const BASES: &'static [&'static str] = &[#(#bases),*];
            const PROJECTION: &'static #krate::Projection = #projection;
            #is_beta
            #others
        }
    }
}

/// The `cfg`s of a field or variant, which hold for what is made of it.
pub(super) fn cfgs(attributes: &[Attribute]) -> TokenStream {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).map(ToTokens::to_token_stream).collect()
}

/// The parameters with `'de` before them.
pub(super) fn with_lifetime(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    let lifetime = format_ident!("de");
    let lifetime = syn::Lifetime { apostrophe: lifetime.span(), ident: lifetime };
    generics.params.insert(0, syn::GenericParam::Lifetime(syn::LifetimeParam::new(lifetime)));
    generics
}
