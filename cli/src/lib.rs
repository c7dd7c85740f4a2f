//! The subcommands of `graph-action`, one module each, with what they share.

pub mod check;
mod data_line;
pub mod explain;
mod facts;
pub mod import;
#[allow(unreachable_pub, reason = "its names are `pub`, though only this crate uses them")]
mod names;
pub mod new;
#[allow(unreachable_pub, reason = "its names are `pub`, though only this crate uses them")]
mod operation;
pub mod output;
pub mod path;
mod reserved;
#[allow(unreachable_pub, reason = "its names are `pub`, though only this crate uses them")]
mod root;
mod scheme;
pub mod scopes;
pub mod search;
#[allow(unreachable_pub, reason = "its names are `pub`, though only this crate uses them")]
mod sketch;
mod types;
mod values;
mod verbs;
