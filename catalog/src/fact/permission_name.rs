//! The grammar of permission names, and which permission contains which: `Mail.ReadWrite.Shared`.

use std::fmt;

/// A permission's name, taken apart: a resource, an operation and perhaps a reach, separated by dots.
///
/// Names without an operation (`offline_access`, `openid`) have no parts, and none of them contains another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PermissionName<'a> {
    /// What it is for: `Mail`, `Sites`, `User-Mail`.
    pub resource: &'a str,
    /// What it allows: `Read`, `ReadBasic`, `ReadWrite`, `Send`.
    pub operation: &'a str,
    /// Whose: `All`, `Shared`, `Selected`, `OwnedBy`; empty where it says nothing.
    pub reach: &'a str,
}

/// Operations from the widest to the narrowest: each contains those after it.
const OPERATIONS: [&str; 5] = ["Manage", "ReadWrite", "ReadWriteBasic", "Read", "ReadBasic"];

/// The resources whose `Manage` contains `ReadWrite`; on others it manages something else (`PrintJob.Manage.All` reads
/// metadata only) (<https://learn.microsoft.com/graph/permissions-reference#sites-permissions>,
/// `#bookings-permissions`).
const MANAGED: [&str; 2] = ["Bookings", "Sites"];

impl<'a> PermissionName<'a> {
    /// Takes a name apart; `None` when it is not of this form.
    #[must_use]
    pub fn parse(name: &'a str) -> Option<PermissionName<'a>> {
        let (resource, rest) = name.split_once('.').filter(|_| PermissionName::is_valid(name))?;
        let (operation, reach) = rest.split_once('.').unwrap_or((rest, ""));
        Some(PermissionName { resource, operation, reach })
    }

    /// Whether a text can be the name of a permission: letters, digits, `.`, `-` and `_`.
    #[must_use]
    pub fn is_valid(name: &str) -> bool {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    }

    /// Whether it allows to read and nothing else.
    #[must_use]
    pub fn only_reads(&self) -> bool {
        self.operation.starts_with("Read") && !self.writes()
    }

    /// Whether it allows to change something.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.operation.contains("Write") || matches!(self.operation, "Manage" | "FullControl" | "Submit")
    }

    /// Whether it reads all properties where `basic` reads the basic ones, with the same reach: `Mail.Read` and
    /// `Mail.ReadBasic`.
    #[must_use]
    pub fn is_whole_of(&self, basic: &PermissionName<'_>) -> bool {
        let operates = self.operation == "Read" && basic.operation == "ReadBasic";
        operates && self.resource == basic.resource && self.reach == basic.reach
    }

    /// Whether it allows all that `other` allows, by its name: the resource is the same, its operation contains the
    /// other's (`ReadWrite`, `Read`, `ReadBasic`), and its reach contains the other's (`All` contains any, `Shared`
    /// contains an empty one).
    ///
    /// For the scheme of applications, where a name without a reach means everybody, see
    /// [`Catalog::contains`](crate::Catalog::contains).
    #[must_use]
    pub fn contains(&self, other: &PermissionName<'_>) -> bool {
        // What is shared with a user, besides the user's own.
        let reaches =
            self.reach == other.reach || self.reach == "All" || (self.reach == "Shared" && other.reach.is_empty());
        reaches && self.resource == other.resource && self.operates(other)
    }

    fn operates(&self, other: &PermissionName<'_>) -> bool {
        let contained = match self.operation {
            "FullControl" => &OPERATIONS[..],
            "Manage" if MANAGED.contains(&self.resource) => &OPERATIONS[1..],
            "ReadWrite" => &OPERATIONS[2..],
            "ReadWriteBasic" | "Read" => &OPERATIONS[4..],
            _ => &[],
        };
        self.operation == other.operation || contained.contains(&other.operation)
    }
}

impl fmt::Display for PermissionName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.resource, self.operation)?;
        if self.reach.is_empty() { Ok(()) } else { write!(f, ".{}", self.reach) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containment_is_plain() {
        for (wide, narrow, expected) in [
            ("Mail.Read", "Mail.Read", true),
            ("Mail.ReadWrite", "Mail.Read", true),
            ("Mail.ReadWrite", "Mail.ReadBasic", true),
            ("Mail.ReadBasic", "Mail.Read", false),
            ("Mail.Read.Shared", "Mail.Read", true),
            ("Mail.Read", "Mail.Read.Shared", false),
            ("User.ReadWrite.All", "User.Read", true),
            ("User.Read", "User.Read.All", false),
            ("User.Read.All", "Group.Read.All", false),
            ("Group.ReadWrite.All", "Group-NestingSupport.ReadWrite.All", false),
            ("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", true),
            ("Application.ReadWrite.OwnedBy", "Application.Read.All", false),
            ("Sites.FullControl.All", "Sites.Manage.All", true),
            ("Sites.Manage.All", "Sites.ReadWrite.All", true),
            ("Sites.ReadWrite.All", "Sites.Manage.All", false),
            ("Sites.FullControl.All", "Sites.Selected", false),
            ("Bookings.Manage.All", "Bookings.ReadWrite.All", true),
            ("PrintJob.Manage.All", "PrintJob.ReadWrite.All", false),
            ("PrintJob.FullControl.All", "PrintJob.Manage.All", true),
            ("EduAssignments.ReadWrite", "EduAssignments.ReadWriteBasic", true),
            ("EduAssignments.ReadWriteBasic", "EduAssignments.ReadBasic", true),
            ("EduAssignments.ReadWriteBasic", "EduAssignments.Read", false),
            ("EduAssignments.Read", "EduAssignments.ReadWriteBasic", false),
            ("Mail.ReadBasic.All", "Mail.ReadBasic.Shared", true),
            ("Mail.Read.Shared", "Mail.Read.All", false),
            ("Policy.Read.All", "Policy.Read.ConditionalAccess", true),
            ("TeamsTab.ReadWrite.All", "TeamsTab.ReadWrite.Group", true),
            ("Group.ReadWrite.All", "Group.Create", false),
            ("Directory.ReadWrite.All", "User.Read.All", false),
            ("group.Read.All", "Group.Read.All", false),
            ("Calls.Manage.All", "Calls.Read.All", false),
            ("Mail.ReadWrite", "Mail.Send", false),
            ("Mail.Send.Shared", "Mail.Send", true),
        ] {
            let name = |text| PermissionName::parse(text).unwrap();
            assert_eq!(name(wide).contains(&name(narrow)), expected, "{wide} {narrow}");
        }
    }

    #[test]
    fn what_has_no_parts_is_no_such_name() {
        for name in ["openid", "", "Mail Read.All", "Mäil.Read"] {
            assert_eq!(PermissionName::parse(name), None, "{name}");
        }
    }
}
