//! The properties that a query names and that need a permission of their own.

use graph_action_catalog::{Catalog, Need, QueryOption, QueryPiece, Template, Walk};

use crate::verdict::query::split;

/// What the properties need that the query names in `$select`, `$expand`, `$filter` and `$orderby`, each once.
pub(super) fn of_query<'c>(catalog: &'c Catalog, template: &Template, walk: Option<&Walk<'_>>) -> Vec<Need<'c>> {
    let mut needs = Needs { catalog, found: Vec::new() };
    if let Some(ty) = walk.and_then(|walk| walk.ty) {
        for option in &template.query {
            needs.option(ty.name, &option.name, &text(option));
        }
    }
    needs.found
}

/// The text of an option; a value that is known when the call is made only names no property.
fn text(option: &QueryOption) -> String {
    let pieces = option.value.iter().map(|piece| match piece {
        QueryPiece::Text(text) => text.as_str(),
        _ => "''",
    });
    pieces.collect()
}

struct Needs<'c> {
    catalog: &'c Catalog,
    found: Vec<Need<'c>>,
}

impl Needs<'_> {
    fn option(&mut self, ty: &str, name: &str, value: &str) {
        match name {
            "$select" => split(value, ',').into_iter().for_each(|item| _ = self.path(ty, item.trim())),
            "$orderby" => {
                for item in split(value, ',') {
                    self.path(ty, item.trim().split(' ').next().unwrap_or_default());
                }
            }
            "$filter" => self.filter(ty, value),
            "$expand" => split(value, ',').into_iter().for_each(|item| self.expanded(ty, item.trim())),
            _ => {}
        }
    }

    /// `manager($select=signInActivity;$expand=photo)`
    fn expanded(&mut self, ty: &str, item: &str) {
        let (path, options) = item.split_once('(').unwrap_or((item, ""));
        let Some(ty) = self.path(ty, path.trim()) else { return };
        for option in split(options.strip_suffix(')').unwrap_or(options), ';') {
            if let Some((name, value)) = option.split_once('=') {
                self.option(&ty, name.trim(), value);
            }
        }
    }

    /// Every word outside of strings may be a property; only those that need something matter.
    fn filter(&mut self, ty: &str, text: &str) {
        for outside in text.split('\'').step_by(2) {
            let is_of_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '.');
            for word in outside.split(|c| !is_of_path(c)).filter(|word| !word.is_empty()) {
                self.path(ty, word);
            }
        }
    }

    /// Follows a path of properties, and returns the type that it leads to.
    fn path(&mut self, ty: &str, path: &str) -> Option<String> {
        let mut on = ty.to_owned();
        for name in path.split('/') {
            if let Some(cast) = name.strip_prefix("microsoft.graph.").or_else(|| name.strip_prefix("graph.")) {
                on = cast.to_owned();
                continue;
            }
            let need = self.catalog.property_need(&on, name);
            self.found.extend(need.filter(|need| !self.found.contains(need)));
            let member = self.catalog.member(&on, name).or_else(|| self.catalog.derived_member(&on, name));
            on = member?.ty.name.to_owned();
        }
        Some(on)
    }
}
