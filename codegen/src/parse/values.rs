//! How an attribute is cut into options, and how an option's value is read.
//!
//! An error is the reason, where there is more to say than how the option is written.

use super::options::{KnownRoot, Root, Scope};
use crate::errors::Errors;
use graph_action_catalog::nearest;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{LitStr, Path, Token};

/// Splits an attribute's tokens at its commas; one trailing comma is fine.
pub(crate) fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut chunks = vec![Vec::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => chunks.push(Vec::new()),
            _ => {
                if let Some(chunk) = chunks.last_mut() {
                    chunk.push(token);
                }
            }
        }
    }
    if chunks.last().is_some_and(Vec::is_empty) {
        chunks.pop();
    }
    chunks.into_iter().map(|chunk| chunk.into_iter().collect()).collect()
}

/// Splits an attribute's tokens at its commas, and where one is missing: no two words ever stand side by side.
pub(crate) fn split_reporting(tokens: TokenStream, errors: &mut Errors) -> Vec<TokenStream> {
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
    let mut complete = Vec::new();
    for token in tokens {
        if is_word(&token) && complete.last().is_some_and(is_word) {
            errors.at(&token, "a comma is missing before this");
            let mut comma = Punct::new(',', Spacing::Alone);
            comma.set_span(token.span());
            complete.push(comma.into());
        }
        complete.push(token);
    }
    split(complete.into_iter().collect())
}

/// `name = value` or `name(…)`.
pub(super) struct Entry {
    pub(super) name: Ident,
    pub(super) value: Value,
}

/// What stands behind an option's name.
pub(super) enum Value {
    Missing,
    Assigned(TokenStream),
    List(TokenStream),
}

impl Entry {
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        // `crate` and `type` are keywords.
        let name = input.call(<Ident as syn::ext::IdentExt>::parse_any)?;
        let value = if input.is_empty() {
            Value::Missing
        } else if input.parse::<Option<Token![=]>>()?.is_some() {
            Value::Assigned(input.parse()?)
        } else {
            let group: Group = input.parse()?;
            if group.delimiter() != Delimiter::Parenthesis || !input.is_empty() {
                return Err(input.error("expected `name = value` or `name(…)`"));
            }
            Value::List(group.stream())
        };
        Ok(Self { name, value })
    }
}

impl Value {
    /// The value after `=`.
    pub(super) fn read<T: Parse>(self) -> Result<T, Option<String>> {
        self.read_with(T::parse)
    }

    pub(super) fn read_with<T>(
        self,
        parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
    ) -> Result<T, Option<String>> {
        match self {
            Self::Assigned(tokens) => parse.parse2(tokens).map_err(|_| None),
            Self::Missing | Self::List(_) => Err(None),
        }
    }
}

/// A reason in words.
pub(super) fn reason(value: Value) -> Result<LitStr, Option<String>> {
    let text = value.read::<LitStr>()?;
    if text.value().trim().is_empty() {
        return Err(Some("a reason says something to whoever reads the code later".to_owned()));
    }
    Ok(text)
}

/// `user`, or `path::Channel, type = "channel"`.
pub(super) fn root(value: Value) -> Result<Root, Option<String>> {
    match value {
        Value::Missing => Err(None),
        Value::Assigned(tokens) => {
            let Ok(path) = syn::parse2::<Path>(tokens) else { return Err(None) };
            let Some(name) = path.get_ident() else {
                return Err(Some(format!(
                    "a root of your own names its Graph type: `root({}, type = \"…\")`",
                    spaceless(&path)
                )));
            };
            let text = name.to_string();
            match KnownRoot::ALL.iter().find(|(known, _, _)| *known == text) {
                Some((_, root, _)) => Ok(Root::Known(*root, name.clone())),
                None => Err(Some(match nearest(&text, KnownRoot::ALL.iter().map(|(known, _, _)| *known), 1).first() {
                    Some(known) => format!("there is no root `{text}`, did you mean `{known}`?"),
                    None => format!("there is no root `{text}`"),
                })),
            }
        }
        Value::List(tokens) => {
            let parse = |input: ParseStream<'_>| {
                let path = Path::parse_mod_style(input)?;
                input.parse::<Token![,]>()?;
                input.parse::<Token![type]>()?;
                input.parse::<Token![=]>()?;
                let graph_type = input.parse::<LitStr>()?;
                input.parse::<Option<Token![,]>>()?;
                Ok(Root::Own(path, graph_type))
            };
            parse.parse2(tokens).map_err(|_| None)
        }
    }
}

/// The permissions, the same for both flows or each its own.
pub(super) fn scope(value: Value) -> Result<Scope, Option<String>> {
    match value {
        Value::Missing => Err(None),
        Value::Assigned(tokens) => {
            let permissions = permissions(tokens)?;
            Ok(Scope { delegated: permissions.clone(), application: permissions, is_shared: true })
        }
        Value::List(tokens) => {
            let (mut delegated, mut application) = (None, None);
            for chunk in split(tokens) {
                let entry = Entry::parse.parse2(chunk).map_err(|_| None)?;
                let flow = match entry.name.to_string().as_str() {
                    "delegated" => &mut delegated,
                    "application" => &mut application,
                    other => return Err(Some(format!("there is no flow `{other}`"))),
                };
                let Value::Assigned(tokens) = entry.value else { return Err(None) };
                if flow.replace(permissions(tokens)?).is_some() {
                    return Err(Some(format!("the flow `{}` is there twice", entry.name)));
                }
            }
            match (delegated, application) {
                (None, None) => Err(None),
                (delegated, application) => Ok(Scope {
                    delegated: delegated.unwrap_or_default(),
                    application: application.unwrap_or_default(),
                    is_shared: false,
                }),
            }
        }
    }
}

/// `"A"`, `["A", "B"]` or `none`.
fn permissions(tokens: TokenStream) -> Result<Vec<LitStr>, Option<String>> {
    let parse = |input: ParseStream<'_>| {
        if input.peek(syn::token::Bracket) {
            let inner;
            syn::bracketed!(inner in input);
            Ok(inner.parse_terminated(<LitStr as Parse>::parse, Token![,])?.into_iter().collect())
        } else if input.peek(LitStr) {
            Ok(vec![input.parse::<LitStr>()?])
        } else {
            let none: Ident = input.parse()?;
            if none == "none" { Ok(Vec::new()) } else { Err(input.error("expected `none`")) }
        }
    };
    let brackets = tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Group(_)));
    let permissions: Vec<LitStr> = parse.parse2(tokens).map_err(|_| None)?;
    if permissions.is_empty() && brackets {
        return Err(Some("an empty list asks for nothing, write `scope = none`".to_owned()));
    }
    for (at, permission) in permissions.iter().enumerate() {
        let name = permission.value();
        if permissions[..at].iter().any(|other| other.value() == name) {
            return Err(Some(format!("the permission `{name}` is there twice")));
        }
        if let Some((_, short)) = name.rsplit_once('/') {
            return Err(Some(format!("a permission is named without its resource, `{short}` instead of `{name}`")));
        }
        if name.contains([' ', ',']) {
            return Err(Some(format!("`{name}` is more than one permission, write a list")));
        }
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')) {
            return Err(Some(format!("`{name}` is no name of a permission")));
        }
    }
    Ok(permissions)
}

/// Tokens as a person would write a path.
fn spaceless(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}
