//! Checked model to tokens.

pub(crate) mod action;
pub(crate) mod api;
pub(crate) mod fallback;
