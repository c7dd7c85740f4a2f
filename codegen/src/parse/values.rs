//! Splits an attribute into its options, and parses the value of an option.
//!
//! The caller adds to every error how the option is written. The error here is a further reason, if there is one.

use crate::errors::Errors;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{LitStr, Token};

/// Why a value cannot be read; `None` when the form of the option is explanation enough.
pub(crate) type Reason = Option<String>;

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

/// Splits an attribute's tokens at its commas. Two words side by side miss a comma: that is reported, and they are
/// split there too.
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
pub(crate) struct Entry {
    pub(crate) name: Ident,
    pub(crate) value: Value,
}

/// What follows the name of an option.
pub(crate) enum Value {
    Missing,
    Assigned(TokenStream),
    List(TokenStream),
}

impl Entry {
    pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
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
    pub(crate) fn read<T: Parse>(self) -> Result<T, Reason> {
        self.read_with(T::parse)
    }

    pub(crate) fn read_with<T>(self, parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>) -> Result<T, Reason> {
        match self {
            Self::Assigned(tokens) => parse.parse2(tokens).map_err(|_| None),
            Self::Missing | Self::List(_) => Err(None),
        }
    }
}

/// A non-empty string literal in which the user gives a reason.
pub(super) fn reason(value: Value) -> Result<LitStr, Reason> {
    let text = value.read::<LitStr>()?;
    if text.value().trim().is_empty() {
        return Err(Some("a reason says something to whoever reads the code later".to_owned()));
    }
    Ok(text)
}
