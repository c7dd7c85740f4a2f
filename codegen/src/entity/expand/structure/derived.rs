//! Generates serde's derives for a struct, with an attribute for each field.

use crate::entity::check::{has_serde, mentions, parameters};
use crate::entity::model::{Entity, Field, Holder, Property, Struct};
use crate::parse::item::{is_attribute, plain};
use crate::terms::camel_case;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{AttrStyle, Attribute, GenericArgument, Generics, MacroDelimiter, Meta, MetaList, PathArguments, Type};

use crate::expand::entities::form;

/// The struct with its attributes.
pub(super) fn derive(entity: &Entity, of: &Struct) -> TokenStream {
    let mut item = of.item.clone();
    // A struct that borrows more than text can be sent, but not read.
    let reads = item.fields.iter().all(|field| !borrows_values(&field.ty));
    // With one option for the whole struct most fields need none, and serde reads fewer.
    let renames_all = !item.attrs.iter().any(|attribute| is_attribute(attribute, "serde"));
    for (field, what) in item.fields.iter_mut().zip(&of.fields) {
        let attributes = attributes(entity, &of.item.generics, field, what, reads, renames_all);
        field.attrs.extend(attributes);
    }
    let serde = entity.private(&quote!(serde));
    let path = serde.to_string();
    let deserialize = reads.then(|| quote!(#serde::Deserialize));
    // Attributes of serde come after the derives that introduce them.
    item.attrs.insert(0, attribute("derive", quote!(#serde::Serialize, #deserialize)));
    let rename_all = renames_all.then(|| quote!(, rename_all = "camelCase"));
    item.attrs.push(attribute("serde", quote!(crate = #path #rename_all)));
    item.into_token_stream()
}

/// `#[name(options)]`, which is not parsed: a macro runs unoptimised, and a struct has many.
fn attribute(name: &str, options: TokenStream) -> Attribute {
    let list = MetaList {
        path: Ident::new(name, Span::call_site()).into(),
        delimiter: MacroDelimiter::Paren(Default::default()),
        tokens: options,
    };
    Attribute {
        pound_token: Default::default(),
        style: AttrStyle::Outer,
        bracket_token: Default::default(),
        meta: Meta::List(list),
    }
}

/// The attribute of serde that a field gets, if it needs one, without the options that the user gave it.
fn attributes(
    entity: &Entity,
    generics: &Generics,
    field: &syn::Field,
    what: &Field,
    reads: bool,
    renames_all: bool,
) -> Option<Attribute> {
    let mut options: Vec<(&str, TokenStream)> = Vec::new();
    match what {
        _ if has_serde(field, &["skip"]) => {}
        Field::Flattened => options.push(("flatten", quote!(flatten))),
        Field::Etag => {
            options.push(("rename", quote!(rename = "@odata.etag")));
            options.push(("skip_serializing", quote!(skip_serializing)));
        }
        Field::Property(property) => {
            let ident = field.ident.as_ref().map(plain).unwrap_or_default();
            // serde has the same rule.
            if !renames_all || camel_case(&ident) != property.name {
                let name = &property.name;
                options.push(("rename", quote!(rename = #name)));
            }
            property_options(entity, property, reads, &mut options);
        }
    }
    let is_generic = mentions(&field.ty, &parameters(generics));
    options.extend(default(field, what, reads, is_generic));
    // serde adds no bounds for a field that a function reads or writes.
    if is_generic && options.iter().any(|(name, _)| *name == "deserialize_with") {
        let (ty, serde) = (&field.ty, entity.private(&quote!(serde)));
        let bound = quote!(#ty: #serde::Deserialize<'de>).to_string();
        options.push(("bound", quote!(bound(deserialize = #bound))));
    }
    if reads && generics.lifetimes().next().is_some() && mentions_lifetime(field.ty.to_token_stream()) {
        options.push(("borrow", quote!(borrow)));
    }
    let converts = has_serde(field, &["with"]);
    options.retain(|(name, _)| {
        let is_conversion = matches!(*name, "with" | "serialize_with" | "deserialize_with");
        !(has_serde(field, &[name]) || (converts && is_conversion))
    });
    let options: Vec<TokenStream> = options.into_iter().map(|(_, option)| option).collect();
    (!options.is_empty()).then(|| attribute("serde", quote!(#(#options),*)))
}

fn property_options(entity: &Entity, property: &Property, reads: bool, options: &mut Vec<(&'static str, TokenStream)>) {
    let path = |path: TokenStream| entity.private(&path).to_string();
    match property.holder {
        Holder::Option => {
            options.push(("skip_serializing_if", quote!(skip_serializing_if = "::core::option::Option::is_none")))
        }
        Holder::Patch => {
            let krate = &entity.krate;
            let is_keep = quote!(#krate::Patch::is_keep).to_string();
            options.push(("skip_serializing_if", quote!(skip_serializing_if = #is_keep)));
        }
        Holder::Value | Holder::Collection => {}
    }
    if let Some(form) = form(&entity.krate, property.form) {
        let form = path(quote!(As::<#form>));
        options.push(if reads {
            ("with", quote!(with = #form))
        } else {
            let write = format!("{form}::serialize");
            ("serialize_with", quote!(serialize_with = #write))
        });
        return;
    }
    if property.typed {
        let write = path(quote!(write_declared));
        options.push(("serialize_with", quote!(serialize_with = #write)));
    }
    if reads && property.holder == Holder::Collection {
        let read = path(quote!(read_collection));
        options.push(("deserialize_with", quote!(deserialize_with = #read)));
    }
}

/// What a missing property is. Of an `Option` serde knows it, but a default costs less to compile.
fn default(field: &syn::Field, what: &Field, reads: bool, is_generic: bool) -> Option<(&'static str, TokenStream)> {
    let Field::Property(property) = what else { return None };
    // For the plain option serde would ask `Default` of the parameters of the struct.
    let option = if is_generic { quote!(default = "::core::default::Default::default") } else { quote!(default) };
    (reads && property.holder != Holder::Value && !has_serde(field, &["skip"])).then_some(("default", option))
}

/// Whether a type has a lifetime other than `'static`.
fn mentions_lifetime(tokens: TokenStream) -> bool {
    let mut after_quote = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(punct) => {
            after_quote = punct.as_char() == '\'';
            false
        }
        TokenTree::Ident(ident) => std::mem::take(&mut after_quote) && ident != "static",
        TokenTree::Group(group) => mentions_lifetime(group.stream()),
        TokenTree::Literal(_) => false,
    })
}

/// Whether a type has a reference to something other than text: `&'a [Recipient]`.
fn borrows_values(ty: &Type) -> bool {
    let in_argument = |argument: &GenericArgument| matches!(argument, GenericArgument::Type(ty) if borrows_values(ty));
    match ty {
        Type::Reference(reference) => !matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str")),
        Type::Path(path) => path.path.segments.iter().any(|segment| match &segment.arguments {
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(in_argument),
            PathArguments::None | PathArguments::Parenthesized(_) => false,
        }),
        Type::Array(array) => borrows_values(&array.elem),
        Type::Group(group) => borrows_values(&group.elem),
        Type::Paren(paren) => borrows_values(&paren.elem),
        Type::Tuple(tuple) => tuple.elems.iter().any(borrows_values),
        _ => false,
    }
}
