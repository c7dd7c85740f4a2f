//! How long completion takes at the end of listed addresses: `cargo bench -p graph-action-cli`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and stops at what is wrong with it")]

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/common/editor.rs"]
mod editor;

use std::time::{Duration, Instant};

use editor::Editor;
use graph_action_catalog::Catalog;
use serde_json::json;

/// Every seventh address is asked.
const STEP: usize = 7;

fn main() {
    let catalog = Catalog::embedded();
    let mut editor = Editor::start(json!({}));
    let mut times: Vec<Duration> = Vec::new();
    for line in catalog.operation_facts().step_by(STEP) {
        let address = line.split(' ').next().unwrap_or_default().replace("{}", "<id>");
        let marked = format!("#[graph_action(GET, \"{address}/‸\", root = service)]");
        let at = editor.open("file:///nowhere/src/a.rs", &marked);
        let start = Instant::now();
        editor.ask("textDocument/completion", at);
        times.push(start.elapsed());
    }
    editor.end();
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{} completions: median {:?}, p99 {:?}, most {:?}", times.len(), at(50), at(99), at(100));
}
