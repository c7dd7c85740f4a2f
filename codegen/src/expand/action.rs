//! Generates one method: a constant descriptor and a call of the runtime.

use crate::expand::entities;
use crate::model::{Action, Body, Descriptor, Pair, Parameter, Part, Reply, Warning};
use crate::parse::item::Argument;
use crate::parse::root::Root;
use crate::terms::KnownRoot;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, Path, Receiver, Signature, TraitItemFn, Type};

/// A method outside `#[graph_api]`: it gets a default body that works for every resource of its root.
pub(crate) fn expand_alone(action: &Action<'_>) -> TokenStream {
    let krate = &action.krate;
    let root = root_type(krate, &action.root);
    let descriptor = descriptor(krate, &action.descriptor);
    let receiver = receiver(&action.item.sig);
    let resource = quote!(&#krate::Endpoint::resource(#receiver));
    let body = body(action, &quote!(const { &#descriptor }), &resource);

    let mut item = method(action.item);
    let bound = syn::parse_quote!(Self: #krate::Endpoint<Root = #root>);
    item.sig.generics.make_where_clause().predicates.push(bound);
    let check = root_check(krate, &action.root).map(|check| quote!(const { #check }));
    let (warnings, checks) = (warnings(action), entities::checks(action));
    let of_body = entities::warnings(action);
    let overlay = action.overlay.as_deref().map(overlay);
    item.default = Some(syn::parse_quote!({ #overlay #check #warnings #checks #of_body #body }));
    item.semi_token = None;
    item.into_token_stream()
}

/// The method as the trait declares it: an `async fn` becomes a `fn` whose future is `Send`.
pub(crate) fn method(item: &TraitItemFn) -> TraitItemFn {
    let mut item = item.clone();
    item.sig = signature(&item.sig);
    item
}

/// The signature with `async` taken off and its future written out.
pub(crate) fn signature(signature: &Signature) -> Signature {
    let mut signature = signature.clone();
    if signature.asyncness.take().is_some()
        && let syn::ReturnType::Type(arrow, ty) = &signature.output
    {
        signature.output = syn::parse_quote_spanned! {ty.span()=>
            #arrow impl ::core::future::Future<Output = #ty> + ::core::marker::Send
        };
    }
    signature
}

/// The call into the runtime.
pub(crate) fn body(action: &Action<'_>, descriptor: &TokenStream, resource: &TokenStream) -> TokenStream {
    let krate = &action.krate;
    let inputs = &action.inputs;
    let placeholders = inputs.placeholders.iter().map(|argument| passed(krate, argument));
    let query = inputs.query.iter().map(|(name, argument)| option(krate, name, argument));
    let constant = action.headers.iter().map(|(name, value)| quote!((#name, &#value)));
    let headers = constant.chain(inputs.headers.iter().map(|(name, argument)| option(krate, name, argument)));
    let headers = headers.chain(entities::etag(action));
    let body = match &inputs.body {
        Body::None => quote!(#krate::__private::Body::none()),
        Body::Json(argument) => {
            let value = by_reference(argument);
            entities::body(action, &value)
        }
        Body::Raw(content_type, argument) => {
            let value = &argument.ident;
            quote!(#krate::__private::Body::raw(#content_type, #value))
        }
        Body::Parameters(parameters) => {
            let parameters = parameters.iter().map(|parameter| self::parameter(krate, parameter));
            quote!(#krate::__private::Body::parameters(&[#(#parameters),*]))
        }
    };
    // The whole call has the return type's span: there rustc says that the type is neither a `Result` nor a `Call`. A
    // future's type is not named: it follows from the signature, and rustc would report the same mistake twice.
    let (ty, function) = match action.reply {
        Reply::Future(ty) => (ty, quote_spanned!(ty.span()=> send)),
        Reply::Call(ty) => (ty, quote_spanned!(ty.span()=> call::<_, #ty>)),
    };
    let has_arguments = [inputs.placeholders.len(), inputs.query.len(), inputs.headers.len()] != [0; 3];
    let projection = entities::projection(action, ty);
    let inputs = quote! {
        #krate::__private::Inputs {
            arguments: &[#(#placeholders),*],
            query: &[#(#query),*],
            headers: &[#(#headers),*],
            body: #body,
            projection: #projection,
        }
    };
    let traits = has_arguments.then(|| quote!(use #krate::__private::passed::*;));
    let krate = located_at(krate, ty.span());
    let call = quote_spanned!(ty.span()=> #krate::__private::#function(#descriptor, #resource, #inputs));
    quote!(#traits #call)
}

/// The runtime's path with this span. A path that the user wrote keeps its own span.
pub(crate) fn located_at(krate: &Path, place: Span) -> TokenStream {
    let usual = quote_spanned!(place=> ::graph_action);
    if krate.to_token_stream().to_string() == usual.to_string() { usual } else { krate.to_token_stream() }
}

/// `&argument` with the argument's span, where rustc reports a trait that its type lacks.
pub(super) fn by_reference(argument: &Argument) -> TokenStream {
    let ident = &argument.ident;
    quote_spanned!(ident.span()=> &#ident)
}

/// The argument in the form that the runtime takes: types with their own `Argument` may stand behind a reference, in an
/// option or in a list.
fn passed(krate: &Path, argument: &Argument) -> TokenStream {
    let (ident, place) = (&argument.ident, argument.ident.span());
    let krate = located_at(krate, place);
    quote_spanned!(place=> &(&&&#krate::__private::Passed(&#ident)).argument())
}

fn option(krate: &Path, name: &str, argument: &Argument) -> TokenStream {
    let value = passed(krate, argument);
    quote!((#name, #value))
}

fn parameter(krate: &Path, parameter: &Parameter<'_>) -> TokenStream {
    let Parameter { name, argument, form } = parameter;
    let value = by_reference(argument);
    let Some(form) = entities::form(krate, *form) else { return quote!((#name, #value)) };
    // A reference is one already.
    let ident = &argument.ident;
    let value = if matches!(argument.ty, Type::Reference(_)) { quote!(#ident) } else { value };
    let krate = located_at(krate, ident.span());
    quote_spanned!(ident.span()=> (#name, &#krate::__private::InForm::<_, #form>::of(#value)))
}

/// The runtime's constant descriptor of an action.
pub(crate) fn descriptor(krate: &Path, descriptor: &Descriptor) -> TokenStream {
    let Descriptor {
        name,
        method,
        version,
        absolute,
        template,
        path,
        query,
        scopes,
        app_scopes,
        repeatable,
        wait_for_replication,
    } = descriptor;
    let method = Ident::new(&format!("{method:?}"), Span::call_site());
    let version = version.as_str();
    let path = path.iter().map(|item| part(krate, item));
    let query = query.iter().map(|item| pair(krate, item));
    let waits = wait_for_replication.map(|seconds| quote!(.waiting_for_replication(#seconds)));
    quote! {
        #krate::__private::action(#krate::__private::Descriptor {
            name: #name,
            method: #krate::Method::#method,
            version: #version,
            absolute: #absolute,
            template: #template,
            path: &[#(#path),*],
            query: &[#(#query),*],
            scopes: &[#(#scopes),*],
            app_scopes: &[#(#app_scopes),*],
            repeatable: #repeatable,
        })
        #waits
    }
}

fn pair(krate: &Path, pair: &Pair) -> TokenStream {
    let name = &pair.name;
    let value = pair.value.iter().map(|item| part(krate, item));
    let required = pair.required;
    quote!(#krate::__private::Pair { name: #name, value: &[#(#value),*], required: #required })
}

fn part(krate: &Path, part: &Part) -> TokenStream {
    let (variant, text) = match part {
        Part::Text(text) => ("Text", text),
        Part::Segment(name) => ("Segment", name),
        Part::Segments(name) => ("Segments", name),
        Part::Value(name) => ("Value", name),
        Part::Quoted(name) => ("Quoted", name),
        Part::Options(name) => ("Options", name),
        Part::InString(name) => ("InString", name),
        Part::Phrase(name) => ("Phrase", name),
        Part::Literal(name) => ("Literal", name),
        Part::Token(name) => ("Token", name),
        Part::Duration(name) => ("Duration", name),
        Part::List(item) => {
            let item = self::part(krate, item);
            return quote!(#krate::__private::Part::List(&#item));
        }
        Part::Parameters(pairs) => {
            let pairs = pairs.iter().map(|item| pair(krate, item));
            return quote!(#krate::__private::Part::Parameters(&[#(#pairs),*]));
        }
    };
    let variant = Ident::new(variant, Span::call_site());
    quote!(#krate::__private::Part::#variant(#text))
}

/// The marker type of a root.
pub(crate) fn root_type(krate: &Path, root: &Root) -> TokenStream {
    match root {
        Root::Known(known, place) => {
            let marker = Ident::new(known.marker(), place.span());
            quote!(#krate::root::#marker)
        }
        Root::Own(path, _) => path.to_token_stream(),
    }
}

/// The warnings, as uses of deprecated items: on stable Rust a macro has no other way to warn. The lint levels of the
/// method apply to them.
pub(crate) fn warnings(action: &Action<'_>) -> TokenStream {
    let warning = |warning: &Warning| {
        let (name, message) = (Ident::new(warning.name, warning.place), &warning.message);
        quote! {
            const _: () = {
                #[deprecated(note = #message)]
                #[allow(non_upper_case_globals)]
                const #name: () = ();
                #name
            };
        }
    };
    action.warnings.iter().map(warning).collect()
}

/// A mention of the overlay, so that the compiler builds again when it changes.
pub(crate) fn overlay(path: &std::path::Path) -> TokenStream {
    let path = path.to_string_lossy();
    quote!(
        const _: &[u8] = ::core::include_bytes!(#path);
    )
}

/// For a root of the user's own, a constant that fails to compile when its type is not the one the attribute names.
pub(crate) fn root_check(krate: &Path, root: &Root) -> Option<TokenStream> {
    match root {
        Root::Known(..) => None,
        Root::Own(path, graph_type) => Some(quote_spanned! {graph_type.span()=>
            #krate::__private::check_root_type(<#path as #krate::Root>::TYPE, #graph_type)
        }),
    }
}

/// The argument type of the client's `new`: the `Graph` for the service, otherwise the resource.
pub(crate) fn resource_type(krate: &Path, root: &Root) -> Type {
    let marker = root_type(krate, root);
    match root {
        Root::Known(KnownRoot::Service, _) => syn::parse_quote!(#krate::Graph),
        _ => syn::parse_quote!(#krate::Resource<#marker>),
    }
}

/// The `self` token of the signature: made by a `macro_rules` macro, it has that macro's hygiene.
pub(crate) fn receiver(signature: &Signature) -> TokenStream {
    match signature.inputs.first() {
        Some(FnArg::Receiver(Receiver { self_token, .. })) => self_token.to_token_stream(),
        _ => quote!(self),
    }
}
