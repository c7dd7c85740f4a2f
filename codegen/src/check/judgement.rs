//! Checks an action against the catalog, and reports the findings as errors and warnings with their spans.

use super::lifetimes::with_static_lifetimes;
use super::result::{first_argument, is_named, text};
use super::rust_type::{self, rust_type};
use super::settings::Settings;
use crate::errors::Errors;
use crate::model::{Body, Inputs, PropertyCheck, PropertyCondition, Reply, Warning};
use crate::parse::attribute::PathSyntax;
use crate::parse::item::{MethodSyntax, Role};
use crate::parse::options::LeastPrivilege;
use crate::parse::scope::Scope;
use crate::verdict::{self, Condition, Content, Finding, Kind, Place, Question, ScopeOption, Scopes, Verdict, judge};
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

/// Judges the action; errors are reported, warnings returned, and what depends on the properties that the return type
/// asks for, if it is `projects`.
pub(super) fn check<'c>(
    judged: &Judged<'_>,
    catalog: &'c Catalog,
    inputs: &Inputs<'_>,
    reply: Reply<'_>,
    projects: Option<&Type>,
    errors: &mut Errors,
) -> (Verdict<'c>, Vec<Warning>, Vec<PropertyCheck>) {
    let body = &inputs.body;
    let content = match body {
        // A malformed `#[body]` is reported already.
        Body::None if has_malformed_role(judged.method) => Content::Unknown,
        Body::None => Content::Nothing,
        Body::Json(argument) => Content::Json(rust_type(&argument.ty)),
        Body::Raw(..) => Content::Raw,
        Body::Parameters(parameters) => {
            Content::Parameters(parameters.iter().map(|parameter| rust_type::parameter(parameter.argument)).collect())
        }
    };
    let question = Question {
        content,
        reply: expected(reply),
        arguments: inputs.placeholders.iter().map(|argument| rust_type::argument(argument)).collect(),
        further_options: inputs.query.iter().map(|(name, _)| name.clone()).collect(),
        is_advanced: Some(is_advanced(judged.settings, inputs)),
        projects: projects.is_some(),
        is_whole: true,
        ..question(judged)
    };
    let verdict = judge(catalog, &question);
    let (mut warnings, mut checks): (_, Vec<PropertyCheck>) = (Vec::new(), Vec::new());
    let mut before = None;
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
        let name = warning_name(finding.kind());
        let condition = match (&finding.condition, projects) {
            (Condition::Asked { property, ways }, Some(_)) => {
                let properties = vec![(property.clone(), message)];
                PropertyCondition::None { ways: ways.clone(), properties }
            }
            (Condition::Unless(paths), Some(_)) => {
                PropertyCondition::One { paths: paths.clone(), warning: (!is_error).then_some(name), message }
            }
            _ if is_error => {
                errors.push(syn::Error::new(place, message));
                continue;
            }
            _ => {
                warnings.push(Warning { place, name, message });
                continue;
            }
        };
        let at_the_same_place = before.replace(&finding.place) == Some(&finding.place);
        if !(at_the_same_place && checks.last_mut().is_some_and(|last| merges(last, &condition)))
            && let Some(ty) = projects.map(with_static_lifetimes)
        {
            checks.push(PropertyCheck { ty, condition, place });
        }
    }
    (verdict, warnings, checks)
}

/// Adds a condition at the same place to one that is there, if both are of properties of the same entities.
fn merges(check: &mut PropertyCheck, condition: &PropertyCondition) -> bool {
    match (&mut check.condition, condition) {
        (PropertyCondition::None { ways, properties }, PropertyCondition::None { ways: of, properties: further })
            if ways == of =>
        {
            properties.extend_from_slice(further);
            true
        }
        _ => false,
    }
}

/// The least privileged `scope`, suggested for an action without that option.
pub(super) fn least_privileged(judged: &Judged<'_>, catalog: &Catalog) -> Option<ScopeOption> {
    let question = Question { scopes: None, ..question(judged) };
    let judged = judge(catalog, &question);
    verdict::least_privileged(catalog, question.template, judged.walk.as_ref(), &judged.listing?, question.flow)
}

fn has_malformed_role(method: &MethodSyntax) -> bool {
    method.arguments.iter().any(|argument| matches!(argument.role, Some(Role::Reported)))
}

/// Whether the call sends the header of advanced queries.
fn is_advanced(settings: &Settings<'_>, inputs: &Inputs<'_>) -> bool {
    let is_header = |name: &str| name.eq_ignore_ascii_case("ConsistencyLevel");
    settings.advanced
        || settings.headers.iter().any(|(name, _)| is_header(name))
        || inputs.headers.iter().any(|(name, _)| is_header(name))
}

/// The call without what the signature says.
fn question<'a>(judged: &Judged<'a>) -> Question<'a> {
    let names = |literals: &[syn::LitStr]| literals.iter().map(syn::LitStr::value).collect();
    let settings = judged.settings;
    let scopes = settings
        .scope
        .map(|scope| Scopes { delegated: names(&scope.delegated), application: names(&scope.application) });
    Question {
        version: settings.version,
        scopes,
        flow: settings.flow,
        cloud: settings.cloud,
        unlisted: settings.unlisted,
        ..Question::of_address(judged.http, &judged.path.template, settings.start())
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
        ty => named_reply(ty),
    }
}

/// By the last word of the type's name.
fn named_reply(ty: &Type) -> verdict::Reply {
    let item = || first_argument(ty).map_or_else(String::new, text);
    let is = |name: &str| is_named(ty, &[name]);
    match rust_type(ty) {
        _ if is("Response") || is("Option") => verdict::Reply::Unknown,
        _ if is("Page") => verdict::Reply::Page(item()),
        _ if is("Delta") => verdict::Reply::Delta,
        _ if is("Monitor") => verdict::Reply::Monitor,
        _ if is("UploadSession") => verdict::Reply::UploadSession,
        _ if is("Download") => verdict::Reply::Download,
        _ if is("Bytes") => verdict::Reply::Bytes,
        _ if is("Vec") => verdict::Reply::List(item()),
        verdict::RustType::Unknown | verdict::RustType::Sequence(_) => verdict::Reply::Value,
        scalar => verdict::Reply::Scalar(scalar),
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
                .find(|parameter| parameter.name == *name)
                .map_or(path, |parameter| parameter.argument.ident.span()),
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
    if let Condition::Asked { .. } = finding.condition {
        text.push_str(", and the return type asks for it");
    }
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
