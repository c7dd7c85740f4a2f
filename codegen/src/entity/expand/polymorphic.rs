//! Generates an enum of entities of several types, which `@odata.type` tells apart.

use super::common::{cfgs, implementation, with_lifetime};
use crate::entity::model::{Alternative, Entity, Polymorphic};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Generics, Type, Variant};

pub(super) fn expand(entity: &Entity, of: &Polymorphic) -> TokenStream {
    let item = &of.item;
    let (krate, name) = (&entity.krate, &item.ident);
    let private = quote!(#krate::__private);
    let serde = quote!(#private::serde);
    let Arms { writes, reads, names, rest, is_known, held } = arms(entity, of);
    let unknown = (!is_known).then(|| quote!(_ => entity.unknown(NAMES),));
    // A variant for other types that is there in some builds stands before the error of the others.
    let unreachable = (!is_known && !rest.is_empty()).then(|| quote!(#[allow(unreachable_patterns)]));
    let (impl_generics, ty_generics, _) = item.generics.split_for_impl();
    let serializes = bounds(&item.generics, &held, &quote!(#serde::Serialize));
    let deserializes = bounds(&item.generics, &held, &quote!(#serde::de::DeserializeOwned));
    let of_deserialize = with_lifetime(&item.generics);
    let (de_generics, _, _) = of_deserialize.split_for_impl();
    let open = quote!(#krate::Projection::OPEN);
    let implementation = implementation(entity, name, &item.generics, &open, &TokenStream::new());
    quote! {
        #item

        #[automatically_derived]
        impl #impl_generics #serde::Serialize for #name #ty_generics #serializes {
            fn serialize<__S: #serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self { #(#writes,)* }
            }
        }

        #[automatically_derived]
        impl #de_generics #serde::Deserialize<'de> for #name #ty_generics #deserializes {
            #unreachable
            fn deserialize<__D: #serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #[allow(dead_code)]
                const NAMES: &[&str] = &[#(#names),*];
                let entity = #private::Typed::read(deserializer)?;
                match entity.name() {
                    #(#reads,)*
                    #rest
                    #unknown
                }
            }
        }

        #implementation
    }
}

/// What the variants become.
struct Arms<'a> {
    writes: Vec<TokenStream>,
    reads: Vec<TokenStream>,
    names: Vec<TokenStream>,
    /// The arm for other types.
    rest: TokenStream,
    /// Whether that arm is there in every build.
    is_known: bool,
    held: Vec<&'a Type>,
}

fn arms<'a>(entity: &Entity, of: &'a Polymorphic) -> Arms<'a> {
    let Polymorphic { item, variants } = of;
    let krate = &entity.krate;
    let private = quote!(#krate::__private);
    let serde = entity.private(&quote!(serde));
    let (mut writes, mut reads, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rest, mut is_known, mut held) = (TokenStream::new(), false, Vec::new());
    for (variant, what) in item.variants.iter().zip(variants) {
        let (cfgs, ident) = (cfgs(&variant.attrs), &variant.ident);
        let decode = quote!(entity.decode().map(Self::#ident));
        match what {
            Alternative::Known { ty, derived } => {
                let tag = format!("#microsoft.graph.{ty}");
                // Graph sends no `@odata.type` for the declared type itself.
                let untyped = (*ty == entity.ty).then(|| quote!(::core::option::Option::None |));
                let patterns = std::iter::once(ty).chain(derived);
                names.push(quote!(#cfgs #ty));
                reads.push(quote!(#cfgs #untyped ::core::option::Option::Some(#(#patterns)|*) => #decode));
                writes.push(quote!(#cfgs Self::#ident(entity) => #private::write_typed(entity, #tag, serializer)));
                held.extend(held_type(variant));
            }
            Alternative::Other => {
                rest.extend(quote!(#cfgs _ => #decode,));
                is_known |= cfgs.is_empty();
                writes.push(quote!(#cfgs Self::#ident(entity) => #serde::Serialize::serialize(entity, serializer)));
                held.extend(held_type(variant));
            }
            Alternative::Reported => writes.push(quote!(#cfgs Self::#ident { .. } => {
                #serde::Serializer::serialize_unit(serializer)
            })),
        }
    }
    Arms { writes, reads, names, rest, is_known, held }
}

fn held_type(variant: &Variant) -> Option<&Type> {
    match &variant.fields {
        Fields::Unnamed(fields) => fields.unnamed.first().map(|field| &field.ty),
        _ => None,
    }
}

/// The `where` clause of an implementation. What has no parameters needs no bounds.
fn bounds(generics: &Generics, held: &[&Type], bound: &TokenStream) -> TokenStream {
    let own = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let held = held.iter().filter(|_| !generics.params.is_empty());
    quote!(where #(#own,)* #(#held: #bound,)*)
}
