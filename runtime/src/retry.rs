//! When a call that failed is sent again.

pub(crate) mod after;
