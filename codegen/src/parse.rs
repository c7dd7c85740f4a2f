//! Parses tokens into syntax: what the user wrote, with spans, and without checking what it means.

pub(crate) mod attribute;
pub(crate) mod item;
pub(crate) mod options;
pub(crate) mod root;
pub(crate) mod scope;
pub mod template;
pub(crate) mod values;
