//! What the `graph-action` command does, as a library: a module a subcommand, over the same catalog as the macro.

pub mod check;
pub mod explain;
pub mod facts;
pub mod import;
pub mod names;
pub mod new;
pub mod operation;
pub mod output;
pub mod path;
pub mod root;
pub mod scopes;
pub mod search;
pub mod sketch;
pub mod types;
mod values;

/// Tells people something that is not a result: on standard error, so that results can be read by programs.
#[allow(clippy::print_stderr, reason = "a command line tells people what it noticed")]
pub fn warn(message: &str) {
    eprintln!("warning: {message}");
}
