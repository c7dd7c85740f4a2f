//! Runs the emulator until it is stopped.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use graph_action_emulator::Emulator;
use serde_json::Value;

const USAGE: &str = "\
A loopback Microsoft Graph for tests and examples.

Usage: graph-action-emulator [options]

Options:
  --port N      listen on port N of 127.0.0.1; 0, the default, takes any free port
  --tenant      start with ten users, groups, a team, sites, events and more
  --empty       start without users
  --seed FILE   add what a JSON object of paths holds: {\"/groups\": [{\"displayName\": \"Sales\"}]}
  --state FILE  start with what FILE holds, and write it every second in which something has changed
  --help        print this help

The first line of output is `listening on http://127.0.0.1:N`. GET /__emulator shows what happens.
";

/// How many requests the page shows and the memory keeps.
const REQUESTS: usize = 200;

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Run(Settings),
    Help,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Settings {
    port: Option<u16>,
    tenant: bool,
    empty: bool,
    seed: Option<PathBuf>,
    state: Option<PathBuf>,
}

fn main() -> ExitCode {
    let command = match parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(message) => {
            let _ = write!(io::stderr(), "error: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help => io::stdout().write_all(USAGE.as_bytes()).map_err(Into::into),
        Command::Run(settings) => run(settings),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
            let _ = writeln!(io::stderr(), "error: {error}{cause}");
            ExitCode::FAILURE
        }
    }
}

fn run(settings: Settings) -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let kept = settings.state.as_deref().filter(|file| file.exists()).map(read).transpose()?;
        let mut builder = Emulator::builder().port(settings.port.unwrap_or(0)).recording_last(REQUESTS);
        if settings.empty || kept.is_some() {
            builder = builder.empty();
        } else if settings.tenant {
            builder = builder.tenant();
        }
        let emulator = builder.start().await?;
        if let Some(kept) = kept {
            emulator.seed_all(kept)?;
        }
        if let Some(file) = &settings.seed {
            emulator.seed_all(read(file)?)?;
        }
        let mut stdout = io::stdout();
        let lines = format!("listening on {}\nuploads and downloads on {}\n", emulator.url(), emulator.storage_url());
        // At once: who reads the first line only and closes the pipe must not stop the emulator at the second.
        stdout.write_all(lines.as_bytes())?;
        stdout.flush()?;
        match settings.state {
            Some(file) => keep(&emulator, &file).await,
            None => std::future::pending().await,
        }
    })
}

/// A file with a seed.
fn read(file: &Path) -> Result<Value, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?)
}

/// Writes what the emulator holds every second in which it has changed.
async fn keep(emulator: &Emulator, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut written = None;
    loop {
        let version = emulator.version();
        if written != Some(version) {
            // A reader finds the old file or the new one, never half of it.
            let fresh = file.with_extension("new");
            fs::write(&fresh, serde_json::to_vec_pretty(&emulator.snapshot())?)?;
            fs::rename(&fresh, file)?;
            written = Some(version);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut settings = Settings::default();
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        let mut value = || value.clone().or_else(|| arguments.next());
        match name.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--tenant" => settings.tenant = true,
            "--empty" => settings.empty = true,
            "--port" => {
                let value = value().ok_or("`--port` needs a number from 0 to 65535")?;
                let number =
                    value.parse().map_err(|_| format!("`{value}` is not a port: it is a number from 0 to 65535"))?;
                once(&mut settings.port, number, &name)?;
            }
            "--seed" => once(&mut settings.seed, value().ok_or("`--seed` needs a file")?.into(), &name)?,
            "--state" => once(&mut settings.state, value().ok_or("`--state` needs a file")?.into(), &name)?,
            _ => return Err(format!("unknown argument `{name}`")),
        }
    }
    if settings.tenant && settings.empty {
        return Err("`--tenant` and `--empty` exclude each other".to_owned());
    }
    Ok(Command::Run(settings))
}

fn once<T>(place: &mut Option<T>, value: T, name: &str) -> Result<(), String> {
    if place.replace(value).is_some() { Err(format!("`{name}` is given twice")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(ToString::to_string))
    }

    #[test]
    fn arguments() {
        let port = |port| Ok(Command::Run(Settings { port, ..Settings::default() }));
        assert_eq!(read(&[]), port(None));
        assert_eq!(read(&["--port", "4000"]), port(Some(4000)));
        assert_eq!(read(&["--port=4000"]), port(Some(4000)));
        let all = ["--tenant", "--seed", "a.json", "--state=b.json"];
        let settings =
            Settings { tenant: true, seed: Some("a.json".into()), state: Some("b.json".into()), ..Settings::default() };
        assert_eq!(read(&all), Ok(Command::Run(settings)));
        assert_eq!(read(&["--port", "1", "--help"]), Ok(Command::Help));
        for wrong in [
            &["--prot", "1"][..],
            &["--seed"],
            &["--tenant", "--empty"],
            &["--port"],
            &["--port", "65536"],
            &["4000"],
            &["--port=1", "--port=2"],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
