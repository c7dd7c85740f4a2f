//! What the first build of a program with the four calls costs.

use std::collections::BTreeSet;
use std::path::Path;

use crate::command::{Took, cargo, home, run, target, with_this_as_compiler};
use crate::table::{grouped, print};
use crate::{CLIENTS, Result};

pub fn measure() -> Result<()> {
    let folder = target()?.join("cold");
    // What is not here yet is downloaded before anything is timed.
    run(&mut cargo(&home(), &["fetch", "--locked"]))?;
    let mut rows = Vec::new();
    for (package, name) in CLIENTS {
        eprintln!("building {package} from nothing");
        let took = build(package, &folder)?;
        let lines = expanded(&home(), package, &folder)?;
        std::fs::remove_dir_all(&folder)?;
        rows.push(vec![
            name.to_owned(),
            format!("{:.1} s", took.wall.as_secs_f64()),
            format!("{:.1} s", took.processor.as_secs_f64()),
            crates(package)?.to_string(),
            grouped(lines),
        ]);
    }
    println!("Build: the first `cargo build` of a program with the four calls\n");
    print(&["client", "time", "time of processors", "crates", "lines of its own after expansion"], &rows);
    Ok(())
}

fn build(package: &str, folder: &Path) -> Result<Took> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let mut build = cargo(&home(), &["build", "--locked", "--offline", "--quiet", "--package", package]);
    Ok(run(build.arg("--target-dir").arg(folder))?.1)
}

/// How many crates a program consists of, with those that only its build needs.
fn crates(package: &str) -> Result<usize> {
    let (output, _) =
        run(&mut cargo(&home(), &["tree", "--package", package, "--prefix", "none", "--edges", "normal,build"]))?;
    let text = String::from_utf8(output.stdout)?;
    let names: BTreeSet<_> = text
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name, rest.split(' ').next()))
        .collect();
    Ok(names.len())
}

/// How many lines the source of a package has when its macros are expanded.
pub fn expanded(home: &Path, package: &str, folder: &Path) -> Result<u64> {
    let mut rustc = cargo(home, &["rustc", "--profile", "check", "--offline", "--quiet", "--package", package]);
    rustc.arg("--target-dir").arg(folder).args(["--", "-Zunpretty=expanded"]);
    let (output, _) = run(with_this_as_compiler(&mut rustc)?)?;
    Ok(String::from_utf8(output.stdout)?.lines().count() as u64)
}
