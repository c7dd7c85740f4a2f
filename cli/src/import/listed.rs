//! The paths of Microsoft's permission list, read into templates.
//!
//! The list has stray braces and missing colons, so this reader refuses no path: it reads what was meant. Paths that
//! people write are read by [`crate::path`].

use graph_action_catalog::{Assignment, AssignmentValue, Segment, Template};

use crate::path::parts::{Part, parts};

/// Reads an absolute path without its query. `{…}` is a placeholder for a value; its name is ignored.
pub(super) fn parse(path: &str) -> Template {
    let path = unify_braces(path.split('?').next().unwrap_or(path));
    let texts: Vec<&str> = path.split('/').filter(|text| !text.is_empty()).collect();
    let parts = parts(&texts);
    let last = parts.len().saturating_sub(1);
    let mut segments: Vec<Segment> = Vec::new();
    for (place, part) in parts.into_iter().enumerate() {
        match part {
            Part::Segment(text) => segments.push(segment(text.strip_suffix(':').unwrap_or(text))),
            Part::ByPath { anchor, is_closed, .. } => {
                segments.push(segment(anchor));
                // The list sometimes leaves out the `:` after the path.
                let closed = is_closed || place < last;
                segments.push(Segment::ByPath { argument: VALUE.to_owned(), several: true, closed });
            }
            Part::AlternateKey { collection, name, .. } => {
                let key = Assignment { name: name.to_owned(), value: placeholder() };
                segments.push(Segment::Parameters { name: collection.to_owned(), parameters: vec![key] });
            }
        }
    }
    Template { segments, query: Vec::new() }
}

/// The name of every placeholder; the names in the list are not used.
const VALUE: &str = "value";

fn placeholder() -> AssignmentValue {
    AssignmentValue::Argument(VALUE.to_owned())
}

fn segment(text: &str) -> Segment {
    // `{}` and, in one place of the list, `(team-id)`.
    if text == "{}" || (text.starts_with('(') && text.ends_with(')')) {
        return Segment::Argument(VALUE.to_owned());
    }
    let Some((name, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) else {
        return Segment::Text(text.to_owned());
    };
    let parameters = inside.split(',').map(str::trim).filter(|text| !text.is_empty()).map(assignment).collect();
    Segment::Parameters { name: name.to_owned(), parameters }
}

fn assignment(text: &str) -> Assignment {
    let (name, value) = text.split_once('=').map_or(("", text), |(name, value)| (name.trim(), value.trim()));
    let value = if value.contains("{}") { placeholder() } else { AssignmentValue::Text(value.to_owned()) };
    Assignment { name: name.to_owned(), value }
}

/// `{driveItem-id}`, `<id>` and `{id}}` as `{}`.
fn unify_braces(path: &str) -> String {
    let mut text = String::new();
    let mut rest = path;
    while let Some(start) = rest.find(['{', '<']) {
        let close = if rest[start..].starts_with('{') { '}' } else { '>' };
        text += &rest[..start];
        text += "{}";
        rest = rest[start..].split_once(close).map_or("", |(_, after)| after).trim_start_matches(close);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_permission_list() {
        for (path, text) in [
            ("/me/messages/{id}", "/me/messages/{}"),
            ("/chats/{id}}/messages", "/chats/{}/messages"),
            ("/teams/(team-id)/channels/{id}", "/teams/{}/channels/{}"),
            ("/a/sponsors/", "/a/sponsors"),
            ("/x/f(b={value}, a='{v}')", "/x/f(a={},b={})"),
            ("/users/delta()", "/users/delta"),
            ("/me/drive/root:/foldera/fileb.txt:/content", "/me/drive/root:/{}:/content"),
            ("/drives/{id}/root:/{id}", "/drives/{}/root:/{}:"),
            ("/drives/{id}/root:/{id}/assign", "/drives/{}/root:/{}:/assign"),
            ("/drives/{id}/items/{id}:/{id}:/content", "/drives/{}/items/{}:/{}:/content"),
            ("/directoryroles/roletemplateid={x}/members", "/directoryroles(roletemplateid={})/members"),
            ("/d/certificate({id})/revoke", "/d/certificate/{}/revoke"),
            ("/", "/"),
            ("", "/"),
        ] {
            assert_eq!(parse(path).listing_key(), text, "{path}");
        }
    }
}
