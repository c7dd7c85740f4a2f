//! Tokens to syntax: what the user wrote, with its places, and no opinion on what it means.

pub(crate) mod attribute;
pub(crate) mod item;
pub(crate) mod options;
pub(crate) mod root;
pub(crate) mod scope;
pub mod template;
pub(crate) mod values;
