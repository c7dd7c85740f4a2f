//! The path of a request target, cut into names and keys.

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

/// The collections. The segment after one is a key, unless it begins with `$` or is one of [`OPERATIONS`].
const COLLECTIONS: [&str; 10] = [
    "users",
    "messages",
    "mailfolders",
    "childfolders",
    "attachments",
    "drives",
    "items",
    "notebooks",
    "operations",
    "teams",
];

/// The functions and actions that are bound to a collection.
const OPERATIONS: [&str; 2] = ["delta", "createuploadsession"];

/// Decodes each segment by itself. The name before a segment decides whether the segment is a name or a key.
pub(super) fn read<'a>(raw: impl Iterator<Item = &'a str>) -> Result<Vec<Segment>> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut raw = raw;
    while let Some(raw_segment) = raw.next() {
        let text = decode_segment(raw_segment)?;
        if text.is_empty() {
            return Err(GraphError::bad_request("Empty segment encountered in request URL."));
        }
        let key_expected = match segments.last() {
            Some(Segment::Name(name)) => COLLECTIONS.contains(&name.to_lowercase().as_str()),
            _ => false,
        };
        if let Some((start, path)) = by_path(&text, &segments, &mut raw)? {
            segments.push(if key_expected { Segment::Key(start) } else { Segment::Name(start) });
            segments.push(Segment::Path(path));
            continue;
        }
        let operation = text.strip_prefix("microsoft.graph.").unwrap_or(&text);
        let operation = operation.split('(').next().unwrap_or_default().to_lowercase();
        if key_expected && !text.starts_with('$') && !OPERATIONS.contains(&operation.as_str()) {
            segments.push(Segment::Key(text.into_owned()));
            continue;
        }
        match text.split_once("('").filter(|(name, _)| !name.is_empty()) {
            Some((name, rest)) => {
                let key = rest.strip_suffix("')").and_then(unquote);
                let key =
                    key.ok_or_else(|| GraphError::bad_request(format!("The key in '{text}' is not a valid literal.")))?;
                segments.push(Segment::Name(name.to_owned()));
                segments.push(Segment::Key(key));
            }
            None => {
                // A bound action may be written with its namespace.
                let name = text.strip_prefix("microsoft.graph.").unwrap_or(&text);
                let name = name.strip_suffix("()").unwrap_or(name);
                segments.push(Segment::Name(name.to_owned()));
            }
        }
    }
    Ok(segments)
}

/// Reads an item by its path, `root:/a/b:` or `{id}:/a`. It ends at a segment that ends in a colon, or with the target.
///
/// It may also be a single segment with encoded slashes.
fn by_path<'a>(
    text: &str,
    before: &[Segment],
    rest: &mut impl Iterator<Item = &'a str>,
) -> Result<Option<(String, Vec<String>)>> {
    let is = |segment: &Segment, names: &[&str]| match segment {
        Segment::Name(name) => names.iter().any(|known| known.eq_ignore_ascii_case(name)),
        _ => false,
    };
    let in_drive = before.last().is_some_and(|last| is(last, &["drive", "items"]))
        || matches!(before, [.., drives, Segment::Key(_)] if is(drives, &["drives"]));
    if !in_drive {
        return Ok(None);
    }
    if let Some((start, path)) = text.split_once(":/") {
        let path = path.strip_suffix(':').unwrap_or(path);
        return Ok(Some((start.to_owned(), path.split('/').map(str::to_owned).collect())));
    }
    let Some(start) = text.strip_suffix(':') else {
        return Ok(None);
    };
    let mut path = Vec::new();
    for raw in rest {
        let name = decode_segment(raw)?;
        match name.strip_suffix(':') {
            Some(last) => {
                path.push(last.to_owned());
                break;
            }
            None => path.push(name.into_owned()),
        }
    }
    if path.iter().any(String::is_empty) {
        return Err(GraphError::bad_request("Empty segment encountered in request URL."));
    }
    Ok(Some((start.to_owned(), path)))
}

fn decode_segment(raw: &str) -> Result<Cow<'_, str>> {
    percent::decode(raw).ok_or_else(|| GraphError::bad_request("The request URI is not valid."))
}

/// The content of an OData string literal: each quote in it is doubled.
fn unquote(text: &str) -> Option<String> {
    let single = text.replace("''", "");
    (!single.contains('\'')).then(|| text.replace("''", "'"))
}
