//! The parts of a path: names, keys, paths between colons, and what stands in parentheses.

use std::borrow::Cow;

use crate::http::{GraphError, Result, percent};

/// A decoded part of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Name(String),
    Key(String),
    /// The names between colons, as in `root:/a/b:`.
    Path(Vec<String>),
}

/// What stands between parentheses, up to a comma: a value, and its name where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    pub(crate) name: Option<String>,
    /// A string without its quotes, anything else as it is written.
    pub(crate) value: String,
}

/// A segment with parentheses: the name before them, and what they hold.
pub(super) fn parentheses(text: &str) -> Result<Option<(&str, Vec<Argument>)>> {
    let Some((name, rest)) = text.split_once('(').filter(|(name, _)| !name.is_empty()) else {
        return Ok(None);
    };
    let malformed = || GraphError::bad_request(format!("The key in '{text}' is not a valid literal."));
    let Some(inner) = rest.strip_suffix(')') else {
        return if rest.contains('\'') { Err(malformed()) } else { Ok(None) };
    };
    let mut arguments = Vec::new();
    for part in split_unquoted(inner) {
        let (name, value) = match part.split_once('=').filter(|(name, _)| is_name(name)) {
            Some((name, value)) => (Some(name.trim().to_owned()), value),
            None => (None, part),
        };
        let value = match value.strip_prefix('\'') {
            Some(quoted) => quoted.strip_suffix('\'').and_then(unquote).ok_or_else(malformed)?,
            None => value.to_owned(),
        };
        arguments.push(Argument { name, value });
    }
    Ok(Some((name, arguments)))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.trim().chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// The parts between commas that are not in quotes.
fn split_unquoted(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (place, character) in text.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            ',' if !quoted => {
                parts.push(&text[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    if !text.is_empty() {
        parts.push(&text[start..]);
    }
    parts
}

/// Reads an item by its path, `root:/a/b:` or `{id}:/a`. It ends at a segment that ends in a colon, or with the target.
///
/// It may also be a single segment with encoded slashes.
pub(super) fn by_path<'a>(
    text: &str,
    rest: &mut impl Iterator<Item = &'a str>,
) -> Result<Option<(String, Vec<String>)>> {
    if let Some((start, path)) = text.split_once(":/") {
        let path = path.strip_suffix(':').unwrap_or(path);
        return Ok(Some((start.to_owned(), path.split('/').map(str::to_owned).collect())));
    }
    let Some(start) = text.strip_suffix(':') else {
        return Ok(None);
    };
    let mut path = Vec::new();
    for raw in rest {
        let name = decode(raw)?;
        match name.strip_suffix(':') {
            Some(last) => {
                path.push(last.to_owned());
                break;
            }
            None => path.push(name.into_owned()),
        }
    }
    if path.iter().any(String::is_empty) {
        return Err(empty());
    }
    Ok(Some((start.to_owned(), path)))
}

pub(super) fn decode(raw: &str) -> Result<Cow<'_, str>> {
    percent::decode(raw).ok_or_else(|| GraphError::bad_request("The request URI is not valid."))
}

pub(super) fn empty() -> GraphError {
    GraphError::bad_request("Empty segment encountered in request URL.")
}

/// The content of an OData string literal: each quote in it is doubled.
fn unquote(text: &str) -> Option<String> {
    let single = text.replace("''", "");
    (!single.contains('\'')).then(|| text.replace("''", "'"))
}
