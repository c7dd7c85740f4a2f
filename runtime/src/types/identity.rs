//! Who did something.

use crate::graph_entity;

/// A user, an application or a device: Graph's `identity`.
///
/// Graph sends more for some, such as `email`: read it with a struct of your own.
#[graph_entity("identity", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The name, which may be out of date.
    pub display_name: Option<String>,
    /// The id.
    pub id: Option<String>,
}

/// Who did something, with what: Graph's `identitySet`.
#[graph_entity("identitySet", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentitySet {
    /// The application.
    pub application: Option<Identity>,
    /// The device.
    pub device: Option<Identity>,
    /// The user.
    pub user: Option<Identity>,
}
