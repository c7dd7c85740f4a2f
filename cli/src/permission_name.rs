//! The grammar of permission names: `Mail.ReadWrite.Shared` allows a verb on a resource, within a reach.

/// A permission's name, taken apart.
#[derive(Clone, Copy)]
pub(crate) struct PermissionName<'a> {
    /// `Mail`
    resource: &'a str,
    /// What it allows, as its place in [`VERBS`].
    verb: usize,
    /// `Shared`; empty where the name has none.
    reach: &'a str,
}

/// What a permission allows; each verb includes those before it.
const VERBS: [&str; 3] = ["ReadBasic", "Read", "ReadWrite"];

impl<'a> PermissionName<'a> {
    /// `None` for a name with another verb, which does not say what it includes.
    pub(crate) fn parse(permission: &'a str) -> Option<PermissionName<'a>> {
        let (resource, rest) = permission.split_once('.')?;
        let (verb, reach) = rest.split_once('.').unwrap_or((rest, ""));
        let verb = VERBS.iter().position(|known| *known == verb)?;
        Some(PermissionName { resource, verb, reach })
    }

    /// Whether the name says that it includes `other`: the same resource, no smaller verb, no smaller reach.
    pub(crate) fn includes(self, other: PermissionName<'_>) -> bool {
        let reaches = self.reach == other.reach
            || self.reach == "All"
            // What others have shared with a user, in addition to the user's own data.
            || (self.reach == "Shared" && other.reach.is_empty());
        self.resource == other.resource && self.verb >= other.verb && reaches
    }

    /// Greater than that of every other name that it includes.
    pub(crate) fn width(self) -> (usize, u8) {
        let reach = match self.reach {
            "All" => 2,
            "Shared" => 1,
            _ => 0,
        };
        (self.verb, reach)
    }
}

/// Whether a permission allows reading basic properties only: `Mail.ReadBasic`.
pub(crate) fn is_basic(permission: &str) -> bool {
    permission.contains(".ReadBasic")
}

/// Whether a permission allows changes.
pub(crate) fn writes(permission: &str) -> bool {
    permission.contains("Write")
}

/// Whether `basic` reads the basic properties of what `whole` reads: `Mail.ReadBasic` of `Mail.Read`. With
/// `for_all_users`, as in an application's permission, a name means the same with `.All` and without.
pub(crate) fn is_basic_of(basic: &str, whole: &str, for_all_users: bool) -> bool {
    let Some((resource, reach)) = basic.split_once(".ReadBasic") else { return false };
    let Some(other) = whole.strip_prefix(resource).and_then(|rest| rest.strip_prefix(".Read")) else { return false };
    let is_all = |reach: &str| ["", ".All"].contains(&reach);
    other == reach || (for_all_users && is_all(other) && is_all(reach))
}
