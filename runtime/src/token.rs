//! Access tokens: where they come from, and how long they are kept.

#[cfg(feature = "azure")]
pub(crate) mod azure;
pub(crate) mod cache;
pub(crate) mod credential;
#[cfg(feature = "oauth")]
pub mod oauth;
pub(crate) mod permissions;
