//! Generates what an action has to do with entities: what it asks for, and the constants that check their types.

use crate::check::entities::with_static_lifetimes;
use crate::expand::action::{by_reference, located_at};
use crate::model::{Action, Body, EntityCheck};
use graph_action_catalog::{Method, Version};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Path, Type};

/// What the return type asks for, as a constant.
pub(crate) fn projection(action: &Action<'_>, returned: &Type) -> TokenStream {
    if !action.entities.projection {
        return quote!(::core::option::Option::None);
    }
    let (krate, ty) = (&action.krate, with_static_lifetimes(returned));
    quote!(const {
        #[allow(unused_imports)]
        use #krate::__private::Plain as _;
        #krate::__private::projection(<#krate::__private::Answer<#ty>>::ENTITY)
    })
}

/// Constants that fail to compile when a type is an entity of another type of Graph.
pub(crate) fn checks(action: &Action<'_>) -> TokenStream {
    let krate = &action.krate;
    let check = |check: &EntityCheck| {
        let EntityCheck { ty, answer, declared, bases, message, place } = check;
        let probe = if *answer { quote!(Answer) } else { quote!(Probe) };
        let known = quote!(<#krate::__private::#probe<#ty>>::ENTITY);
        let check = type_check(krate, action.descriptor.version, *place, &known, declared, bases, message);
        quote!(const _: () = #check;)
    };
    action.entities.checks.iter().map(check).collect()
}

/// The block of a constant that does not compile, with this message at this place, unless what is known of a type fits.
pub(crate) fn type_check(
    krate: &Path,
    version: Version,
    place: Span,
    known: &TokenStream,
    declared: &str,
    bases: &[String],
    message: &str,
) -> TokenStream {
    // The whole call has the span: there rustc says why the constant cannot be evaluated.
    let located = located_at(krate, place);
    let function = match version {
        Version::V1 => quote_spanned!(place=> check_type),
        Version::Beta => quote_spanned!(place=> check_type_of_beta),
    };
    let check = quote_spanned!(place=> #located::__private::#function(#known, #declared, &[#(#bases),*], #message));
    quote!({
        #[allow(unused_imports)]
        use #krate::__private::Plain as _;
        #check
    })
}

/// Uses of what warns, where an entity has properties that Graph sets.
pub(crate) fn warnings(action: &Action<'_>) -> TokenStream {
    let krate = &action.krate;
    let name = if action.descriptor.method == Method::Patch { "__read_only_in_patch" } else { "__read_only_in_body" };
    let warning = |argument: &Ident| {
        let method = Ident::new(name, argument.span());
        quote!({
            #[allow(unused_imports)]
            use #krate::__private::PlainBody as _;
            #argument.#method();
        })
    };
    action.entities.with_read_only.iter().map(warning).collect()
}

/// The JSON body. Where entities of several types may stand, one says which it is.
pub(crate) fn body(action: &Action<'_>, value: &TokenStream) -> TokenStream {
    let krate = &action.krate;
    match &action.entities.body {
        Some(declared) => quote!(#krate::__private::Body::typed(#value, {
            #[allow(unused_imports)]
            use #krate::__private::PlainValue as _;
            #krate::__private::Value(#value).tag(#declared)
        })),
        None => quote!(#krate::__private::Body::json(#value)),
    }
}

/// The header with the version of the body.
pub(crate) fn etag(action: &Action<'_>) -> Option<TokenStream> {
    let Body::Json(argument) = &action.inputs.body else { return None };
    let (krate, value) = (&action.krate, by_reference(argument));
    action.entities.etag.then(|| {
        quote!(("If-Match", &{
            #[allow(unused_imports)]
            use #krate::__private::PlainValue as _;
            #krate::__private::Value(#value).etag()
        }))
    })
}
