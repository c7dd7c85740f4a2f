//! What the catalog costs a user's build: `cargo check` over five hundred actions, checked and `unchecked`.
//!
//! `cargo bench -p graph-action-tests --bench check`

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Real operations of different depth; each is declared many times.
const OPERATIONS: [(&str, &str, &str, &str); 10] = [
    ("POST", "/messages/<a>/send", "Mail.Send", "()"),
    (
        "GET",
        "/messages?$filter=isRead eq false and contains(subject,'<a>')&$select=id,subject,from&$top=<b>",
        "Mail.ReadBasic",
        "Page<String>",
    ),
    ("GET", "/mailFolders/inbox/messages/<a>", "Mail.ReadBasic", "String"),
    ("POST", "/messages/<a>/move", "Mail.ReadWrite", "String"),
    (
        "GET",
        "/calendar/events?$filter=start/dateTime ge '<a>'&$orderby=start/dateTime desc",
        "Calendars.ReadBasic",
        "Page<String>",
    ),
    ("GET", "/drive/root:/<a>:/children", "Files.Read", "Page<String>"),
    ("DELETE", "/contacts/<a>", "Contacts.ReadWrite", "()"),
    ("GET", "/manager?$select=displayName&$expand=directReports($select=id,displayName)", "User.Read.All", "String"),
    ("POST", "/messages/<a>/createReply", "Mail.ReadWrite", "String"),
    ("GET", "/todo/lists/<a>/tasks?$filter=status eq 'notStarted' and importance eq <b>", "Tasks.Read", "Page<String>"),
];
const ACTIONS: usize = 500;
const RUNS: usize = 7;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check");
    let checked = package(&folder, "checked", "broad = \"a benchmark\"");
    let unchecked = package(&folder, "unchecked", "unchecked = \"a benchmark\"");
    let packages = [&checked, &unchecked];
    // The first run builds the dependencies.
    for package in packages {
        check(package);
    }
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        for (package, times) in packages.iter().zip(&mut times) {
            touch(package);
            times.push(check(package));
        }
    }
    let [checked, unchecked] = times.map(median);
    println!(
        "{ACTIONS} actions: checked {checked:?}, unchecked {unchecked:?}, so the catalog costs {:?}",
        checked.saturating_sub(unchecked)
    );
}

fn package(folder: &Path, name: &str, option: &str) -> PathBuf {
    let package = folder.join(name);
    fs::create_dir_all(package.join("src")).expect("the target folder can be written");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ngraph-action = {{ path = {runtime:?} }}\n\n[workspace]\n"
    );
    let mut source =
        "use graph_action::{Page, Result, graph_action, graph_api};\n\n#[graph_api]\npub trait Many {\n".to_owned();
    for at in 0..ACTIONS {
        let (method, path, scope, answer) = OPERATIONS[at % OPERATIONS.len()];
        let mut arguments = String::new();
        for (name, ty) in [("a", "&str"), ("b", if path.contains("$top") { "u32" } else { "&str" })] {
            if path.contains(&format!("<{name}>")) {
                arguments.push_str(&format!(", {name}: {ty}"));
            }
        }
        if path.ends_with("/move") {
            arguments.push_str(", destination_id: &str");
        }
        source.push_str(&format!(
            "#[graph_action({method}, \"{path}\", scope = \"{scope}\", {option})]\n\
             async fn action_{at}(&self{arguments}) -> Result<{answer}>;\n"
        ));
    }
    source.push_str("}\n");
    fs::write(package.join("Cargo.toml"), manifest).expect("the target folder can be written");
    fs::write(package.join("src/lib.rs"), source).expect("the target folder can be written");
    package
}

fn touch(package: &Path) {
    let file = package.join("src/lib.rs");
    let source = fs::read_to_string(&file).expect("it was written");
    fs::write(file, source).expect("it was written");
}

fn check(package: &Path) -> Duration {
    let start = Instant::now();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(package.join("../target"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
