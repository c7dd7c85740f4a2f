//! The permissions that a token is requested for.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::call::action::Action;

/// The names of permissions of both flows. The cache keeps tokens apart by them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Permissions {
    /// Delegated permissions, for a signed-in user.
    pub(crate) scopes: Names,
    /// Application permissions.
    pub(crate) app_scopes: Names,
}

type Names = Cow<'static, [&'static str]>;

impl Permissions {
    /// The permissions that an action declares.
    pub(crate) fn of(action: &'static Action) -> Self {
        Self { scopes: Cow::Borrowed(action.scopes()), app_scopes: Cow::Borrowed(action.app_scopes()) }
    }

    /// All of these, sorted, each once: the permissions of a batch.
    pub(crate) fn union<'a>(all: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let scopes: BTreeSet<_> = all.clone().flat_map(|one| one.scopes.iter().copied()).collect();
        let app_scopes: BTreeSet<_> = all.flat_map(|one| one.app_scopes.iter().copied()).collect();
        Self { scopes: scopes.into_iter().collect(), app_scopes: app_scopes.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_needs_what_its_calls_need() {
        let read = Permissions { scopes: ["Mail.Read"][..].into(), app_scopes: ["Mail.ReadAll"][..].into() };
        let send = Permissions { scopes: ["Mail.Send", "Mail.Read"][..].into(), app_scopes: Cow::default() };
        let both = Permissions::union([&read, &send, &read].into_iter());
        assert_eq!(*both.scopes, ["Mail.Read", "Mail.Send"]);
        assert_eq!(*both.app_scopes, ["Mail.ReadAll"]);
        assert_eq!(both, Permissions::union([&send, &read].into_iter()), "the order does not matter");
        assert_eq!(Permissions::union([].into_iter()), Permissions::default());
    }
}
