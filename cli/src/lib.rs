//! What the `graph-action` command does, as a library.

pub mod import;
pub mod template;
