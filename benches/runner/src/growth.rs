//! What a hundred more methods cost in `cargo check`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::Result;
use crate::cold::expanded;
use crate::command::{Took, cargo, home, run, target};
use crate::methods::{self, Source};
use crate::table::print;

/// The methods of a program of the start, and what is added.
const FEW: usize = 4;
const MORE: usize = 100;
const ROUNDS: usize = 7;

/// Makes a program with so many methods.
type Way = fn(usize) -> Source;

pub fn measure() -> Result<()> {
    let folder = target()?.join("growth");
    let ways: [(&str, Way); 5] = [
        ("by hand", methods::by_hand),
        ("graph-action", methods::graph_action),
        ("graph-action, `unchecked`", methods::graph_action_unchecked),
        ("feignhttp", methods::feignhttp),
        ("progenitor", methods::progenitor),
    ];
    let mut packages = Vec::new();
    for (number, (name, source)) in ways.into_iter().enumerate() {
        eprintln!("checking the dependencies of {name}");
        let pair = [FEW, FEW + MORE].map(|count| package(&folder, &format!("way-{number}-{count}"), &source(count)));
        let [few, many] = pair;
        let pair = [few?, many?];
        for package in &pair {
            check(package)?;
        }
        packages.push((name, pair, [Vec::new(), Vec::new()]));
    }
    for round in 0..ROUNDS {
        eprintln!("round {} of {ROUNDS}", round + 1);
        for (_, pair, times) in &mut packages {
            for (package, times) in pair.iter().zip(times) {
                times.push(check(package)?);
            }
        }
    }
    let mut rows = Vec::new();
    for (name, pair, times) in &packages {
        let [few, many] = times.each_ref().map(|times| middle(times));
        let [few_lines, many_lines] = pair.each_ref().map(|package| lines(package));
        rows.push(vec![
            (*name).to_owned(),
            format!("{} ms", few.wall.as_millis()),
            format!("{} ms", many.wall.saturating_sub(few.wall).as_millis()),
            format!("{} ms", many.processor.saturating_sub(few.processor).as_millis()),
            format!("{:.1}", (many_lines? - few_lines?) as f64 / MORE as f64),
        ]);
    }
    println!("Growth: `cargo check` of the program alone, and of {MORE} more methods\n");
    print(&["client", "with 4 methods", "100 more: time", "100 more: time of processors", "lines a method"], &rows);
    Ok(())
}

/// Writes a package of its own, with the versions of all others.
fn package(folder: &Path, name: &str, source: &Source) -> Result<PathBuf> {
    let package = folder.join(name);
    fs::create_dir_all(package.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}\n[workspace]\n",
        source.dependencies
    );
    fs::write(package.join("Cargo.toml"), manifest)?;
    fs::write(package.join("src/lib.rs"), &source.code)?;
    for (file, text) in &source.files {
        fs::write(package.join(file), text)?;
    }
    fs::copy(home().join("Cargo.lock"), package.join("Cargo.lock"))?;
    Ok(package)
}

/// Checks a package as if it had just been changed.
fn check(package: &Path) -> Result<Took> {
    let file = package.join("src/lib.rs");
    let code = fs::read_to_string(&file)?;
    fs::write(file, code)?;
    let target = package.with_file_name("target");
    Ok(run(cargo(package, &["check", "--quiet", "--offline", "--target-dir"]).arg(target))?.1)
}

fn lines(package: &Path) -> Result<u64> {
    let name = package.file_name().and_then(|name| name.to_str()).ok_or("the package has no name")?;
    expanded(package, name, &package.with_file_name("target"))
}

fn middle(times: &[Took]) -> Took {
    let middle = |time: fn(&Took) -> Duration| {
        let mut times: Vec<Duration> = times.iter().map(time).collect();
        times.sort();
        times[times.len() / 2]
    };
    Took { wall: middle(|took| took.wall), processor: middle(|took| took.processor) }
}
