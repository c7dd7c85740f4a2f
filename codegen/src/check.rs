//! Checks the syntax of a method and makes the checked model. Each rule is a function, and all mistakes of a method
//! are reported at once.

mod address;
mod encode;
mod judgement;
mod result;
mod roles;
mod settings;
mod signature;

use crate::errors::Errors;
use crate::facts::Facts;
use crate::model::{Action, Body, Descriptor, Inputs};
use crate::parse::attribute::ActionSyntax;
use crate::parse::item::{MethodSyntax, plain};
use crate::parse::options::ApiOptions;
use crate::parse::scope::Scope;
use crate::verdict::Verdict;
use graph_action_catalog::{Catalog, Method, Property, Scheme, Schemes};
use judgement::Judged;
use proc_macro2::Ident;
use syn::LitStr;

pub(crate) use settings::{default_crate, settings};

/// The context of an action: its trait, if that is known, and the catalog.
pub(crate) struct Surroundings<'a> {
    /// The trait under `#[graph_api]`: its name and options.
    pub(crate) api: Option<(&'a Ident, &'a ApiOptions)>,
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
    let settings = settings(&syntax.options, surroundings.api.map(|(_, options)| options), syntax.method, errors);
    if let Some(path) = &syntax.path {
        address::check_root(path, &settings, surroundings.facts.of(settings.version), errors);
        address::check_query_options(path, errors);
    }
    let call = syntax.method.zip(syntax.path.as_ref());
    // Without method, path or names, the roles of the arguments are unknown.
    let inputs = call.filter(|_| method.named).map(|(http, path)| roles::assign(method, http, path, errors));
    let judged = call.map(|(http, path)| Judged { method, settings: &settings, http, path });
    let catalog = surroundings.facts.of(settings.version).filter(|_| !settings.unchecked);
    scope_is_said(judged.as_ref(), catalog, syntax, item, errors);

    if errors.len() > before {
        return None;
    }
    // All rules that need no catalog hold; the catalog comes last.
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
    rename_parameters(&mut inputs, verdict.as_ref());
    let name = plain(&item.sig.ident);
    let name = surroundings.api.map_or_else(|| name.clone(), |(api, _)| format!("{}::{name}", plain(api)));
    let descriptor = descriptor(name, &judged, catalog, verdict.as_ref());
    let (krate, root) = (settings.krate, settings.root);
    Some(Action { item, krate, root, reply, descriptor, inputs, warnings, overlay: surroundings.facts.overlay.clone() })
}

/// The constant part of a checked action.
fn descriptor(
    name: String,
    judged: &Judged<'_>,
    catalog: Option<&Catalog>,
    verdict: Option<&Verdict<'_>>,
) -> Descriptor {
    let (settings, template) = (judged.settings, &judged.path.template);
    let is_quoted = |segment: usize, name: &str| {
        crate::verdict::literal_is_quoted(catalog?, settings.start(), template, segment, name)
    };
    let reads = catalog.zip(verdict).is_some_and(|(catalog, verdict)| only_reads(catalog, verdict));
    let (scopes, app_scopes) = scopes(settings.scope, catalog);
    Descriptor {
        name,
        method: judged.http,
        version: settings.version,
        absolute: settings.absolute,
        template: judged.path.literal.value(),
        path: encode::path(template, is_quoted),
        query: encode::query(template, |property| property_is_quoted(catalog?, verdict?, property)),
        scopes,
        app_scopes,
        repeatable: judged.http != Method::Post || settings.idempotent || reads,
    }
}

/// Whether values of a property of what the address leads to are string literals.
fn property_is_quoted(catalog: &Catalog, verdict: &Verdict<'_>, property: &str) -> Option<bool> {
    match catalog.property(verdict.walk.as_ref()?.ty?.name, property) {
        Ok(Property::Declared(member)) => Some(catalog.is_quoted(member.ty)),
        _ => None,
    }
}

/// Parameters are sent under the names in Graph's documentation.
fn rename_parameters(inputs: &mut Inputs<'_>, verdict: Option<&Verdict<'_>>) {
    let Body::Parameters(parameters) = &mut inputs.body else { return };
    let Some(operation) = verdict.and_then(|verdict| verdict.walk.as_ref()?.operation()) else { return };
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

/// The permissions of each flow, sorted. In a list for both flows, a permission counts for the flows that have it.
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

/// Reports an action without `scope`; one that needs no permission has `scope = none`.
fn scope_is_said(
    judged: Option<&Judged<'_>>,
    catalog: Option<&Catalog>,
    syntax: &ActionSyntax,
    item: &syn::TraitItemFn,
    errors: &mut Errors,
) {
    if syntax.mentions_scope {
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
