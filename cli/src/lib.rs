//! The subcommands of `graph-action`, one module each, with what they share.

pub mod check;
mod data_line;
pub mod explain;
mod facts;
pub mod import;
mod input;
pub mod lsp;
mod names;
pub mod new;
mod operation;
pub mod output;
pub mod pages;
pub mod path;
mod reserved;
mod root;
mod scheme;
pub mod scopes;
pub mod search;
mod sketch;
mod types;
mod uses;
mod values;
mod verbs;
