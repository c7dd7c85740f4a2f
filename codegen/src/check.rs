//! Checks the syntax of a method and makes the checked model. Each rule is a function, and all mistakes of a method
//! are reported at once.

mod address;
pub(crate) mod encode;
pub(crate) mod entities;
mod judgement;
pub(crate) mod lifetimes;
mod result;
mod roles;
mod rust_type;
mod selected;
mod settings;
mod signature;

use crate::errors::Errors;
use crate::facts::Facts;
use crate::model::{Action, Body, Descriptor, Inputs};
use crate::parse::attribute::ActionSyntax;
use crate::parse::item::{MethodSyntax, plain};
use crate::parse::options::ApiOptions;
use crate::parse::scope::Scope;
use crate::verdict::{Verdict, judge_options, misplaced_arguments};
use graph_action_catalog::{Catalog, Method, Scheme, Schemes, Target};
use judgement::Judged;
use proc_macro2::Ident;
use syn::{Generics, LitStr};

pub(crate) use result::{first_argument, text};
pub(crate) use settings::{default_crate, settings};

/// The context of an action: its trait, if that is known, and the catalog.
pub(crate) struct Surroundings<'a> {
    /// The trait under `#[graph_api]`: its name and options.
    pub(crate) api: Option<(&'a Ident, &'a ApiOptions)>,
    /// The trait's parameters, where it is known.
    pub(crate) generics: Option<&'a Generics>,
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
        if settings.unchecked || surroundings.facts.catalog.is_none() {
            address::check_query_options(path, errors);
        }
    }
    let call = syntax.method.zip(syntax.path.as_ref());
    // Without method, path or names, the roles of the arguments are unknown.
    let inputs =
        call.filter(|_| method.named).map(|(http, path)| roles::assign(method, http, path, &settings.headers, errors));
    let judged = call.map(|(http, path)| Judged { method, settings: &settings, http, path });
    let catalog = surroundings.facts.of(settings.version).filter(|_| !settings.unchecked);
    scope_is_said(judged.as_ref(), catalog, syntax, item, errors);

    if errors.len() > before {
        return None;
    }
    // All rules that need no catalog hold; the catalog comes last.
    let (judged, mut inputs, reply) = (judged?, inputs?, reply?);
    let projected = entities::projected(&judged, surroundings, &inputs, reply);
    let (verdict, warnings, property_checks) = match catalog {
        Some(catalog) => {
            let (verdict, warnings, checks) = judgement::check(&judged, catalog, &inputs, reply, projected, errors);
            (Some(verdict), warnings, checks)
        }
        None => (None, Vec::new(), Vec::new()),
    };
    if errors.len() > before {
        return None;
    }
    let known = catalog.zip(verdict.as_ref());
    let entities = entities::check(&judged, surroundings, &inputs, reply, known, property_checks);
    declare_parameters(&mut inputs, verdict.as_ref());
    let name = plain(&item.sig.ident);
    let name = surroundings.api.map_or_else(|| name.clone(), |(api, _)| format!("{}::{name}", plain(api)));
    let descriptor = descriptor(name, &judged, catalog, verdict.as_ref(), errors);
    if errors.len() > before {
        return None;
    }
    let (krate, root, headers) = (settings.krate, settings.root, settings.headers);
    Some(Action {
        item,
        krate,
        root,
        reply,
        descriptor,
        headers,
        inputs,
        entities,
        warnings,
        overlay: surroundings.facts.overlay.clone(),
    })
}

/// The constant part of a checked action.
fn descriptor(
    name: String,
    judged: &Judged<'_>,
    catalog: Option<&Catalog>,
    verdict: Option<&Verdict<'_>>,
    errors: &mut Errors,
) -> Descriptor {
    let (settings, template) = (judged.settings, &judged.path.template);
    let is_quoted = |segment: usize, name: &str| {
        crate::verdict::literal_is_quoted(catalog?, settings.start(), template, segment, name)
    };
    let reads = catalog.zip(verdict).is_some_and(|(catalog, verdict)| only_reads(catalog, verdict));
    let (scopes, app_scopes) = scopes(settings.scope, catalog);
    // Where the catalog is not asked, the grammar still says where the arguments stand.
    let embedded = Catalog::embedded();
    let by_grammar = verdict.is_none().then(|| judge_options(&embedded, None, template));
    let options = verdict.map(|verdict| verdict.query.as_slice()).or(by_grammar.as_deref()).unwrap_or_default();
    if verdict.is_none() {
        for finding in misplaced_arguments(template, options) {
            errors.at(&judged.path.literal, finding);
        }
    }
    let mut query = encode::query(template, options);
    let counts =
        verdict.and_then(|verdict| verdict.walk.as_ref()).is_some_and(|walk| matches!(walk.target, Target::Count));
    if settings.advanced && !counts && judged.http == Method::Get && !query.iter().any(|pair| pair.name == "$count") {
        query.push(encode::constant("$count", "true"));
    }
    Descriptor {
        name,
        method: judged.http,
        version: settings.version,
        absolute: settings.absolute,
        template: judged.path.literal.value(),
        path: encode::path(template, is_quoted),
        query,
        scopes,
        app_scopes,
        repeatable: judged.http != Method::Post || settings.idempotent || reads,
        wait_for_replication: settings.wait_for_replication,
    }
}

/// Parameters are sent under the names in Graph's documentation, and in the form of their declared types.
fn declare_parameters(inputs: &mut Inputs<'_>, verdict: Option<&Verdict<'_>>) {
    let Body::Parameters(parameters) = &mut inputs.body else { return };
    let Some(operation) = verdict.and_then(|verdict| verdict.walk.as_ref()?.operation()) else { return };
    for parameter in parameters {
        if let Some(declared) = operation.parameter(&parameter.name) {
            parameter.name = declared.documented_name();
            parameter.form = rust_type::form(&parameter.argument.ty, declared.ty.name);
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
