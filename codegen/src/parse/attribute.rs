//! Parses the arguments of `#[graph_action]`: method, path, options.

use super::options::{self, ActionOptions};
use super::template;
use super::values::split_reporting;
use crate::errors::Errors;
use graph_action_catalog::Template;
use graph_action_catalog::{Method, nearest};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

/// The arguments of `#[graph_action]`. `None` where one could not be read, which was reported.
pub(crate) struct ActionSyntax {
    pub(crate) method: Option<Method>,
    pub(crate) path: Option<PathSyntax>,
    pub(crate) options: ActionOptions,
    /// The option `scope` was written, perhaps with a mistake, so it is not reported as missing.
    pub(crate) mentions_scope: bool,
}

/// The path literal and the template parsed from it.
pub(crate) struct PathSyntax {
    pub(crate) literal: LitStr,
    pub(crate) template: Template,
}

const FORM: &str = "`#[graph_action(GET, \"/messages/<id>\", scope = \"Mail.Read\")]`";

impl ActionSyntax {
    /// Reads the arguments, reporting each mistake at its place. `whole` is what to point at when nothing is there.
    pub(crate) fn parse(tokens: TokenStream, whole: &impl ToTokens, errors: &mut Errors) -> Self {
        let chunks = split_reporting(tokens, errors);
        let Some(first) = chunks.first() else {
            errors.at(whole, format!("`#[graph_action]` needs a method, a path and a scope: {FORM}"));
            return Self { method: None, path: None, options: ActionOptions::default(), mentions_scope: true };
        };
        if is_path(first) && chunks.get(1).is_some_and(names_a_method) {
            errors.at(&chunks[1], format!("the HTTP method stands before the path, as in {FORM}"));
            return Self::with_options(None, None, &chunks[2..], errors);
        }
        if is_assigned(first, "method") {
            errors.at(first, format!("the HTTP method and the path are written without names, as in {FORM}"));
            let others: Vec<TokenStream> =
                chunks[1..].iter().filter(|chunk| !is_assigned(chunk, "path")).cloned().collect();
            return Self::with_options(None, None, &others, errors);
        }
        let mut rest = chunks.as_slice();
        let method = if is_path(first) {
            errors.at(first, format!("the HTTP method is missing before the path: write one of {}", methods()));
            None
        } else {
            rest = &rest[1..];
            parse_method(first, errors)
        };
        let path = match rest.first() {
            Some(chunk) if syn::parse2::<LitStr>(chunk.clone()).is_ok() => {
                rest = &rest[1..];
                parse_path(chunk, errors)
            }
            // The path is not a string literal. An option (`name = …`) is not taken for a path.
            Some(chunk) if !has_equals_sign(chunk) => {
                rest = &rest[1..];
                errors.at(chunk, format!("the path is a string literal, as in {FORM}"));
                None
            }
            Some(chunk) => {
                errors.at(chunk, format!("the path is missing before the options, as in {FORM}"));
                None
            }
            None => {
                errors.at(first, format!("the path is missing after the method, as in {FORM}"));
                None
            }
        };
        Self::with_options(method, path, rest, errors)
    }

    fn with_options(
        method: Option<Method>,
        path: Option<PathSyntax>,
        chunks: &[TokenStream],
        errors: &mut Errors,
    ) -> Self {
        let (options, meant) = options::parse::<ActionOptions>(chunks, errors);
        Self { method, path, options, mentions_scope: meant.contains(&"scope") }
    }
}

/// Whether tokens are a string literal other than an HTTP method in quotes.
fn is_path(chunk: &TokenStream) -> bool {
    syn::parse2::<LitStr>(chunk.clone()).is_ok_and(|path| !is_method(&path.value()))
}

/// Whether tokens begin with `name =`.
fn is_assigned(chunk: &TokenStream, name: &str) -> bool {
    let mut tokens = chunk.clone().into_iter();
    let is_name = matches!(tokens.next(), Some(TokenTree::Ident(first)) if first == name);
    is_name && matches!(tokens.next(), Some(TokenTree::Punct(second)) if second.as_char() == '=')
}

fn has_equals_sign(chunk: &TokenStream) -> bool {
    chunk.clone().into_iter().any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '='))
}

fn parse_method(chunk: &TokenStream, errors: &mut Errors) -> Option<Method> {
    let quoted = syn::parse2::<LitStr>(chunk.clone()).map(|text| text.value());
    let Ok(written) = quoted.clone().or_else(|_| syn::parse2::<Ident>(chunk.clone()).map(|ident| ident.to_string()))
    else {
        errors.at(chunk, format!("an action starts with its HTTP method, one of {}, as in {FORM}", methods()));
        return None;
    };
    match written.parse::<Method>() {
        Ok(method) if quoted.is_err() => return Some(method),
        Ok(method) => errors.at(chunk, format!("the HTTP method is written without quotes: `{method}`")),
        Err(_) => {
            let help = nearest(&written, Method::ALL.iter().map(|method| method.as_str()), 1)
                .first()
                .map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            errors.at(chunk, format!("`{written}` is no HTTP method of Graph, which has {}{help}", methods()));
        }
    }
    None
}

fn parse_path(chunk: &TokenStream, errors: &mut Errors) -> Option<PathSyntax> {
    let literal: LitStr = syn::parse2(chunk.clone()).ok()?;
    match template::parse(&literal.value()) {
        Ok(template) => Some(PathSyntax { literal, template }),
        Err(error) => {
            errors.at(&literal, error);
            None
        }
    }
}

fn names_a_method(chunk: &TokenStream) -> bool {
    syn::parse2::<Ident>(chunk.clone()).is_ok_and(|name| name.to_string().to_uppercase().parse::<Method>().is_ok())
}

fn is_method(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphabetic())
}

fn methods() -> String {
    Method::ALL.iter().map(|method| format!("`{method}`")).collect::<Vec<_>>().join(", ")
}
