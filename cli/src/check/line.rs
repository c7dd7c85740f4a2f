//! Parses an input line of `check`: `METHOD<TAB>PATH[<TAB>SCOPE]`.

use graph_action_catalog::Method;
use graph_action_catalog::Template;

use super::judge::Verdict;
use crate::path;

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
        let fields: Vec<&str> = text.split('\t').collect();
        let (method, path, scope) = match fields.as_slice() {
            [method, path] => (*method, *path, ""),
            [method, path, scope] => (*method, *path, *scope),
            _ => {
                return Err(malformed(format!(
                    "expected a method, a path and perhaps permissions, separated by tabs, but found {} {}",
                    fields.len(),
                    if fields.len() == 1 { "field" } else { "fields" }
                )));
            }
        };
        let no_method = |error| malformed(format!("`{}` is no method: {error}", method.trim()));
        let method = method.trim().parse().map_err(no_method)?;
        let template = path::parse(path).map_err(|error| {
            let only_query = path.split_once('?').is_some_and(|(before, _)| path::parse(before).is_ok());
            (if only_query { Verdict::BadQuery } else { Verdict::Malformed }, error.to_string())
        })?;
        Ok(Line { method, template, scopes: scopes(scope) })
    }
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
