//! The `graph-action` command.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use graph_action_cli::import;

/// Microsoft Graph calls, checked against Microsoft's own metadata.
#[derive(Parser)]
#[command(name = "graph-action", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes the catalog's data from the schema and permission list that Microsoft publishes.
    Import(import::Options),
}

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]
fn main() -> ExitCode {
    let Command::Import(options) = Arguments::parse().command;
    match import::run(&options) {
        Ok(summary) => {
            print!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
