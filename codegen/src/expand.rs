//! Generates code from the checked model.

pub(crate) mod action;
pub(crate) mod api;
pub(crate) mod entities;
pub(crate) mod fallback;
