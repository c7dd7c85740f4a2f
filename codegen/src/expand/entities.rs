//! Generates what an action has to do with entities: what it asks for, and the constants that check their types.

use crate::check::lifetimes::with_static_lifetimes;
use crate::expand::action::{by_reference, located_at};
use crate::model::{Action, Body, Declared, EntityCheck, Form, Given, PropertyCheck, PropertyCondition, RequiredCheck};
use graph_action_catalog::{Method, Version};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Path, Type};

/// Imports the trait that answers for types that are no entities. An entity answers itself; then the import is unused.
pub(crate) fn fallback(krate: &Path, name: &str) -> TokenStream {
    let name = Ident::new(name, Span::call_site());
    quote! {
        #[allow(unused_imports)]
        use #krate::__private::#name as _;
    }
}

/// What the return type asks for, as a constant.
pub(crate) fn projection(action: &Action<'_>, returned: &Type) -> TokenStream {
    if !action.entities.projection {
        return quote!(::core::option::Option::None);
    }
    let (krate, ty) = (&action.krate, with_static_lifetimes(returned));
    let import = fallback(krate, "Plain");
    quote!(const {
        #import
        #krate::__private::projection(<#krate::__private::Answer<#ty>>::ENTITY)
    })
}

/// Constants that fail to compile when a type is an entity of another type of Graph.
pub(crate) fn checks(action: &Action<'_>) -> TokenStream {
    let krate = &action.krate;
    let version = action.descriptor.version;
    let check = |check: &EntityCheck| {
        let EntityCheck { ty, answer, declared, list, place } = check;
        let probe = if *answer { quote!(Answer) } else { quote!(Probe) };
        let known = quote!(<#krate::__private::#probe<#ty>>::ENTITY);
        // Beta takes entities of both versions.
        if declared.is_none() && version == Version::Beta {
            return None;
        }
        let check = type_check(krate, version, *place, &known, declared.as_ref());
        let list = list.as_ref().map(|(is_list, message)| {
            let located = located_at(krate, *place);
            quote_spanned!(*place=> #located::__private::check_list(#known, #is_list, #message))
        });
        let import = fallback(krate, "Plain");
        Some(quote!(const _: () = { #import #check; #list };))
    };
    let checks = action.entities.checks.iter().filter_map(check);
    let required = action.entities.required.as_ref().map(|check| required_check(krate, check));
    checks.chain(property_checks(krate, &action.entities.property_checks)).chain(required).collect()
}

/// A constant that fails to compile when the call leaves out what the return type cannot be read without.
fn required_check(krate: &Path, check: &RequiredCheck) -> TokenStream {
    let RequiredCheck { ty, given, message, place } = check;
    let import = fallback(krate, "Plain");
    let given = given.iter().map(|given| match given {
        Given::Selected(names) => quote!(#krate::__private::Given::Selected(&[#(#names),*])),
        Given::Expanded(names) => quote!(#krate::__private::Given::Expanded(&[#(#names),*])),
        Given::SelectedOf(navigation, names) => {
            quote!(#krate::__private::Given::SelectedOf(#navigation, &[#(#names),*]))
        }
    });
    let located = located_at(krate, *place);
    let known = quote!(<#krate::__private::Answer<#ty>>::ENTITY);
    let check = quote_spanned!(*place=> #located::__private::check_required(#known, &[#(#given),*], #message));
    quote!(const _: () = { #import #check; };)
}

/// Constants that warn or fail to compile by the properties that the return type asks for.
fn property_checks(krate: &Path, checks: &[PropertyCheck]) -> Vec<TokenStream> {
    let import = fallback(krate, "Plain");
    let (mut refusals, mut constants) = (Vec::new(), Vec::new());
    for PropertyCheck { ty, condition, place } in checks {
        let known = quote!(<#krate::__private::Answer<#ty>>::ENTITY);
        let located = located_at(krate, *place);
        match condition {
            PropertyCondition::None { ways, properties } => {
                let (names, messages): (Vec<&String>, Vec<&String>) =
                    properties.iter().map(|(name, message)| (name, message)).unzip();
                refusals.push(quote_spanned! {*place=>
                    #located::__private::check_unasked(#known, &[#(#ways),*], &[#((#names, #messages)),*]);
                });
            }
            PropertyCondition::One { paths, warning, message } => {
                let asks = quote!(#krate::__private::asks_for_one(#known, &[#(#paths),*]));
                match warning {
                    Some(name) => {
                        let warning = conditional_warning(&Ident::new(name, *place), message, &quote!(!#asks));
                        constants.push(quote!(const _: () = { #import #warning };));
                    }
                    None => refusals.push(quote_spanned!(*place=> #located::__private::check_asked(#asks, #message);)),
                }
            }
        }
    }
    if !refusals.is_empty() {
        constants.push(quote!(const _: () = { #import #(#refusals)* };));
    }
    constants
}

/// A use of what is deprecated only where something is wrong. Only one of the two constants is used. The warning shows
/// its name.
fn conditional_warning(name: &Ident, message: &str, is_wrong: &TokenStream) -> TokenStream {
    quote! {
        struct Warns<const WARNS: bool>;
        #[allow(dead_code, non_upper_case_globals)]
        impl Warns<true> {
            #[deprecated(note = #message)]
            const #name: () = ();
        }
        #[allow(dead_code, non_upper_case_globals)]
        impl Warns<false> {
            const #name: () = ();
        }
        Warns::<{ #is_wrong }>::#name
    }
}

/// What fails to compile within a constant, with this message at this place, when a type does not fit.
pub(crate) fn type_check(
    krate: &Path,
    version: Version,
    place: Span,
    known: &TokenStream,
    declared: Option<&Declared>,
) -> TokenStream {
    // The whole call has the span: there rustc says why the constant cannot be evaluated.
    let located = located_at(krate, place);
    let call = match declared {
        None => quote_spanned!(place=> check_version(#known)),
        Some(Declared { name, bases, message }) => {
            let function = match version {
                Version::V1 => quote_spanned!(place=> check_type),
                Version::Beta => quote_spanned!(place=> check_type_of_beta),
            };
            quote_spanned!(place=> #function(#known, #name, &[#(#bases),*], #message))
        }
    };
    quote_spanned!(place=> #located::__private::#call)
}

/// The type that stands for a form.
pub(crate) fn form(krate: &Path, form: Form) -> Option<TokenStream> {
    let form = match form {
        Form::Plain => return None,
        Form::Float => quote!(Float),
        Form::Duration => quote!(Duration),
        Form::Base64 => quote!(Base64),
        Form::Instant => quote!(Instant),
        Form::CalendarDate => quote!(CalendarDate),
        Form::TimeOfDay => quote!(TimeOfDay),
        Form::Flags => quote!(Flags),
    };
    Some(quote!(#krate::__private::#form))
}

/// Uses of what warns, where an entity has properties that Graph sets.
pub(crate) fn warnings(action: &Action<'_>) -> TokenStream {
    let name = if action.descriptor.method == Method::Patch { "__read_only_in_patch" } else { "__read_only_in_body" };
    let import = fallback(&action.krate, "PlainBody");
    let warning = |argument: &Ident| {
        let method = Ident::new(name, argument.span());
        quote!({
            #import
            #argument.#method();
        })
    };
    action.entities.with_read_only.iter().map(warning).collect()
}

/// The JSON body. Where entities of several types may stand, one says which it is.
pub(crate) fn body(action: &Action<'_>, value: &TokenStream) -> TokenStream {
    let krate = &action.krate;
    let import = fallback(krate, "PlainValue");
    match &action.entities.body {
        Some(declared) => quote!(#krate::__private::Body::typed(#value, {
            #import
            #krate::__private::Value(#value).tag(#declared)
        })),
        None => quote!(#krate::__private::Body::json(#value)),
    }
}

/// The header with the version of the body.
pub(crate) fn etag(action: &Action<'_>) -> Option<TokenStream> {
    let Body::Json(argument) = &action.inputs.body else { return None };
    let (krate, value) = (&action.krate, by_reference(argument));
    let import = fallback(krate, "PlainValue");
    action.entities.etag.then(|| {
        quote!(("If-Match", &{
            #import
            #krate::__private::Value(#value).etag()
        }))
    })
}
