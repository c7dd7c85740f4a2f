//! Syntax to checked model: one function a rule, all mistakes of a method at once.

mod address;
mod encode;
mod judgement;
mod result;
mod roles;
mod signature;

use crate::errors::Errors;
use crate::facts::Facts;
use crate::model::{Action, Body, Descriptor};
use crate::parse::attribute::ActionSyntax;
use crate::parse::item::{MethodSyntax, plain};
use crate::parse::options::{KnownRoot, Options, Root, Scope};
use crate::verdict::Verdict;
use graph_action_catalog::{Catalog, Method, Property, Scheme, Schemes};
use judgement::Judged;
use proc_macro2::{Ident, Span};
use syn::{LitStr, Path};

/// What surrounds an action: its trait, if that is known, and the facts it is judged by.
pub(crate) struct Surroundings<'a> {
    /// The trait's name.
    pub(crate) api: Option<&'a Ident>,
    /// The options of `#[graph_api]`.
    pub(crate) options: Option<&'a Options>,
    pub(crate) facts: &'a Facts,
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
    let version = syntax.options.version.or(surroundings.options.and_then(|api| api.version)).unwrap_or_default();
    let start = judgement::start(&root, absolute);
    let judged = match (syntax.method, &syntax.path) {
        (Some(http), Some(path)) => {
            Some(Judged { method, syntax, http, path, start: start.get(), version, api: surroundings.options })
        }
        _ => None,
    };
    let catalog = judgement::catalog(surroundings.facts, syntax);
    scope_is_said(judged.as_ref(), catalog, syntax, item, errors);

    if errors.len() > before {
        return None;
    }
    // From here on only the catalog can object.
    let (judged, mut inputs, reply) = (judged?, inputs?, reply?);
    let (verdict, warnings) = match catalog {
        Some(catalog) => {
            let (verdict, warnings) = judgement::check(&judged, catalog, &inputs.body, reply, errors);
            (Some(verdict), warnings)
        }
        None => (None, Vec::new()),
    };
    if errors.len() > before {
        return None;
    }
    if let (Body::Parameters(parameters), Some(verdict)) = (&mut inputs.body, &verdict) {
        rename(parameters, verdict);
    }
    let template = &judged.path.template;
    let is_quoted =
        |segment: usize, name: &str| crate::verdict::literal_is_quoted(catalog?, judged.start, template, segment, name);
    let name = plain(&item.sig.ident);
    let reads = catalog.zip(verdict.as_ref()).is_some_and(|(catalog, verdict)| only_reads(catalog, verdict));
    let (scopes, app_scopes) = scopes(syntax.options.scope.as_ref(), catalog);
    Some(Action {
        item,
        krate: crate_path(&syntax.options, surroundings),
        root,
        reply,
        descriptor: Descriptor {
            name: surroundings.api.map_or_else(|| name.clone(), |api| format!("{}::{name}", plain(api))),
            method: judged.http,
            version,
            absolute,
            template: judged.path.literal.value(),
            path: encode::path(template, is_quoted),
            query: encode::query(template, |property| property_is_quoted(catalog?, verdict.as_ref()?, property)),
            scopes,
            app_scopes,
            repeatable: judged.http != Method::Post || syntax.options.idempotent.is_some() || reads,
        },
        inputs,
        warnings,
        overlay: surroundings.facts.overlay.clone(),
    })
}

/// Whether values of a property of what the address leads to are string literals.
fn property_is_quoted(catalog: &Catalog, verdict: &Verdict<'_>, property: &str) -> Option<bool> {
    match catalog.property(verdict.walk.as_ref()?.ty?.name, property) {
        Ok(Property::Declared(member)) => Some(catalog.is_quoted(member.ty)),
        _ => None,
    }
}

/// Parameters are sent by the names that Graph's documentation has for them.
fn rename(parameters: &mut [(String, &crate::parse::item::Argument)], verdict: &Verdict<'_>) {
    let Some(operation) = verdict.walk.as_ref().and_then(|walk| walk.operation()) else { return };
    for (name, _) in parameters {
        if let Some(parameter) = operation.parameter(name) {
            *name = parameter.documented_name();
        }
    }
}

fn only_reads(catalog: &Catalog, verdict: &Verdict<'_>) -> bool {
    let operation = verdict.walk.as_ref().and_then(|walk| walk.operation());
    operation.is_some_and(|operation| catalog.only_reads(operation.name))
}

/// The permissions of each flow, sorted. One that is said for both belongs to the flows that have it.
fn scopes(scope: Option<&Scope>, catalog: Option<&Catalog>) -> (Vec<String>, Vec<String>) {
    let Some(scope) = scope else { return (Vec::new(), Vec::new()) };
    let names = |literals: &[LitStr], wanted: Schemes| {
        let exists = |name: &String| {
            let permission = catalog.and_then(|catalog| catalog.permission(name));
            !scope.is_shared
                || permission.is_none_or(|permission| permission.schemes().any(|known| wanted.contains(known.scheme)))
        };
        let mut names: Vec<String> = literals.iter().map(LitStr::value).filter(exists).collect();
        names.sort();
        names
    };
    (names(&scope.delegated, Schemes::DELEGATED), names(&scope.application, Scheme::Application.into()))
}

/// The runtime's path: said by the action, by the trait, or the crate's own name.
pub(crate) fn crate_path(options: &Options, surroundings: &Surroundings<'_>) -> Path {
    let api = surroundings.options.and_then(|api| api.krate.clone());
    options.krate.clone().or(api).unwrap_or_else(|| syn::parse_quote!(::graph_action))
}

/// An action says which permissions it needs, even when it needs none.
fn scope_is_said(
    judged: Option<&Judged<'_>>,
    catalog: Option<&Catalog>,
    syntax: &ActionSyntax,
    item: &syn::TraitItemFn,
    errors: &mut Errors,
) {
    if syntax.options.scope.is_some() || syntax.options.meant.contains(&"scope") {
        return;
    }
    let place = syntax.path.as_ref().map_or_else(|| item.sig.ident.span(), |path| path.literal.span());
    let least = judged.zip(catalog).and_then(|(judged, catalog)| judgement::least_privileged(judged, catalog));
    let help = match least {
        Some(option) => format!("the least privileged is `{option}`"),
        None => "add `scope = \"Permission.Name\"`, or `scope = none` if it needs none".to_owned(),
    };
    let message = format!("`{}` does not say which permission it needs: {help}", item.sig.ident);
    errors.push(syn::Error::new(place, message));
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
