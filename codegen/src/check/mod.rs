//! Syntax to checked model: one function a rule, all mistakes of a method at once.

mod address;
mod encode;
mod result;
mod roles;
mod signature;

use crate::errors::Errors;
use crate::model::{Action, Descriptor};
use crate::parse::attribute::{ActionSyntax, Method};
use crate::parse::item::{MethodSyntax, plain};
use crate::parse::options::{KnownRoot, Options, Root};
use proc_macro2::{Ident, Span};
use syn::Path;

/// What the trait says for all of its actions; an action that stands alone has the defaults.
#[derive(Default)]
pub(crate) struct Surroundings<'a> {
    /// The trait's name, when it is known.
    pub(crate) api: Option<&'a Ident>,
    /// The options of `#[graph_api]`.
    pub(crate) options: Option<&'a Options>,
}

/// Checks one method, or reports what is wrong with it.
pub(crate) fn check<'a>(
    method: &'a MethodSyntax,
    syntax: &ActionSyntax,
    surroundings: &Surroundings<'_>,
    errors: &mut Errors,
) -> Option<Action<'a>> {
    let before = errors.len();
    let item = &method.item;

    signature::check(&item.sig, errors);
    let reply = result::check(&item.sig, errors);
    let scope = scope(syntax, item, errors);
    let (root, absolute) = root(&syntax.options, surroundings, errors);
    repeatable_is_said_of_a_post(syntax, errors);
    if let Some(path) = &syntax.path {
        address::check_root(path, &root, absolute, errors);
        address::check_query_options(path, errors);
    }
    let inputs = match (syntax.method, &syntax.path) {
        (Some(http), Some(path)) if method.named => Some(roles::assign(method, http, path, errors)),
        // Without its method, path or names nobody can say what an argument is for.
        _ => None,
    };

    if errors.len() > before {
        return None;
    }
    let (http, path) = (syntax.method?, syntax.path.as_ref()?);
    let name = plain(&item.sig.ident);
    Some(Action {
        item,
        krate: crate_path(&syntax.options, surroundings),
        root,
        reply: reply?,
        descriptor: Descriptor {
            name: surroundings.api.map_or_else(|| name.clone(), |api| format!("{}::{name}", plain(api))),
            method: http,
            version: syntax.options.version.or(surroundings.options.and_then(|api| api.version)).unwrap_or_default(),
            absolute,
            template: path.literal.value(),
            path: encode::path(&path.template),
            query: encode::query(&path.template),
            scopes: scope.0,
            app_scopes: scope.1,
            repeatable: http != Method::Post || syntax.options.idempotent.is_some(),
        },
        inputs: inputs?,
    })
}

/// The runtime's path: said by the action, by the trait, or the crate's own name.
pub(crate) fn crate_path(options: &Options, surroundings: &Surroundings<'_>) -> Path {
    let api = surroundings.options.and_then(|api| api.krate.clone());
    options.krate.clone().or(api).unwrap_or_else(|| syn::parse_quote!(::graph_action))
}

/// An action says which permissions it needs, even when it needs none.
fn scope(syntax: &ActionSyntax, item: &syn::TraitItemFn, errors: &mut Errors) -> (Vec<String>, Vec<String>) {
    let names = |literals: &[syn::LitStr]| {
        let mut names: Vec<String> = literals.iter().map(syn::LitStr::value).collect();
        names.sort();
        names
    };
    match &syntax.options.scope {
        Some(scope) => (names(&scope.delegated), names(&scope.application)),
        None => {
            if !syntax.options.meant.contains(&"scope") {
                let place = syntax.path.as_ref().map_or_else(|| item.sig.ident.span(), |path| path.literal.span());
                errors.push(syn::Error::new(
                    place,
                    format!(
                        "`{}` does not say which permission it needs: add `scope = \"Permission.Name\"`, \
                         or `scope = none` if it needs none",
                        item.sig.ident
                    ),
                ));
            }
            (Vec::new(), Vec::new())
        }
    }
}

/// The root of the action's path, and whether it is absolute within a trait that has another root.
fn root(options: &Options, surroundings: &Surroundings<'_>, errors: &mut Errors) -> (Root, bool) {
    let user = || Root::Known(KnownRoot::User, Ident::new("user", Span::call_site()));
    let Some(api) = surroundings.options else {
        return (options.root.clone().unwrap_or_else(user), false);
    };
    let root = api.root.clone().unwrap_or_else(user);
    match &options.root {
        None => (root, false),
        Some(Root::Known(KnownRoot::Service, _)) => (root, true),
        Some(Root::Known(_, place)) => {
            errors.at(place, within_a_trait(place));
            (root, false)
        }
        Some(Root::Own(place, _)) => {
            errors.at(place, within_a_trait(place.get_ident().unwrap_or(&Ident::new("own", Span::call_site()))));
            (root, false)
        }
    }
}

fn within_a_trait(root: &Ident) -> String {
    format!(
        "the root belongs to the whole trait: write `#[graph_api(root = {root})]`; \
         a single action can only be absolute, with `root = service`"
    )
}

/// The other methods are repeatable by HTTP's own rules.
fn repeatable_is_said_of_a_post(syntax: &ActionSyntax, errors: &mut Errors) {
    if let (Some(idempotent), Some(method)) = (&syntax.options.idempotent, syntax.method)
        && method != Method::Post
    {
        errors.at(
            idempotent,
            format!("a {} may always be repeated: leave `idempotent` out, it is for POST", method.as_str()),
        );
    }
}
