//! The roots that the runtime has: what paths can be relative to.

/// A root that the runtime has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum KnownRoot {
    /// The service: paths are absolute.
    Service,
    /// A user; the root of every trait that does not say another.
    #[default]
    User,
    /// A group.
    Group,
    /// A site of SharePoint.
    Site,
    /// A drive of OneDrive or SharePoint.
    Drive,
}

/// A row of the table of roots.
struct Row {
    root: KnownRoot,
    /// The name in attributes and options, which but for the service is that of Graph's type.
    name: &'static str,
    /// The marker type in the runtime's module `root`.
    marker: &'static str,
    /// The service's entity set; empty for the service itself.
    entity_set: &'static str,
    /// How a client comes by one with a given id.
    resource: &'static str,
}

const ROOTS: [Row; 5] = [
    Row {
        root: KnownRoot::Service,
        name: "service",
        marker: "Service",
        entity_set: "",
        resource: "the `Graph` itself",
    },
    Row { root: KnownRoot::User, name: "user", marker: "User", entity_set: "users", resource: "graph.user(id)" },
    Row { root: KnownRoot::Group, name: "group", marker: "Group", entity_set: "groups", resource: "graph.group(id)" },
    Row { root: KnownRoot::Site, name: "site", marker: "Site", entity_set: "sites", resource: "graph.site(id)" },
    Row { root: KnownRoot::Drive, name: "drive", marker: "Drive", entity_set: "drives", resource: "graph.drive(id)" },
];

/// The service's singleton for the signed-in user.
const ME: &str = "me";

impl KnownRoot {
    /// The names of all roots.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ROOTS.iter().map(|row| row.name)
    }

    /// The root of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<KnownRoot> {
        ROOTS.iter().find(|row| row.name == name).map(|row| row.root)
    }

    /// The root that the first segment of an absolute path leads to, and how many segments do: `me` one, `users` with a
    /// key two.
    #[must_use]
    pub fn of_first_segment(segment: &str) -> Option<(KnownRoot, usize)> {
        if segment == ME {
            return Some((KnownRoot::User, 1));
        }
        ROOTS.iter().find(|row| !row.entity_set.is_empty() && row.entity_set == segment).map(|row| (row.root, 2))
    }

    fn row(self) -> &'static Row {
        // Every root has a row; the test below counts them.
        ROOTS.iter().find(|row| row.root == self).unwrap_or(&ROOTS[0])
    }

    /// The name in attributes and options.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The name of Graph's type; `None` for the service.
    #[must_use]
    pub fn graph_type(self) -> Option<&'static str> {
        (self != KnownRoot::Service).then(|| self.row().name)
    }

    /// The name of the marker type in the runtime's module `root`.
    #[must_use]
    pub fn marker(self) -> &'static str {
        self.row().marker
    }

    /// How a client comes by one: `graph.group(id)`.
    #[must_use]
    pub fn resource(self) -> &'static str {
        self.row().resource
    }

    /// The same for an absolute path that begins with this segment: `graph.me()` for `me`.
    #[must_use]
    pub fn resource_at(self, segment: &str) -> &'static str {
        if segment == ME { "graph.me()" } else { self.resource() }
    }
}

#[cfg(test)]
mod tests {
    use super::KnownRoot;

    #[test]
    fn every_root_has_a_row() {
        for root in [KnownRoot::Service, KnownRoot::User, KnownRoot::Group, KnownRoot::Site, KnownRoot::Drive] {
            assert_eq!(KnownRoot::named(root.name()), Some(root));
        }
        assert_eq!(KnownRoot::of_first_segment("me"), Some((KnownRoot::User, 1)));
        assert_eq!(KnownRoot::of_first_segment("sites"), Some((KnownRoot::Site, 2)));
        assert_eq!(KnownRoot::of_first_segment(""), None);
    }
}
