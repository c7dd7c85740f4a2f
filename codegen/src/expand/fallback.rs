//! Generates the item that goes with compile errors: its bodies never run, but code that uses it compiles, so that no
//! further errors are reported.

use crate::expand::action::signature;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{FnArg, ItemTrait, Pat, Receiver, ReceiverKind, ReturnType, Signature, TraitItem, TraitItemFn};

/// The method with a body that never runs. A method that has a body is not changed.
pub(crate) fn method(item: &TraitItemFn) -> TokenStream {
    let mut item = item.clone();
    if item.default.is_none() {
        for input in &mut item.sig.inputs {
            match input {
                // This mistake was reported. It is corrected here, or the compiler would report it again.
                FnArg::Receiver(receiver) => receiver.kind = borrowed(receiver),
                FnArg::Typed(input) if !matches!(*input.pat, Pat::Ident(_)) => *input.pat = syn::parse_quote!(_),
                FnArg::Typed(_) => {}
            }
        }
        item.default = Some(body(&item.sig));
        item.semi_token = None;
        item.sig = signature(&item.sig);
    }
    item.into_token_stream()
}

/// `&self` in place of `self` and `&mut self`.
fn borrowed(receiver: &Receiver) -> ReceiverKind {
    match &receiver.kind {
        ReceiverKind::Reference(and, lifetime, _) => ReceiverKind::Reference(*and, lifetime.clone(), None),
        _ => ReceiverKind::Reference(Default::default(), None, None),
    }
}

/// A body of the right type that uses every argument.
fn body(signature: &Signature) -> syn::Block {
    let arguments = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => match &*input.pat {
            Pat::Ident(pat) => Some(&pat.ident),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    });
    let result = match &signature.output {
        ReturnType::Default => quote!(),
        ReturnType::Type(..) if signature.asyncness.is_some() => quote!(::core::future::pending()),
        ReturnType::Type(..) => quote!(::core::unimplemented!()),
    };
    syn::parse_quote!({ #(let _ = &#arguments;)* #result })
}

/// The trait with a body for every method, and a client whose `new` takes any type.
pub(crate) fn api(item: &ItemTrait, client: &proc_macro2::Ident, krate: &syn::Path) -> TokenStream {
    let mut item = item.clone();
    item.unsafety = None;
    for member in &mut item.items {
        if let TraitItem::Fn(function) = member {
            let emitted = method(function);
            *member = TraitItem::Verbatim(emitted);
        }
    }
    let (name, visibility) = (&item.ident, &item.vis);
    let (impl_generics, ty_generics, where_clause) = item.generics.split_for_impl();
    let has_items = item.items.iter().any(|member| match member {
        TraitItem::Const(member) => member.default.is_none(),
        TraitItem::Type(member) => member.default.is_none(),
        TraitItem::Macro(_) => true,
        _ => false,
    });
    // A constant or type without a value was reported; an implementation would be a second error.
    let implementation =
        (!has_items).then(|| quote!(impl #impl_generics #name #ty_generics for #client #where_clause {}));
    quote! {
        #item
        #[doc = "Calls the actions of the trait, once it has no more errors."]
        #[allow(dead_code)]
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #visibility struct #client(());
        #[allow(dead_code, missing_docs)]
        impl #client {
            #visibility const SCOPES: &'static [&'static str] = &[];
            #visibility const APP_SCOPES: &'static [&'static str] = &[];
            #visibility const ACTIONS: &'static [#krate::Action] = &[];
            #visibility fn new<R>(_: R) -> Self {
                Self(())
            }
        }
        #implementation
    }
}
