//! Which permissions cover which call, and how Graph refuses the rest.
//!
//! The names are those of Microsoft's published permission list (microsoftgraph/microsoft-graph-devx-content,
//! `permissions/new/permissions.json`, state of 2026-08-07), for work accounts and applications. The list leaves
//! `Mail.ReadWrite` out at `GET …/messages/{id}`, where the service takes it.

use crate::{error::GraphError, token::Access};

/// The permissions of which any one covers a call.
#[derive(Debug)]
pub(crate) struct Permissions {
    delegated: &'static [&'static str],
    application: &'static [&'static str],
    /// Mail, files and directory refuse in different words.
    refusal: Refusal,
}

#[derive(Debug)]
enum Refusal {
    Mail,
    Files,
    Directory,
}

pub(crate) const READ_BASIC_MAIL: Permissions = Permissions {
    delegated: &["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"],
    application: &["Mail.ReadBasic.All", "Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"],
    refusal: Refusal::Mail,
};

pub(crate) const READ_MAIL: Permissions = Permissions {
    delegated: &["Mail.Read", "Mail.ReadWrite"],
    application: &["Mail.Read", "Mail.ReadWrite"],
    refusal: Refusal::Mail,
};

pub(crate) const WRITE_MAIL: Permissions =
    Permissions { delegated: &["Mail.ReadWrite"], application: &["Mail.ReadWrite"], refusal: Refusal::Mail };

pub(crate) const SEND_MAIL: Permissions =
    Permissions { delegated: &["Mail.Send"], application: &["Mail.Send"], refusal: Refusal::Mail };

pub(crate) const READ_FILES: Permissions = Permissions {
    delegated: &[
        "Files.Read",
        "Files.ReadWrite",
        "Files.Read.All",
        "Files.ReadWrite.All",
        "Sites.Read.All",
        "Sites.ReadWrite.All",
    ],
    application: &["Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"],
    refusal: Refusal::Files,
};

pub(crate) const WRITE_FILES: Permissions = Permissions {
    delegated: &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"],
    application: &["Files.ReadWrite.All", "Sites.ReadWrite.All"],
    refusal: Refusal::Files,
};

/// `POST /teams`, and reading what came of it.
pub(crate) const CREATE_TEAM: Permissions = Permissions {
    delegated: &["Team.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
    application: &["Team.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
    refusal: Refusal::Directory,
};

/// Copying notebooks, and reading what came of it.
pub(crate) const WRITE_NOTES: Permissions = Permissions {
    delegated: &["Notes.Create", "Notes.ReadWrite", "Notes.ReadWrite.All"],
    application: &["Notes.ReadWrite.All"],
    refusal: Refusal::Directory,
};

/// `GET /me` and `GET /users/{id}`.
pub(crate) const READ_USER: Permissions = Permissions {
    delegated: &[
        "User.Read",
        "User.ReadWrite",
        "User.ReadBasic.All",
        "User.Read.All",
        "User.ReadWrite.All",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
    ],
    application: READ_ALL_USERS,
    refusal: Refusal::Directory,
};

/// `GET /users`.
pub(crate) const READ_USERS: Permissions =
    Permissions { delegated: READ_ALL_USERS, application: READ_ALL_USERS, refusal: Refusal::Directory };

const READ_ALL_USERS: &[&str] =
    &["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

impl Permissions {
    /// Whether the token carries one of these.
    pub(crate) fn cover(&self, access: &Access) -> bool {
        let (held, covering) = match access {
            Access::Unlimited => return true,
            Access::Delegated(held) => (held, self.delegated),
            Access::Application(held) => (held, self.application),
        };
        held.iter().any(|held| {
            // A scope may be written with its resource in front.
            let name = held.strip_prefix("https://graph.microsoft.com/").unwrap_or(held);
            covering.iter().any(|covering| covering.eq_ignore_ascii_case(name))
        })
    }

    /// Graph's 403 when the token carries none of these.
    pub(crate) fn check(&self, access: &Access) -> Result<(), GraphError> {
        if self.cover(access) {
            return Ok(());
        }
        Err(match self.refusal {
            Refusal::Mail => {
                GraphError::new(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
            }
            Refusal::Files => GraphError::new(403, "accessDenied", "Access denied"),
            Refusal::Directory => GraphError::new(
                403,
                "Authorization_RequestDenied",
                "Insufficient privileges to complete the operation.",
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flow_decides() {
        let delegated = |name: &str| Access::Delegated(vec![name.to_owned()]);
        let application = |name: &str| Access::Application(vec![name.to_owned()]);
        assert!(SEND_MAIL.cover(&Access::Unlimited));
        assert!(SEND_MAIL.cover(&delegated("Mail.Send")));
        assert!(SEND_MAIL.cover(&delegated("https://graph.microsoft.com/Mail.Send")));
        assert!(!SEND_MAIL.cover(&delegated("Mail.ReadWrite")));
        assert!(READ_USER.cover(&delegated("User.Read")));
        assert!(!READ_USER.cover(&application("User.Read")));
        assert_eq!(READ_USERS.check(&delegated("Mail.Send")).unwrap_err().code, "Authorization_RequestDenied");
    }
}
