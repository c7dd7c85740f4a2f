//! What every subcommand shares: standard output, warnings, the outcome and the exit code.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text for people, and for tools that read lines.
    #[default]
    Text,
    /// JSON for programs.
    Json,
}

/// When text has colours and links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The version of the shape of JSON output. It grows when a field is removed or gets another meaning; new fields may
/// come at any time.
pub const SCHEMA_VERSION: u32 = 1;

/// The outcome of a subcommand that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to report: exit code 0.
    Fine,
    /// There is something to report: exit code 1.
    Findings,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Fine => ExitCode::SUCCESS,
            Outcome::Findings => ExitCode::from(1),
        }
    }
}

/// Why a subcommand failed: exit code 2.
#[derive(Debug)]
pub enum Failure {
    /// The arguments or the input are wrong. Each line of the message is one error.
    Input(String),
    /// Standard output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// The exit code; that of success when the reader stopped reading (`| head`).
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        if self.is_closed_pipe() { ExitCode::SUCCESS } else { ExitCode::from(2) }
    }

    /// The errors as a JSON document.
    #[must_use]
    pub fn as_json(&self) -> Value {
        errors_as_json(self.to_string().lines())
    }

    /// Whether the program that reads standard output stopped reading.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Errors as a JSON document.
#[must_use]
pub fn errors_as_json<'e>(errors: impl Iterator<Item = &'e str>) -> Value {
    json!({ "schemaVersion": SCHEMA_VERSION, "errors": errors.collect::<Vec<_>>() })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Input(message) => f.write_str(message),
            Failure::Output(error) => write!(f, "cannot write to standard output: {error}"),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Failure::Input(_) => None,
            Failure::Output(error) => Some(error),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Failure {
        Failure::Input(message)
    }
}

/// Standard output in the format that was asked for.
pub struct Output {
    format: Format,
    colours: bool,
    out: io::BufWriter<io::Stdout>,
}

impl Output {
    /// Output in a format; colours are for text only.
    #[must_use]
    pub fn new(format: Format, color: Color) -> Output {
        let is_wanted = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Output { format, colours: format == Format::Text && is_wanted, out: io::BufWriter::new(io::stdout()) }
    }

    /// How many columns the terminal has; `None` when output goes elsewhere.
    #[must_use]
    pub fn width(&self) -> Option<usize> {
        terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
    }

    /// Whether JSON was asked for.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Prints a line.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn line(&mut self, text: impl fmt::Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{text}")?)
    }

    /// Prints a heading with lines below it, and an empty line.
    pub(crate) fn section(&mut self, heading: &str, lines: &[String]) -> Result<(), Failure> {
        self.line(self.bold(heading))?;
        for line in lines {
            self.line(format!("    {line}"))?;
        }
        self.line("")
    }

    /// Prints an object as a JSON document, with the version of its shape.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn json(&mut self, mut value: Value) -> Result<(), Failure> {
        if let Value::Object(fields) = &mut value {
            fields.insert("schemaVersion".to_owned(), json!(SCHEMA_VERSION));
        }
        self.document(&value)
    }

    /// Prints a JSON document of somebody else's shape.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn document(&mut self, value: &Value) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{value:#}")?)
    }

    /// Writes all that is still buffered.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// A heading.
    #[must_use]
    pub fn bold(&self, text: &str) -> String {
        self.styled("1", text)
    }

    /// Something right.
    #[must_use]
    pub fn green(&self, text: &str) -> String {
        self.styled("32", text)
    }

    /// Something to look at.
    #[must_use]
    pub fn yellow(&self, text: &str) -> String {
        self.styled("33", text)
    }

    /// Something wrong.
    #[must_use]
    pub fn red(&self, text: &str) -> String {
        self.styled("31", text)
    }

    /// A text that a terminal shows as a link.
    #[must_use]
    pub fn link(&self, url: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\") } else { text.to_owned() }
    }

    fn styled(&self, code: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// The texts separated by commas, in lines that a terminal shows whole.
pub(crate) fn wrapped(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    const WIDTH: usize = 86;
    let mut lines: Vec<String> = Vec::new();
    let mut texts = texts.into_iter().peekable();
    while let Some(text) = texts.next() {
        let comma = if texts.peek().is_some() { "," } else { "" };
        match lines.last_mut() {
            Some(line) if line.len() + text.len() + 2 <= WIDTH => line.push_str(&format!(" {text}{comma}")),
            _ => lines.push(format!("{text}{comma}")),
        }
    }
    lines
}

/// Prints a warning on standard error, where it does not mix with results.
#[allow(clippy::print_stderr, reason = "a command prints its warnings on standard error")]
pub(crate) fn warn(message: &str) {
    eprintln!("warning: {message}");
}
