//! Access tokens: credentials, and the cache of their tokens.

#[cfg(feature = "azure")]
pub(crate) mod azure;
pub(crate) mod cache;
pub(crate) mod credential;
#[cfg(feature = "oauth")]
pub mod oauth;
pub(crate) mod permissions;
