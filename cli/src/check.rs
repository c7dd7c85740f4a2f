//! The subcommand `check`: reads calls, one a line, and prints a verdict for each.

mod judge;
mod line;
mod verdict;

use std::io;
use std::path::{Path, PathBuf};

use graph_action_catalog::{Cloud, Flow, Version};
use serde_json::{Value, json};

use crate::input;
use crate::output::{Failure, Outcome, Output};
use crate::root::Root;
use crate::values;
use judge::{Judge, Judgement};

pub use verdict::Verdict;

/// What to check, and by what.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Files of lines `METHOD<TAB>PATH[<TAB>SCOPE]`, or with spaces for the tabs; without any, or for `-`, standard
    /// input is read.
    pub files: Vec<PathBuf>,
    /// The version of the service that the calls are made to.
    #[arg(long, value_parser = values::version(), default_value_t)]
    pub version: Version,
    /// What the paths are relative to: service, user, group, site, drive or a type of Graph.
    #[arg(long, value_name = "ROOT", default_value = "service")]
    pub root: String,
    /// The only flow that the application has.
    #[arg(long, value_parser = values::flow())]
    pub flow: Option<Flow>,
    /// The cloud that the calls must exist in.
    #[arg(long, value_parser = values::cloud(), default_value_t)]
    pub cloud: Cloud,
}

/// Judges every line and prints `VERDICT<TAB>METHOD<TAB>PATH<TAB>detail` for each, in their order. Empty lines are
/// skipped.
///
/// # Errors
/// When an option is wrong or a file cannot be read. A malformed line is a verdict, not an error.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, Failure> {
    let catalog = crate::facts::catalog(Path::new("."))?;
    let root = Root::parse(&catalog, &options.root)?;
    let judge = Judge {
        catalog: &catalog,
        start: root.start(),
        version: options.version,
        flow: options.flow,
        cloud: options.cloud,
    };
    let mut rows: Vec<Value> = Vec::new();
    let mut outcome = Outcome::Fine;
    for (name, bytes) in texts(&options.files)? {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
            let Some(judgement) = judge.line(line) else { continue };
            if !judgement.verdict.is_fine() {
                outcome = Outcome::Findings;
            }
            if output.is_json() {
                rows.push(row(&name, number + 1, &judgement));
            } else {
                print(&judgement, output)?;
            }
        }
    }
    if output.is_json() {
        output.json(json!({ "lines": rows, "catalogDate": catalog.date() }))?;
    }
    Ok(outcome)
}

fn print(judgement: &Judgement, output: &mut Output) -> Result<(), Failure> {
    let name = judgement.verdict.as_str();
    let verdict = match judgement.verdict {
        Verdict::Ok => output.green(name),
        Verdict::Overprivileged | Verdict::Unlisted => output.yellow(name),
        _ => output.red(name),
    };
    output.line(format_args!("{verdict}\t{}\t{}\t{}", judgement.method, judgement.path, judgement.detail))
}

fn row(file: &str, number: usize, judgement: &Judgement) -> Value {
    json!({
        "file": file,
        "line": number,
        "verdict": judgement.verdict.as_str(),
        "method": judgement.method,
        "path": judgement.path,
        "detail": judgement.detail,
        "repair": judgement.repair,
    })
}

/// Every text to read, with a name for it; all are read before anything is printed.
fn texts(files: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let standard_input = [PathBuf::from("-")];
    let files = if files.is_empty() { &standard_input } else { files };
    let mut texts = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let bytes = if file.as_os_str() == "-" { input::read_all(io::stdin()) } else { input::read(file) };
        texts.push((name.clone(), bytes.map_err(|error| format!("{name}: {error}"))?));
    }
    Ok(texts)
}
