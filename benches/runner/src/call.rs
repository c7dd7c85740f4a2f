//! What a call costs: instructions, allocations, time and memory.

use std::path::Path;
use std::process::Command;

use crate::command::{cargo, home, run, target};
use crate::server::Server;
use crate::table::{print, ratio};
use crate::{CLIENTS, Result};

/// The calls, and how many of them are counted under valgrind.
const CALLS: [(&str, &str, usize); 4] = [
    ("send", "POST without a body, 202", 1000),
    ("list", "GET of a page of 10 items", 1000),
    ("body", "POST of JSON, 201 with JSON", 1000),
    ("page", "GET of a page of 1,000 items", 50),
];
/// How often each client is timed. They take turns, so that what else the machine does hits all.
const ROUNDS: usize = 5;

/// The figures of one client.
#[derive(Default)]
struct Figures {
    /// `None` without valgrind.
    instructions: Option<u64>,
    allocations: u64,
    bytes: u64,
    heap: u64,
    resident: u64,
    nanoseconds: Vec<u64>,
}

pub fn measure() -> Result<()> {
    let target = target()?;
    eprintln!("building all clients");
    // One after the other, so that none gets the features of another's dependencies.
    for package in CLIENTS.map(|(package, _)| package).into_iter().chain(["server"]) {
        let mut build = cargo(&home(), &["build", "--release", "--locked", "--quiet", "--package", package]);
        run(build.arg("--target-dir").arg(&target))?;
    }
    let folder = target.join("release");
    let server = Server::start(&folder.join("server"))?;
    for (call, title, count) in CALLS {
        let mut figures: [Figures; CLIENTS.len()] = Default::default();
        for (figures, (package, _)) in figures.iter_mut().zip(CLIENTS) {
            eprintln!("counting `{call}` of {package}");
            figures.instructions = instructions(&folder.join(package), &server.url, call, count)?;
        }
        for _ in 0..ROUNDS {
            for (figures, (package, _)) in figures.iter_mut().zip(CLIENTS) {
                figures.time(&folder.join(package), &server.url, call, count)?;
            }
        }
        println!("`{call}`: {title}\n");
        show(&mut figures);
    }
    headers(&folder, &server)
}

impl Figures {
    /// Runs a client as it is, and takes what it says of itself.
    fn time(&mut self, program: &Path, url: &str, call: &str, count: usize) -> Result<()> {
        let (output, _) = run(Command::new(program).args([url, call, &count.to_string()]))?;
        for line in String::from_utf8(output.stdout)?.lines() {
            let (name, number) = line.split_once(' ').ok_or("a client prints names and numbers")?;
            let number = number.parse()?;
            match name {
                "allocations" => self.allocations = number,
                "bytes" => self.bytes = number,
                "heap" => self.heap = number,
                "resident" => self.resident = number,
                _ => self.nanoseconds.push(number),
            }
        }
        Ok(())
    }
}

/// The instructions of one call: what twice as many take more, divided by their number.
fn instructions(program: &Path, url: &str, call: &str, count: usize) -> Result<Option<u64>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("there is no valgrind, so instructions are not counted");
        return Ok(None);
    }
    let mut counted = [0; 2];
    for (counted, count) in counted.iter_mut().zip([count, 2 * count]) {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
        valgrind.arg(program).args([url, call, &count.to_string()]);
        let (output, _) = run(&mut valgrind)?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = text.lines().find_map(|line| line.split_once("refs:")).ok_or("valgrind says no `refs`")?;
        *counted = line.1.trim().replace(',', "").parse::<u64>()?;
    }
    Ok(Some((counted[1] - counted[0]) / count as u64))
}

fn show(figures: &mut [Figures; CLIENTS.len()]) {
    for figures in figures.iter_mut() {
        figures.nanoseconds.sort();
    }
    let first = &figures[0];
    let middle = |figures: &Figures| figures.nanoseconds[ROUNDS / 2];
    let rows = figures.iter().zip(CLIENTS).map(|(own, (_, name))| {
        let microseconds = middle(own) as f64 / 1000.0;
        let times = middle(own) as f64 / middle(first) as f64;
        vec![
            name.to_owned(),
            own.instructions.map_or("—".to_owned(), |count| ratio(count, first.instructions.unwrap_or_default())),
            ratio(own.allocations, first.allocations),
            ratio(own.bytes, first.bytes),
            format!("{microseconds:.1} µs ({times:.2}×)"),
            format!("{} kB", own.heap / 1000),
            format!("{:.1} MB", own.resident as f64 / 1e6),
        ]
    });
    let head = ["client", "instructions", "allocations", "bytes allocated", "time", "peak of heap", "peak of process"];
    print(&head, &rows.collect::<Vec<_>>());
}

/// Prints which headers each client sends, so that nobody is compared with less than it does.
fn headers(folder: &Path, server: &Server) -> Result<()> {
    println!("Headers of `send`\n");
    let mut rows = Vec::new();
    for (package, name) in CLIENTS {
        run(Command::new(folder.join(package)).args([&server.url, "send", "1"]))?;
        rows.push(vec![name.to_owned(), server.seen()?.join(", ")]);
    }
    print(&["client", "headers"], &rows);
    Ok(())
}
