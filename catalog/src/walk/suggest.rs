//! Suggests names for a segment that does not exist.

use crate::catalog::Catalog;
use crate::fact::{Member, TypeRef};
use crate::nearest::nearest;

/// How many names are offered.
const OFFERED: usize = 3;

/// Where a name was looked up.
pub(super) struct Position<'w, 'c> {
    pub(super) catalog: &'c Catalog,
    /// The type whose members may follow; `None` at the root of the service.
    pub(super) below: Option<TypeRef<'c>>,
    /// What was followed last.
    pub(super) member: Option<&'w Member<'c>>,
}

impl Position<'_, '_> {
    /// The nearest names of what is here, best first.
    pub(super) fn names(&self, text: &str) -> Vec<String> {
        let Some(ty) = self.below else {
            return best(text, self.catalog.roots().map(|root| root.name));
        };
        if text.contains('.') {
            return self.casts(text);
        }
        let operations = self.catalog.all_operations(ty.name, ty.collection);
        let operations = operations.iter().map(|operation| operation.name);
        if ty.collection {
            let keys = self.catalog.known_keys(ty.name, self.member);
            return best(text, operations.chain(["$count", "$ref"]).chain(keys));
        }
        let members = self.catalog.members(ty.name).map(|member| member.name);
        let mut names: Vec<&str> = operations.chain(members).chain(["$value", "$ref"]).collect();
        let near = best(text, names.iter().copied());
        if !near.is_empty() {
            return near;
        }
        for derived in self.catalog.derived_types(ty.name) {
            names.extend(self.catalog.own_names(derived));
        }
        best(text, names)
    }

    /// The nearest casts to types that derive from the one here, best first.
    pub(super) fn casts(&self, text: &str) -> Vec<String> {
        let Some(ty) = self.below else { return Vec::new() };
        let name = text.strip_prefix("microsoft.").unwrap_or(text);
        let name = name.strip_prefix("graph.").unwrap_or(name);
        let derived = nearest(name, self.catalog.derived_types(ty.name), OFFERED);
        derived.into_iter().map(|name| format!("microsoft.graph.{name}")).collect()
    }
}

fn best<'n>(text: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    nearest(text, names, OFFERED).into_iter().map(str::to_owned).collect()
}
