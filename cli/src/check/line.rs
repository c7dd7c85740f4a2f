//! Parses an input line of `check`: `METHOD<TAB>PATH[<TAB>SCOPE]`, or with spaces for the tabs.

use graph_action_catalog::Method;
use graph_action_catalog::Template;

use super::verdict::Verdict;
use crate::{path, values};

/// A line as it was read.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) method: Method,
    pub(super) template: Template,
    /// The permissions that are asked for; `None` when the line says nothing of them.
    pub(super) scopes: Option<Vec<String>>,
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it, and the verdict: malformed, or only its query string is.
    pub(super) fn parse(text: &str) -> Result<Line, (Verdict, String)> {
        let malformed = |reason| (Verdict::Malformed, reason);
        let fields: Vec<&str> = fields(text);
        let (method, path, scope) = match fields.as_slice() {
            [method, path] => (*method, *path, ""),
            [method, path, scope] => (*method, *path, *scope),
            _ => {
                return Err(malformed(format!(
                    "expected a method, a path and perhaps permissions, separated by tabs or spaces, but found {} {}",
                    fields.len(),
                    if fields.len() == 1 { "field" } else { "fields" }
                )));
            }
        };
        let no_method = |error| malformed(format!("`{}` is no method: {error}", method.trim()));
        let method = values::method(method.trim()).map_err(no_method)?;
        let template = path::parse(path).map_err(|error| {
            let only_query = path.split_once('?').is_some_and(|(before, _)| path::parse(before).is_ok());
            (if only_query { Verdict::BadQuery } else { Verdict::Malformed }, error.to_string())
        })?;
        Ok(Line { method, template, scopes: scopes(scope) })
    }
}

/// What stands between tabs. In a line without any, the method is the first word and the path the second. A query may
/// have spaces: a path with one goes on, up to the words at the end that name permissions.
pub(super) fn fields(text: &str) -> Vec<&str> {
    if text.contains('\t') {
        return text.split('\t').collect();
    }
    let Some((method, rest)) = text.trim().split_once(' ') else { return vec![text.trim()] };
    let rest = rest.trim_start();
    match rest.split_once(' ') {
        Some((path, scope)) if !path.contains('?') => vec![method, path, scope.trim()],
        Some(_) => {
            let names = rest.rsplit(' ').take_while(|word| is_permission(word.trim_end_matches(',')));
            let length: usize = names.map(|word| word.len() + 1).sum();
            let cut = rest.len() - length;
            if length == 0 {
                vec![method, rest]
            } else {
                vec![method, rest[..cut].trim_end(), rest[cut..].trim_start()]
            }
        }
        None => vec![method, rest],
    }
}

/// Whether a word looks like the name of a permission, or is `none`.
fn is_permission(word: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_uppercase())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    word == "none" || (word.contains('.') && word.split('.').all(is_name))
}

/// Names separated by commas or spaces; `none` asks for no permission.
fn scopes(text: &str) -> Option<Vec<String>> {
    let names = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty());
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    if names.is_empty() {
        return None;
    }
    names.sort();
    names.dedup();
    if names == ["none"] {
        names.clear();
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn tabs_or_spaces() {
        for (text, expected) in [
            ("GET\t/me\tUser.Read", vec!["GET", "/me", "User.Read"]),
            ("GET /me", vec!["GET", "/me"]),
            ("GET  /me  User.Read", vec!["GET", "/me", "User.Read"]),
            ("GET /me User.Read, Mail.Read", vec!["GET", "/me", "User.Read, Mail.Read"]),
            (
                "GET /me/messages?$filter=subject eq 'a b' Mail.Read Mail.Send",
                vec!["GET", "/me/messages?$filter=subject eq 'a b'", "Mail.Read Mail.Send"],
            ),
            ("GET /me/messages?$orderby=subject desc", vec!["GET", "/me/messages?$orderby=subject desc"]),
            ("GET", vec!["GET"]),
        ] {
            assert_eq!(fields(text), expected, "{text}");
        }
    }
}
