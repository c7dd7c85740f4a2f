//! Look-ups of permissions.

use super::Catalog;
use crate::fact::{Family, Permission, PermissionName, Scheme};
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

    /// Whether `wider` allows all that `narrower` allows in a scheme, plainly by their names
    /// ([`PermissionName::contains`]).
    ///
    /// An application's permission is for everybody, whether its name ends with `.All` or not, unless it is granted for
    /// one team, chat or the like.
    #[must_use]
    pub fn contains(&self, wider: &str, narrower: &str, scheme: Scheme) -> bool {
        if wider == narrower {
            return true;
        }
        let (Some(wide), Some(narrow)) = (PermissionName::parse(wider), PermissionName::parse(narrower)) else {
            return false;
        };
        if wide.resource != narrow.resource || scheme != Scheme::Application {
            return wide.contains(&narrow);
        }
        let reach = |text: &str, name: PermissionName<'_>| {
            name.reach.is_empty()
                && self.permission(text).is_some_and(|known| {
                    !known.is_resource_specific() && known.schemes().any(|known| known.scheme == Scheme::Application)
                })
        };
        let wide = if reach(wider, wide) { PermissionName { reach: "All", ..wide } } else { wide };
        let narrow = if reach(narrower, narrow) { PermissionName { reach: "All", ..narrow } } else { narrow };
        wide.contains(&narrow)
    }

    /// What an address of the permission list is about; `None` when nothing is known of it.
    pub(crate) fn family(&self, address: &str) -> Option<Family<'_>> {
        let mut begin = about(address);
        while !begin.is_empty() {
            let line = self.written_by_hand_starting_with(&format!("{begin} @")).next();
            if line.is_some() {
                return line.and_then(Family::parse);
            }
            begin.truncate(begin.rfind('/').unwrap_or(0));
        }
        None
    }
}

/// An address with `/me` as `/users/{}`, without arguments, paths and alternate keys.
fn about(address: &str) -> String {
    let own = address.strip_prefix("/me").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let address = own.map_or_else(|| address.to_owned(), |rest| format!("/users/{{}}{rest}"));
    let mut about = String::new();
    let mut rest = address.as_str();
    while let Some((before, after)) = rest.split_once('(') {
        let Some((arguments, after)) = after.split_once(')') else { break };
        about.push_str(before);
        if ["appId={}", "uniqueName={}"].contains(&arguments) {
            about.push_str("/{}");
        }
        rest = after;
    }
    about.push_str(rest);
    about.replace(':', "")
}
