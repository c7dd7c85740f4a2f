//! Generates the serde implementations of a struct with nothing unusual: they cost the compiler a third of serde's
//! derives.

use crate::entity::model::{Entity, Field, Form, Holder, Property, Struct};
use crate::expand::entities::{fallback, form};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Fields, Type};

/// Whether these implementations can do what the struct asks for. serde's derives know its options, parameters and
/// lifetimes, fields that are not always there, and how to flatten.
pub(super) fn suffices(of: &Struct) -> bool {
    let unusual = ["serde", "cfg", "cfg_attr", "deprecated"];
    let is_plain = |attributes: &[syn::Attribute]| {
        !attributes.iter().any(|attribute| unusual.iter().any(|name| attribute.path().is_ident(name)))
    };
    matches!(of.item.fields, Fields::Named(_))
        && of.item.generics.params.is_empty()
        && is_plain(&of.item.attrs)
        // The only lifetime without parameters is `'static`, which bounds what is read.
        && of.item.fields.iter().all(|field| is_plain(&field.attrs) && !has_lifetime(field.ty.to_token_stream()))
        && !of.fields.iter().any(|field| matches!(field, Field::Flattened))
}

fn has_lifetime(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '\'',
        TokenTree::Group(group) => has_lifetime(group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

/// The struct and its implementations. A type of the user may have any name, also one of a single letter.
pub(super) fn write(entity: &Entity, of: &Struct) -> TokenStream {
    let item = &of.item;
    let (name, where_clause) = (&item.ident, &item.generics.where_clause);
    let krate = &entity.krate;
    let private = quote!(#krate::__private);
    let serde = quote!(#private::serde);
    // A constant of the user with the name of a variable would become a pattern.
    let [object, place] = ["object", "place"].map(|name| Ident::new(name, Span::mixed_site()));
    let written = item.fields.iter().zip(&of.fields).enumerate();
    let fields: Vec<Written> = written.map(|(at, (field, what))| Written::of(entity, at, field, what)).collect();
    let writes = fields.iter().filter_map(|field| field.write(entity, &object));
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let (places, number) = (0..names.len(), names.len());
    let slots = fields.iter().map(|field| &field.slot);
    let reads = fields.iter().enumerate().map(|(at, field)| field.read(&object, at));
    let values = fields.iter().map(|field| field.value(&object));
    quote! {
        #item

        #[automatically_derived]
        impl #serde::Serialize for #name #where_clause {
            fn serialize<__S: #serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                let mut #object = #private::ObjectWriter::start(serializer)?;
                #(#writes)*
                #object.end()
            }
        }

        #[automatically_derived]
        impl<'de> #serde::Deserialize<'de> for #name #where_clause {
            fn deserialize<__D: #serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #private::read_object(deserializer)
            }
        }

        #[automatically_derived]
        impl<'de> #private::ReadObject<'de> for #name #where_clause {
            const NAMES: &'static [&'static str] = &[#(#names),*];

            fn place(name: &str) -> usize {
                match name {
                    #(#names => #places,)*
                    _ => #number,
                }
            }

            fn read_properties<__A: #serde::de::MapAccess<'de>>(
                mut #object: #private::ObjectReader<__A>,
            ) -> ::core::result::Result<Self, __A::Error> {
                #(let mut #slots = ::core::option::Option::None;)*
                while let ::core::option::Option::Some(#place) = #object.next_property::<Self>()? {
                    match #place {
                        #(#reads)*
                        _ => #object.skip(),
                    }?;
                }
                ::core::result::Result::Ok(Self { #(#values)* })
            }
        }
    }
}

/// What is generated of one field.
struct Written<'a> {
    ident: Option<&'a Ident>,
    ty: &'a Type,
    /// The place of the type: where the compiler says that it cannot be read or written.
    span: Span,
    /// The variable that holds the value until all are read.
    slot: Ident,
    name: &'a str,
    /// `None` for the version of the entity.
    property: Option<&'a Property>,
    form: Option<TokenStream>,
}

impl<'a> Written<'a> {
    fn of(entity: &Entity, at: usize, field: &'a syn::Field, what: &'a Field) -> Self {
        let property = match what {
            Field::Property(property) => Some(property),
            Field::Flattened | Field::Etag => None,
        };
        let span = Span::call_site().located_at(field.ty.span());
        Self {
            ident: field.ident.as_ref(),
            ty: &field.ty,
            span,
            slot: format_ident!("value_{at}", span = Span::mixed_site().located_at(span)),
            name: property.map_or("@odata.etag", |property| &property.name),
            property,
            form: form(&entity.krate, property.map_or(Form::Plain, |property| property.form)),
        }
    }

    fn write(&self, entity: &Entity, object: &Ident) -> Option<TokenStream> {
        let Self { ident, span, name, property, form, .. } = self;
        let property = (*property)?;
        let krate = &entity.krate;
        let field = quote!(&self.#ident);
        let value = match form {
            Some(form) => quote!(&#krate::__private::InForm::<_, #form>::of(#field)),
            // A type of the user's own may be no entity.
            None if property.typed => {
                let import = fallback(krate, "Undeclared");
                quote!(&{ #import #krate::__private::Value(#field).declared() })
            }
            None => field,
        };
        let value = located(value, *span);
        let is_left_out = match property.holder {
            Holder::Value | Holder::Collection => return Some(quote_spanned!(*span=> #object.value(#name, #value);)),
            Holder::Option => quote!(::core::option::Option::is_none(&self.#ident)),
            Holder::Patch => quote!(#krate::Patch::is_keep(&self.#ident)),
        };
        Some(quote_spanned!(*span=> #object.value_unless(#is_left_out, #name, #value);))
    }

    fn read(&self, object: &Ident, at: usize) -> TokenStream {
        let Self { ty, span, slot, property, form, .. } = self;
        let is_collection = property.is_some_and(|property| property.holder == Holder::Collection);
        match form {
            Some(form) => quote_spanned!(*span=> #at => #object.in_form::<#form, _>(&mut #slot),),
            None if is_collection => quote_spanned!(*span=> #at => #object.collection(&mut #slot),),
            None => quote_spanned!(*span=> #at => #object.value::<#ty>(&mut #slot),),
        }
    }

    fn value(&self, object: &Ident) -> TokenStream {
        let Self { ident, span, slot, name, property, form, .. } = self;
        let is_required = property.is_some_and(|property| property.holder == Holder::Value);
        match form {
            Some(_) if is_required => quote!(#ident: #object.required_in_form(#slot, #name)?,),
            None if is_required => quote_spanned!(*span=> #ident: #object.required(#slot, #name)?,),
            _ => quote!(#ident: ::core::option::Option::unwrap_or_default(#slot),),
        }
    }
}

/// An expression whose errors are shown at a place.
fn located(expression: TokenStream, place: Span) -> TokenStream {
    let located = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), located(group.stream(), place)).into();
        }
        token.set_span(token.span().located_at(place));
        token
    };
    expression.into_iter().map(located).collect()
}
