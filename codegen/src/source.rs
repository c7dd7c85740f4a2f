//! Reads the actions that a source file declares, for tools that do not expand the macros.
//!
//! The macros use the same parser, so a tool sees what the compiler sees. The catalog is not asked here.

use crate::check::settings;
use crate::errors::Errors;
use crate::parse::attribute::ActionSyntax;
use crate::parse::item::{is_attribute, plain};
use crate::parse::options::{self, ApiOptions};
use crate::parse::values::split;
use graph_action_catalog::{Flow, Template};
use proc_macro2::{Span, TokenStream};
use syn::{Attribute, ItemTrait, LitStr, Meta, TraitItem};

/// An annotated method of a trait.
#[derive(Clone, Debug)]
pub struct SourceAction {
    /// The trait's name and the method's: `Mail::send`.
    pub name: String,
    /// The span of the method's name.
    pub span: Span,
    /// The HTTP method, as `GET`.
    pub method: &'static str,
    /// The path as it is written.
    pub path: String,
    /// The parsed path.
    pub template: Template,
    /// Graph's name of the type that the path is relative to; empty for the service.
    pub root: String,
    /// `v1.0` or `beta`.
    pub version: &'static str,
    /// The permissions it needs on behalf of a user, all of them; none where its trait is for applications.
    pub delegated: Vec<String>,
    /// The permissions it needs as an application of its own, all of them; none where its trait is for users.
    pub application: Vec<String>,
}

/// The actions of a trait, with `#[graph_api]` or without; none where no method has `#[graph_action]`.
///
/// # Errors
/// Every mistake in the attributes, each at its place.
pub fn actions(item: &ItemTrait) -> Result<Vec<SourceAction>, Vec<syn::Error>> {
    let mut errors = Errors::default();
    let api = item.attrs.iter().find(|attribute| is_attribute(attribute, "graph_api"));
    let api = api.map(|attribute| options::parse::<ApiOptions>(&split(arguments(attribute)), &mut errors).0);
    let mut actions = Vec::new();
    for member in &item.items {
        let TraitItem::Fn(function) = member else { continue };
        for attribute in function.attrs.iter().filter(|attribute| is_attribute(attribute, "graph_action")) {
            let name = &function.sig.ident;
            let syntax = ActionSyntax::parse(arguments(attribute), name, &mut errors);
            if !syntax.mentions_scope {
                errors.at(name, format!("`{name}` does not say which permission it needs"));
            }
            let (Some(method), Some(path)) = (syntax.method, &syntax.path) else { continue };
            let settings = settings(&syntax.options, api.as_ref(), syntax.method, &mut errors);
            let declared = |flow: Flow| match (settings.scope, flow) {
                _ if settings.flow.is_some_and(|only| only != flow) => Vec::new(),
                (None, _) => Vec::new(),
                (Some(scope), Flow::Delegated) => names(&scope.delegated),
                (Some(scope), Flow::Application) => names(&scope.application),
            };
            actions.push(SourceAction {
                name: format!("{}::{}", plain(&item.ident), plain(name)),
                span: name.span(),
                method: method.as_str(),
                path: path.literal.value(),
                template: path.template.clone(),
                root: if settings.absolute { String::new() } else { settings.root.graph_type().unwrap_or_default() },
                version: settings.version.as_str(),
                delegated: declared(Flow::Delegated),
                application: declared(Flow::Application),
            });
        }
    }
    if errors.is_empty() { Ok(actions) } else { Err(errors.into_inner()) }
}

fn arguments(attribute: &Attribute) -> TokenStream {
    match &attribute.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
    }
}

fn names(literals: &[LitStr]) -> Vec<String> {
    literals.iter().map(LitStr::value).collect()
}
