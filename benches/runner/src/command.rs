//! Runs cargo and other programs, and says how long they took.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::Result;

/// What a program took.
#[derive(Clone, Copy)]
pub struct Took {
    pub wall: Duration,
    /// The time of processors, of the program and those that it started; nothing where the system does not say.
    pub processor: Duration,
}

/// The folder of the benchmarks.
pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The target folder that this program is in.
pub fn target() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("this program is not in a target folder")?.to_owned())
}

/// Cargo in a folder, without settings of the environment that change what it builds.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(folder).args(arguments);
    for (name, _) in std::env::vars() {
        let changes = ["CARGO_PROFILE_", "CARGO_BUILD_", "CARGO_INCREMENTAL", "CARGO_TARGET_DIR", "RUSTFLAGS"];
        if changes.iter().any(|start| name.starts_with(start)) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Runs a program to its end, which must be a success.
pub fn run(command: &mut Command) -> Result<(Output, Took)> {
    let (start, before) = (Instant::now(), processor_time());
    let output = command.output().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    let took = Took { wall: start.elapsed(), processor: processor_time().saturating_sub(before) };
    if !output.status.success() {
        return Err(format!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok((output, took))
}

/// The time that all ended children of this process took.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may contain spaces. After it, `cutime` and `cstime` are 13th and 14th.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: u64 = after.split_whitespace().skip(13).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Cargo that runs this program in place of the compiler for the packages of a workspace.
pub fn with_this_as_compiler(cargo: &mut Command) -> Result<&mut Command> {
    Ok(cargo.env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?).env(COMPILER, "1"))
}

/// In place of the compiler: runs it with its unstable options, one of which prints expanded macros. Set for all of
/// cargo, they would make it build all dependencies again.
pub fn as_compiler() -> Result<Option<i32>> {
    if std::env::var_os(COMPILER).is_none() {
        return Ok(None);
    }
    let mut arguments = std::env::args_os().skip(1);
    let compiler = arguments.next().ok_or("there is no compiler")?;
    let status = Command::new(compiler).args(arguments).env("RUSTC_BOOTSTRAP", "1").status()?;
    Ok(Some(status.code().unwrap_or(1)))
}

const COMPILER: &str = "BENCHES_AS_COMPILER";
