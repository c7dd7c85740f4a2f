//! Runs the emulator until it is stopped.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use graph_action_emulator::Emulator;

const USAGE: &str = "\
A loopback Microsoft Graph for tests and examples.

Usage: graph-action-emulator [--port N]

Options:
  --port N   listen on port N of 127.0.0.1; 0, the default, takes any free port
  --help     print this help

The first line of output is `listening on http://127.0.0.1:N`.
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Run { port: u16 },
    Help,
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
        Command::Run { port } => run(port),
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

fn run(port: u16) -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let emulator = Emulator::builder().port(port).recording(false).start().await?;
        let mut stdout = io::stdout();
        writeln!(stdout, "listening on {}", emulator.url())?;
        writeln!(stdout, "uploads and downloads on {}", emulator.storage_url())?;
        stdout.flush()?;
        std::future::pending().await
    })
}

fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut port = None;
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let value = match argument.split_once('=') {
            Some(("--port", value)) => Some(value.to_owned()),
            None if argument == "--port" => arguments.next(),
            None if argument == "--help" || argument == "-h" => return Ok(Command::Help),
            _ => return Err(format!("unknown argument `{argument}`")),
        };
        let value = value.ok_or("`--port` needs a number from 0 to 65535")?;
        let number = value.parse().map_err(|_| format!("`{value}` is not a port: it is a number from 0 to 65535"))?;
        if port.replace(number).is_some() {
            return Err("`--port` is given twice".to_owned());
        }
    }
    Ok(Command::Run { port: port.unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(ToString::to_string))
    }

    #[test]
    fn arguments() {
        assert_eq!(read(&[]), Ok(Command::Run { port: 0 }));
        assert_eq!(read(&["--port", "4000"]), Ok(Command::Run { port: 4000 }));
        assert_eq!(read(&["--port=4000"]), Ok(Command::Run { port: 4000 }));
        assert_eq!(read(&["--port", "1", "--help"]), Ok(Command::Help));
        for wrong in [&["--prot", "1"][..], &["--port"], &["--port", "65536"], &["4000"], &["--port=1", "--port=2"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
