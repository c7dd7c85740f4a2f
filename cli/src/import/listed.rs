//! The paths of Microsoft's permission list, taken apart into steps.
//!
//! The list is what it is, so nothing here is refused: stray braces, missing colons and all are read as they were meant. What people
//! write is read by [`crate::path`].

use graph_action_catalog::{Argument, Step, Value};

/// An address whose segments can be lent out as [`Step`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListedPath {
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Name(String),
    Key,
    Call { name: String, arguments: Vec<(Option<String>, Option<String>)> },
    ByPath { closed: bool },
}

impl ListedPath {
    /// Takes an absolute path apart; a query string is left out. `{…}` stands for a value, whatever is between the braces.
    pub(super) fn parse(path: &str) -> ListedPath {
        let path = unify_braces(path.split('?').next().unwrap_or(path));
        let mut texts = path.split('/').filter(|text| !text.is_empty()).peekable();
        let rest: Vec<&str> = texts.by_ref().collect();
        let mut segments = Vec::new();
        let mut place = 0;
        while let Some(&text) = rest.get(place) {
            place += 1;
            if let Some((name, value)) =
                text.split_once('=').filter(|(name, value)| *value == "{}" && !name.contains('('))
            {
                // `directoryRoles/roleListedPathId={id}`, an old way to write an alternate key.
                if let Some(Segment::Name(collection)) = segments.last().cloned() {
                    segments.pop();
                    segments.push(Segment::Call { name: collection, arguments: vec![(Some(name.to_owned()), None)] });
                    continue;
                }
                let _ = value;
            }
            let Some(anchor) = text.strip_suffix(':').filter(|anchor| !anchor.is_empty()) else {
                segments.push(segment(text));
                continue;
            };
            segments.push(segment(anchor));
            // The path goes on to the segment that ends with `:`; the permission list sometimes leaves that out.
            let end = rest[place..].iter().position(|text| text.ends_with(':'));
            let left = rest.len() - place;
            let length = end.map_or(left.min(1), |end| end + 1);
            if length > 0 {
                segments.push(Segment::ByPath { closed: end.is_some() || left > length });
            }
            place += length;
        }
        ListedPath { segments }
    }

    /// The steps of the address.
    pub(super) fn steps(&self) -> Vec<Step<'_>> {
        self.segments.iter().map(Segment::step).collect()
    }

    /// The address with `{}` for each value, for what no walk can spell.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Name(name) => text += &format!("/{name}"),
                Segment::Key => text += "/{}",
                Segment::ByPath { .. } => text += ":/{}:",
                Segment::Call { name, arguments } => {
                    let mut names: Vec<&str> = arguments.iter().filter_map(|(name, _)| name.as_deref()).collect();
                    names.sort_unstable_by_key(|name| name.to_ascii_lowercase());
                    let pairs: Vec<String> = names.iter().map(|name| format!("{name}={{}}")).collect();
                    text += &match (arguments.as_slice(), pairs.is_empty()) {
                        ([(None, _)], _) => format!("/{name}/{{}}"),
                        (_, true) => format!("/{name}"),
                        (_, false) => format!("/{name}({})", pairs.join(",")),
                    };
                }
            }
        }
        if text.is_empty() { "/".to_owned() } else { text }
    }
}

impl Segment {
    fn step(&self) -> Step<'_> {
        match self {
            Segment::Name(name) => Step::Name(name),
            Segment::Key => Step::Key,
            Segment::ByPath { closed } => Step::ByPath { closed: *closed },
            Segment::Call { name, arguments } => Step::Call {
                name,
                arguments: arguments
                    .iter()
                    .map(|(name, value)| Argument {
                        name: name.as_deref(),
                        value: value.as_deref().map_or(Value::Placeholder, Value::Literal),
                    })
                    .collect(),
            },
        }
    }
}

fn segment(text: &str) -> Segment {
    // `{}` and, in one place of the list, `(team-id)`.
    if text == "{}" || (text.starts_with('(') && text.ends_with(')')) {
        return Segment::Key;
    }
    let Some((name, arguments)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) else {
        return Segment::Name(text.to_owned());
    };
    let arguments = arguments.split(',').map(str::trim).filter(|argument| !argument.is_empty()).map(argument).collect();
    Segment::Call { name: name.to_owned(), arguments }
}

fn argument(text: &str) -> (Option<String>, Option<String>) {
    let (name, value) =
        text.split_once('=').map_or((None, text), |(name, value)| (Some(name.trim().to_owned()), value.trim()));
    let value = if value.contains("{}") { None } else { Some(value.to_owned()) };
    (name, value)
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
            assert_eq!(ListedPath::parse(path).text(), text, "{path}");
        }
    }
}
