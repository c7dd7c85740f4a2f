//! Generates what an action has to do with entities: what it asks for, and the constants that check their types.

use crate::check::entities::with_static_lifetimes;
use crate::expand::action::by_reference;
use crate::model::{Action, Body};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

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
    let check = |check: &crate::model::EntityCheck| {
        let crate::model::EntityCheck { ty, answer, declared, bases, message, place } = check;
        let probe = if *answer { quote!(Answer) } else { quote!(Probe) };
        let known = quote!(<#krate::__private::#probe<#ty>>::ENTITY);
        let check = quote_spanned!(*place=> check_type);
        quote! {
            const _: () = {
                #[allow(unused_imports)]
                use #krate::__private::Plain as _;
                #krate::__private::#check(#known, #declared, &[#(#bases),*], #message)
            };
        }
    };
    action.entities.checks.iter().map(check).collect()
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
