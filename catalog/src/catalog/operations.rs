//! Look-ups of actions and functions.

use super::Catalog;
use crate::fact::{Member, Operation};

impl Catalog {
    /// The overloads of `name` bound to a type or its bases, or to a collection of them; whatever the case.
    #[must_use]
    pub fn operations(&self, ty: &str, collection: bool, name: &str) -> Vec<Operation<'_>> {
        if name.contains(['(', ' ']) {
            return Vec::new();
        }
        self.bound_operations(ty, collection, &format!("{name}("))
    }

    /// All overloads bound to a type or its bases, or to a collection of them.
    #[must_use]
    pub fn all_operations(&self, ty: &str, collection: bool) -> Vec<Operation<'_>> {
        self.bound_operations(ty, collection, "")
    }

    fn bound_operations(&self, ty: &str, collection: bool, start: &str) -> Vec<Operation<'_>> {
        let star = if collection { "*" } else { "" };
        let mut found = Vec::new();
        for ty in self.type_and_bases(ty) {
            let prefix = format!("{}{star}!{start}", ty.name);
            found.extend(self.schema(&prefix).filter_map(Operation::parse));
        }
        found
    }

    /// Whether actions of this name only read, although they are called by POST, and so may be repeated.
    #[must_use]
    pub fn only_reads(&self, action: &str) -> bool {
        self.schema(&format!("!{action} ")).next().is_some()
    }

    /// The query options without which Graph refuses to read a navigation property.
    #[must_use]
    pub fn required_options(&self, owner: &str, member: &str) -> Vec<&str> {
        let prefix = format!("?{owner}/{member} ");
        let line = self.written_by_hand_starting_with(&prefix).next();
        let names = line.and_then(|line| line.split(' ').nth(1));
        names.map(|names| names.split(',').collect()).unwrap_or_default()
    }

    /// The names of the properties and operations that a type itself declares, without those of its bases.
    pub(crate) fn own_names(&self, ty: &str) -> Vec<&str> {
        let (below, bound) = (format!("{ty}/"), format!("{ty}!"));
        let members = self.schema(&below).filter_map(Member::parse).map(|member| member.name);
        let operations = self.schema(&bound).filter_map(Operation::parse).map(|operation| operation.name);
        members.chain(operations).collect()
    }
}
