//! What the macros cost a user's build: `cargo check` over five hundred actions, checked and `unchecked`, and over
//! fifty structs, with `#[graph_entity]` and with serde's derives.
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

/// Types of Graph, each with ten properties.
const TYPES: [(&str, [&str; 10]); 5] = [
    (
        "message",
        [
            "id: String",
            "subject: Option<String>",
            "body_preview: Option<String>",
            "is_read: Option<bool>",
            "is_draft: Option<bool>",
            "web_link: Option<String>",
            "conversation_id: Option<String>",
            "has_attachments: Option<bool>",
            "change_key: Option<String>",
            "categories: Vec<String>",
        ],
    ),
    (
        "user",
        [
            "id: String",
            "display_name: Option<String>",
            "given_name: Option<String>",
            "surname: Option<String>",
            "mail: Option<String>",
            "job_title: Option<String>",
            "department: Option<String>",
            "office_location: Option<String>",
            "account_enabled: Option<bool>",
            "business_phones: Vec<String>",
        ],
    ),
    (
        "group",
        [
            "id: String",
            "display_name: Option<String>",
            "description: Option<String>",
            "mail: Option<String>",
            "mail_enabled: Option<bool>",
            "mail_nickname: Option<String>",
            "security_enabled: Option<bool>",
            "visibility: Option<String>",
            "classification: Option<String>",
            "group_types: Vec<String>",
        ],
    ),
    (
        "driveItem",
        [
            "id: String",
            "name: Option<String>",
            "size: Option<i64>",
            "web_url: Option<String>",
            "description: Option<String>",
            "e_tag: Option<String>",
            "c_tag: Option<String>",
            "web_dav_url: Option<String>",
            "created_date_time: Option<String>",
            "last_modified_date_time: Option<String>",
        ],
    ),
    (
        "plannerTask",
        [
            "id: String",
            "title: Option<String>",
            "plan_id: Option<String>",
            "bucket_id: Option<String>",
            "order_hint: Option<String>",
            "percent_complete: Option<i32>",
            "priority: Option<i32>",
            "conversation_thread_id: Option<String>",
            "has_description: Option<bool>",
            "reference_count: Option<i32>",
        ],
    ),
];
const STRUCTS: u32 = 50;
const RUNS: usize = 7;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check");
    let checked = package(&folder, "checked", &actions("broad = \"a benchmark\""));
    let unchecked = package(&folder, "unchecked", &actions("unchecked = \"a benchmark\""));
    let [checked, unchecked] = compare([&checked, &unchecked]);
    println!(
        "{ACTIONS} actions: checked {checked:?}, unchecked {unchecked:?}, so the catalog costs {:?}",
        checked.saturating_sub(unchecked)
    );
    let entities = package(&folder, "entities", &structs(true));
    let derived = package(&folder, "derived", &structs(false));
    let [entities, derived] = compare([&entities, &derived]);
    println!(
        "{STRUCTS} structs: entities {entities:?}, serde's derives {derived:?}, so entities cost {:.2} of the derives",
        entities.as_secs_f64() / derived.as_secs_f64()
    );
}

/// The times of two packages, in turn.
fn compare(packages: [&PathBuf; 2]) -> [Duration; 2] {
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
    times.map(median)
}

fn package(folder: &Path, name: &str, source: &str) -> PathBuf {
    let package = folder.join(name);
    fs::create_dir_all(package.join("src")).expect("the target folder can be written");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ngraph-action = {{ path = {runtime:?} }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\n[workspace]\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).expect("the target folder can be written");
    fs::write(package.join("src/lib.rs"), source).expect("the target folder can be written");
    package
}

fn actions(option: &str) -> String {
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
    source + "}\n"
}

/// As a user would write them by hand, or as entities. Both read the runtime, which a user's crate needs for its calls.
fn structs(are_entities: bool) -> String {
    let mut source = "use graph_action as _;\n".to_owned();
    for at in 0..STRUCTS {
        let (ty, fields) = TYPES[at as usize % TYPES.len()];
        source.push_str(&if are_entities {
            format!("#[graph_action::graph_entity(\"{ty}\")]\n")
        } else {
            "#[derive(serde::Serialize, serde::Deserialize)]\n#[serde(rename_all = \"camelCase\")]\n".to_owned()
        });
        source.push_str(&format!("pub struct Struct{at} {{\n"));
        for field in fields {
            if !are_entities && field.contains("Option") {
                source.push_str("#[serde(default, skip_serializing_if = \"Option::is_none\")]\n");
            } else if !are_entities && field.contains("Vec") {
                source.push_str("#[serde(default)]\n");
            }
            source.push_str(&format!("pub {field},\n"));
        }
        source.push_str("}\n");
    }
    source
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
