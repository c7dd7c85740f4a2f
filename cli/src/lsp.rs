//! `graph-action lsp`: a language server for the attributes, beside rust-analyzer.
//!
//! It judges nothing by itself: paths are parsed, walked and judged by the compiler's functions. It adds positions in
//! the text, also in code that does not parse yet, and completion.

mod attribute;
mod candidate;
mod catalogs;
mod complete;
mod document;
mod filter;
mod hover;
mod properties;
mod query;
mod repair;
mod server;

use lsp_server::Connection;

use crate::output::{Failure, Outcome};

/// Speaks the language server protocol on standard input and output until the editor ends it.
///
/// # Errors
/// When the editor breaks the protocol, or standard input or output.
pub fn run() -> Result<Outcome, Failure> {
    let (connection, threads) = Connection::stdio();
    let served = server::serve(&connection);
    drop(connection);
    threads.join()?;
    served.map_err(|error| Failure::Input(format!("the language server ended: {error}")))?;
    Ok(Outcome::Fine)
}
