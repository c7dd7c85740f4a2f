//! Generates an enum of the members of an enumeration: names in JSON.

use super::common::{cfgs, implementation, with_lifetime};
use crate::entity::model::{Entity, Enumeration};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn expand(entity: &Entity, of: &Enumeration) -> TokenStream {
    let Enumeration { item, members } = of;
    let krate = &entity.krate;
    let serde = entity.private(&quote!(serde));
    let name = &item.ident;
    let (impl_generics, ty_generics, where_clause) = item.generics.split_for_impl();
    let of_deserialize = with_lifetime(&item.generics);
    let (de_generics, _, _) = of_deserialize.split_for_impl();
    let (mut writes, mut reads, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rest, mut is_known) = (TokenStream::new(), false);
    for (variant, member) in item.variants.iter().zip(members) {
        let (cfgs, ident) = (cfgs(&variant.attrs), &variant.ident);
        let pattern = pattern(variant);
        match (member, &variant.fields) {
            (Some(member), fields) => {
                writes.push(quote!(#cfgs #pattern => #member));
                if matches!(fields, syn::Fields::Unit) {
                    names.push(quote!(#cfgs #member));
                    reads.push(quote!(#cfgs #member => ::core::option::Option::Some(Self::#ident)));
                }
            }
            (None, syn::Fields::Unnamed(fields)) if fields.unnamed.len() == 1 => {
                writes.push(quote!(#cfgs Self::#ident(name) => ::core::convert::AsRef::<str>::as_ref(name)));
                let other = quote!(::core::option::Option::Some(Self::#ident(::core::convert::From::from(name))));
                rest.extend(quote!(#cfgs _ => #other,));
                is_known |= cfgs.is_empty();
            }
            (None, _) => writes.push(quote!(#cfgs #pattern => "")),
        }
    }
    let unknown = (!is_known).then(|| quote!(_ => ::core::option::Option::None,));
    // A variant for other members that is there in some builds stands before the error of the others.
    let unreachable = (!is_known && !rest.is_empty()).then(|| quote!(#[allow(unreachable_patterns)]));
    let open = quote!(#krate::Projection::OPEN);
    let implementation = implementation(entity, name, &item.generics, &open, &TokenStream::new());
    quote! {
        // The names are Graph's, as `noEnd` and `endDate`: the user cannot choose others.
        #[allow(clippy::enum_variant_names)]
        #item

        #[automatically_derived]
        impl #impl_generics #serde::Serialize for #name #ty_generics #where_clause {
            fn serialize<__S: #serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #serde::Serializer::serialize_str(serializer, match self { #(#writes,)* })
            }
        }

        #[automatically_derived]
        impl #de_generics #serde::Deserialize<'de> for #name #ty_generics #where_clause {
            #unreachable
            fn deserialize<__D: #serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #krate::__private::read_name(deserializer, &[#(#names),*], |name| match name {
                    #(#reads,)*
                    #rest
                    #unknown
                })
            }
        }

        #implementation
    }
}

/// The pattern of a variant, whatever it holds: a mistake there was reported.
fn pattern(variant: &syn::Variant) -> TokenStream {
    let ident = &variant.ident;
    match &variant.fields {
        syn::Fields::Unit => quote!(Self::#ident),
        syn::Fields::Unnamed(_) => quote!(Self::#ident(..)),
        syn::Fields::Named(_) => quote!(Self::#ident { .. }),
    }
}
