//! Checks an action against the catalog, and reports the findings as errors and warnings with their spans.

use super::result::{first_argument, is_named};
use super::settings::Settings;
use crate::errors::Errors;
use crate::model::{Body, Reply, Warning};
use crate::parse::attribute::PathSyntax;
use crate::parse::item::MethodSyntax;
use crate::parse::options::LeastPrivilege;
use crate::parse::scope::Scope;
use crate::verdict::{self, Content, Finding, Kind, Place, Question, ScopeOption, Scopes, Verdict, judge};
use graph_action_catalog::{Catalog, Method};
use proc_macro2::Span;
use syn::Type;
use syn::spanned::Spanned;

/// The parts of a checked method that the catalog is asked about.
pub(super) struct Judged<'a> {
    pub(super) method: &'a MethodSyntax,
    pub(super) settings: &'a Settings<'a>,
    pub(super) http: Method,
    pub(super) path: &'a PathSyntax,
}

/// Judges the action; errors are reported, warnings returned.
pub(super) fn check<'c>(
    judged: &Judged<'_>,
    catalog: &'c Catalog,
    body: &Body<'_>,
    reply: Reply<'_>,
    errors: &mut Errors,
) -> (Verdict<'c>, Vec<Warning>) {
    let content = match body {
        Body::None => Content::Nothing,
        Body::Json(_) => Content::Json,
        Body::Raw(..) => Content::Raw,
        Body::Parameters(parameters) => Content::Parameters(parameters.iter().map(|(name, _)| name.clone()).collect()),
    };
    let verdict = judge(catalog, &question(judged, content, expected(reply)));
    let mut warnings = Vec::new();
    for finding in &verdict.findings {
        let least_privilege = judged.settings.least_privilege;
        let tolerated = judged.settings.broad || least_privilege == LeastPrivilege::Allow;
        let is_error = match finding.kind() {
            Kind::Note => continue,
            Kind::Overprivileged if tolerated => continue,
            Kind::Overprivileged => least_privilege == LeastPrivilege::Deny,
            kind => !kind.is_warning(),
        };
        let place = place(judged, body, reply, finding);
        let message = message(finding, catalog, is_error);
        if is_error {
            errors.push(syn::Error::new(place, message));
        } else {
            warnings.push(Warning { place, name: warning_name(finding.kind()), message });
        }
    }
    (verdict, warnings)
}

/// The least privileged `scope`, suggested for an action without that option.
pub(super) fn least_privileged(judged: &Judged<'_>, catalog: &Catalog) -> Option<ScopeOption> {
    let question = Question { scopes: None, ..question(judged, Content::Unknown, verdict::Reply::Unknown) };
    let judged = judge(catalog, &question);
    verdict::least_privileged(catalog, question.template, judged.walk.as_ref(), &judged.listing?, question.flow)
}

fn question<'a>(judged: &Judged<'a>, content: Content, reply: verdict::Reply) -> Question<'a> {
    let names = |literals: &[syn::LitStr]| literals.iter().map(syn::LitStr::value).collect();
    let settings = judged.settings;
    let scopes = settings
        .scope
        .map(|scope| Scopes { delegated: names(&scope.delegated), application: names(&scope.application) });
    Question {
        method: judged.http,
        template: &judged.path.template,
        start: settings.start(),
        version: settings.version,
        scopes,
        flow: settings.flow,
        cloud: settings.cloud,
        content,
        reply,
        unlisted: settings.unlisted,
    }
}

/// What the return type expects of the response: the `T` of `Result<T>` and `Call<T>`, as far as it is written out.
fn expected(reply: Reply<'_>) -> verdict::Reply {
    let (Reply::Future(ty) | Reply::Call(ty)) = reply;
    let Some(mut ty) = first_argument(ty) else { return verdict::Reply::Unknown };
    while is_named(ty, &["Response", "Option"])
        && let Some(inner) = first_argument(ty)
    {
        ty = inner;
    }
    match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => verdict::Reply::Nothing,
        // A long-running operation is followed by its Location, whatever the schema says it returns.
        ty if is_named(ty, &["Monitor"]) => verdict::Reply::Unknown,
        ty if is_named(ty, &["Response", "Option"]) => verdict::Reply::Unknown,
        ty => match first_argument(ty).filter(|_| is_named(ty, &["Vec"])) {
            Some(item) => verdict::Reply::List(quote::quote!(#item).to_string().replace(' ', "")),
            None => verdict::Reply::Value,
        },
    }
}

fn place(judged: &Judged<'_>, body: &Body<'_>, reply: Reply<'_>, finding: &Finding) -> Span {
    let path = judged.path.literal.span();
    let argument = |name: &str| judged.method.arguments.iter().find(|argument| argument.name() == name);
    match &finding.place {
        Place::Path | Place::Segment(_) | Place::QueryOption(_) | Place::Method => path,
        Place::Scope(name) => {
            let mut literals = judged.settings.scope.into_iter().flat_map(Scope::literals);
            let named = |literal: &&syn::LitStr| name.as_ref().is_some_and(|name| *name == literal.value());
            literals.clone().find(named).or_else(|| literals.next()).map_or(path, syn::LitStr::span)
        }
        Place::Argument(name) => match body {
            Body::Parameters(parameters) => parameters
                .iter()
                .find(|(parameter, _)| parameter == name)
                .map_or(path, |(_, argument)| argument.ident.span()),
            _ => argument(name).map_or(path, |argument| argument.ident.span()),
        },
        Place::Body => match body {
            Body::Json(argument) | Body::Raw(_, argument) => argument.ident.span(),
            _ => path,
        },
        Place::Result => {
            let (Reply::Future(ty) | Reply::Call(ty)) = reply;
            // The list, not the `Result` around it.
            let list = first_argument(ty).filter(|inner| is_named(inner, &["Vec"]));
            list.unwrap_or(ty).span()
        }
    }
}

/// The message: the problem, the repair, and what to do when the catalog is wrong.
fn message(finding: &Finding, catalog: &Catalog, is_error: bool) -> String {
    let mut text = finding.to_string();
    if let Some(repair) = &finding.repair {
        text.push_str(&format!("\n{repair}"));
    }
    let otherwise = match finding.kind() {
        Kind::Unlisted => "if it exists, say how you know: `unlisted = \"…\"`",
        Kind::Overprivileged => "if it is meant, say why: `broad = \"…\"`",
        Kind::NeedlessUnlisted | Kind::Deprecated => "",
        _ => "if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`",
    };
    let date = catalog.date();
    if is_error || !otherwise.is_empty() {
        let separator = if otherwise.is_empty() { "" } else { "; " };
        text.push_str(&format!("\n(catalog of {date}{separator}{otherwise})"));
    }
    text
}

/// The name of the `#[deprecated]` item that stands for a warning; the compiler's message contains it.
fn warning_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Overprivileged => "broad_permission",
        Kind::NeedlessUnlisted => "needless_unlisted",
        _ => "deprecated_operation",
    }
}
