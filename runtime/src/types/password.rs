//! Passwords of users.

use std::fmt;

use crate::graph_entity;

/// The password of a user: Graph's `passwordProfile`. `Debug` does not show it.
#[graph_entity("passwordProfile", crate = crate)]
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PasswordProfile {
    /// The password. Graph takes it, and never sends it.
    pub password: Option<String>,
    /// Whether the user has to change it at the next sign-in.
    pub force_change_password_next_sign_in: Option<bool>,
    /// The same, and with a second factor before.
    pub force_change_password_next_sign_in_with_mfa: Option<bool>,
}

impl PasswordProfile {
    /// A password that the user has to change at the next sign-in.
    #[must_use]
    pub fn initial(password: impl Into<String>) -> Self {
        let password = Some(password.into());
        Self { password, force_change_password_next_sign_in: Some(true), ..Self::default() }
    }
}

impl fmt::Debug for PasswordProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordProfile")
            .field("password", &self.password.as_ref().map(|_| "[hidden]"))
            .field("force_change_password_next_sign_in", &self.force_change_password_next_sign_in)
            .field("force_change_password_next_sign_in_with_mfa", &self.force_change_password_next_sign_in_with_mfa)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::PasswordProfile;

    #[test]
    fn the_password_is_sent_and_not_shown() {
        let profile = PasswordProfile::initial("xWwvJ]6NMw");
        let shown = format!("{profile:?}");
        assert!(shown.contains("[hidden]") && !shown.contains("xWwvJ"), "{shown}");
        let sent = serde_json::to_value(&profile).unwrap();
        assert_eq!(sent, serde_json::json!({"password": "xWwvJ]6NMw", "forceChangePasswordNextSignIn": true}));
    }
}
