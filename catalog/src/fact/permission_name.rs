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

/// What a permission allows on its resource; each contains those before it.
const READING_AND_WRITING: [&str; 3] = ["ReadBasic", "Read", "ReadWrite"];

/// The same for sites, which have two more (<https://learn.microsoft.com/graph/permissions-reference#sites-permissions>).
const ON_SITES: [&str; 5] = ["ReadBasic", "Read", "ReadWrite", "Manage", "FullControl"];

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

    /// Whether it allows to write.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.operation.contains("Write")
    }

    /// Whether it reads whole what `basic` reads the basic properties of: `Mail.Read` and `Mail.ReadBasic`.
    #[must_use]
    pub fn is_whole_of(&self, basic: &PermissionName<'_>) -> bool {
        self.resource == basic.resource && self.operation == "Read" && basic.operation == "ReadBasic"
    }

    /// Whether it allows all that `other` allows, plainly by its name: the same resource, an operation that contains the other's
    /// (`ReadWrite`, `Read`, `ReadBasic`), and a reach that contains the other's (`All` any, `Shared` what says nothing).
    #[must_use]
    pub fn contains(&self, other: &PermissionName<'_>) -> bool {
        let operations: &[&str] = if self.resource == "Sites" { &ON_SITES } else { &READING_AND_WRITING };
        let place = |operation: &str| operations.iter().position(|known| *known == operation);
        let operates = self.operation == other.operation
            || place(self.operation).zip(place(other.operation)).is_some_and(|(own, others)| own >= others);
        let reaches = self.reach == other.reach
            || self.reach == "All"
            // What is shared with a user, besides the user's own.
            || (self.reach == "Shared" && other.reach.is_empty());
        self.resource == other.resource && operates && reaches
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
