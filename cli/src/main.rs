//! The `graph-action` command.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use graph_action_cli::output::{Color, Failure, Format, Outcome, Output, errors_as_json};
use graph_action_cli::{check, explain, import, lsp, new, scopes, search};

/// Microsoft Graph calls, checked against Microsoft's own metadata.
///
/// Exit codes: 0 when all is well, 1 when there are findings, 2 when the arguments or the input are wrong.
#[derive(Parser)]
#[command(name = "graph-action", version, about, long_about)]
struct Arguments {
    /// How to print results.
    #[arg(long, global = true, value_enum, default_value_t)]
    format: Format,
    /// When to use colours and links.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks calls: lines with a method, a path and optional permissions.
    Check(check::Options),
    /// Explains an operation, with the annotated method that calls it, or a type of Graph, with the struct for it.
    Explain(explain::Options),
    /// Finds operations by what people call them.
    Search(search::Options),
    /// Prints a trait for operations, with structs for the values that they send and receive.
    New(new::Options),
    /// Prints the permissions that the actions of a crate need.
    Scopes(scopes::Options),
    /// Makes the catalog's data from the schema and permission list that Microsoft publishes.
    Import(Box<import::Options>),
    /// Serves an editor: completion, explanations and repairs in the attributes.
    Lsp {
        /// Standard input and output are used in any case; some editors say so.
        #[arg(long)]
        stdio: bool,
    },
    /// Prints completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Prints the manual page, or writes one for each subcommand into a directory.
    Man {
        /// The directory, which must exist.
        directory: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return wrong_arguments(&error),
    };
    match run(&arguments) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            if !failure.is_closed_pipe() {
                print(&failure, arguments.format);
            }
            failure.exit_code()
        }
    }
}

#[allow(clippy::print_stderr, reason = "a command prints its errors on standard error")]
fn print(failure: &Failure, format: Format) {
    match format {
        Format::Text => failure.to_string().lines().for_each(|line| eprintln!("error: {line}")),
        Format::Json => eprintln!("{:#}", failure.as_json()),
    }
}

/// Help, the version, or what is wrong with the arguments; that as JSON, where JSON was asked for.
#[allow(clippy::print_stderr, reason = "a command prints its errors on standard error")]
fn wrong_arguments(error: &clap::Error) -> ExitCode {
    let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let words: Vec<String> = std::env::args().collect();
    let wants_json =
        words.windows(2).any(|pair| pair == ["--format", "json"]) || words.iter().any(|word| word == "--format=json");
    if wants_json && !is_answer {
        let text = error.to_string();
        let text = text.trim_start_matches("error: ");
        eprintln!("{:#}", errors_as_json(std::iter::once(text.trim_end())));
        return ExitCode::from(2);
    }
    // There is no other place to report that standard error is closed.
    let _ = error.print();
    if is_answer { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut output = Output::new(arguments.format, arguments.color);
    let outcome = match &arguments.command {
        Command::Check(options) => check::run(options, &mut output),
        Command::Explain(options) => explain::run(options, &mut output),
        Command::Search(options) => search::run(options, &mut output),
        Command::New(options) => new::run(options, &mut output),
        Command::Scopes(options) => scopes::run(options, &mut output),
        Command::Import(options) => import::print(options, &mut output),
        Command::Lsp { stdio: _ } => lsp::run(),
        Command::Completions { shell } => {
            // It takes a writer that cannot fail.
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "graph-action", &mut script);
            io::stdout().write_all(&script)?;
            Ok(Outcome::Fine)
        }
        Command::Man { directory } => manual(directory.as_deref()),
    }?;
    output.finish()?;
    Ok(outcome)
}

/// Prints the manual page, or writes those of all subcommands.
fn manual(directory: Option<&Path>) -> Result<Outcome, Failure> {
    match directory {
        None => clap_mangen::Man::new(Arguments::command()).render(&mut io::stdout())?,
        Some(directory) => clap_mangen::generate_to(Arguments::command(), directory)
            .map_err(|error| format!("{}: {error}", directory.display()))?,
    }
    Ok(Outcome::Fine)
}
