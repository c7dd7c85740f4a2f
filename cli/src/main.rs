//! The `graph-action` command.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use graph_action_cli::output::{Failure, Format, Outcome, Output};
use graph_action_cli::{check, explain, import, new, scopes, search};

/// Microsoft Graph calls, checked against Microsoft's own metadata.
///
/// Exit codes: 0 when all is well, 1 when there are findings, 2 when the arguments or the input are wrong.
#[derive(Parser)]
#[command(name = "graph-action", version, about, long_about)]
struct Arguments {
    /// How to print results.
    #[arg(long, global = true, value_enum, default_value_t)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks calls: lines with a method, a path and optional permissions.
    Check(check::Options),
    /// Explains an operation: its parameters, result and permissions, and the annotated method that calls it.
    Explain(explain::Options),
    /// Finds operations by words of their paths, types and actions.
    Search(search::Options),
    /// Prints a trait for operations, with structs for the values that they send and receive.
    New(new::Options),
    /// Prints the permissions that the actions of a crate need.
    Scopes(scopes::Options),
    /// Makes the catalog's data from the schema and permission list that Microsoft publishes.
    Import(Box<import::Options>),
}

#[allow(clippy::print_stderr, reason = "a command prints its errors on standard error")]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            if !failure.is_closed_pipe() {
                failure.to_string().lines().for_each(|line| eprintln!("error: {line}"));
            }
            failure.exit_code()
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut output = Output::new(arguments.format);
    let outcome = match &arguments.command {
        Command::Check(options) => check::run(options, &mut output),
        Command::Explain(options) => explain::run(options, &mut output),
        Command::Search(options) => search::run(options, &mut output),
        Command::New(options) => new::run(options, &mut output),
        Command::Scopes(options) => scopes::run(options, &mut output),
        Command::Import(options) => import::print(options, &mut output),
    }?;
    output.finish()?;
    Ok(outcome)
}
