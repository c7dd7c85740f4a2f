//! Look-ups of permissions.

use super::Catalog;
use crate::fact::Permission;
use crate::lines::{exact_first, key};
use crate::nearest::nearest;

impl Catalog {
    /// The permission called `name`, in any case; `None` when Microsoft publishes none of that name.
    #[must_use]
    pub fn permission(&self, name: &str) -> Option<Permission<'_>> {
        if name.contains(' ') {
            return None;
        }
        let wanted = format!("@{name}");
        let lines = self.permission_facts(&wanted).filter(|line| key(line).len() == wanted.len());
        exact_first(lines, &wanted).and_then(Permission::parse)
    }

    /// Every permission, in order.
    pub fn all_permissions(&self) -> impl Iterator<Item = Permission<'_>> {
        self.permission_facts("@").filter_map(Permission::parse)
    }

    /// Up to three permissions whose names are nearest, best first.
    #[must_use]
    pub fn nearest_permissions(&self, name: &str) -> Vec<&str> {
        nearest(name, self.all_permissions().map(|permission| permission.name), 3)
    }
}
