//! The paths of Microsoft's permission list, read into templates.
//!
//! The list has stray braces and missing colons. They are read as they were meant, and no path is refused. What people write is
//! read by [`crate::path`].

use graph_action_catalog::{Assignment, AssignmentValue, Segment, Template};

/// Reads an absolute path; a query string is left out. `{…}` stands for a value, whatever is between the braces.
pub(super) fn parse(path: &str) -> Template {
    let path = unify_braces(path.split('?').next().unwrap_or(path));
    let texts: Vec<&str> = path.split('/').filter(|text| !text.is_empty()).collect();
    let mut segments: Vec<Segment> = Vec::new();
    let mut rest = texts.as_slice();
    while let Some((&text, after)) = rest.split_first() {
        rest = after;
        // `directoryRoles/roleTemplateId={id}`, an old way to write an alternate key.
        if let Some((name, "{}")) = text.split_once('=')
            && !name.contains('(')
            && let Some(Segment::Text(collection)) = segments.last().cloned()
        {
            segments.pop();
            let key = Assignment { name: name.to_owned(), value: placeholder() };
            segments.push(Segment::Parameters { name: collection, parameters: vec![key] });
            continue;
        }
        let Some(anchor) = text.strip_suffix(':').filter(|anchor| !anchor.is_empty()) else {
            segments.push(segment(text));
            continue;
        };
        segments.push(segment(anchor));
        // The path goes on to the segment that ends with `:`; the permission list sometimes leaves that out.
        let end = rest.iter().position(|text| text.ends_with(':'));
        let length = end.map_or(rest.len().min(1), |end| end + 1);
        if length > 0 {
            let closed = end.is_some() || rest.len() > length;
            segments.push(Segment::ByPath { argument: VALUE.to_owned(), several: true, closed });
        }
        rest = &rest[length..];
    }
    Template { segments, query: Vec::new() }
}

/// The list's placeholders have names of no use.
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
