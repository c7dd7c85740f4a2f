//! `check` gives a call the verdict that follows from what the compiler finds: `codegen/tests/verdicts/calls.txt` has
//! the calls with the findings of both.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use graph_action_catalog::Cloud;

use common::run;

/// The kinds of finding, the most severe first, and the verdict of each.
const KINDS: [(&str, &str); 9] = [
    ("UnknownPath", "unknown-path"),
    ("UnknownMethod", "unknown-method"),
    ("UnknownScope", "unknown-scope"),
    ("InsufficientScope", "insufficient-scope"),
    ("Unlisted", "unlisted"),
    ("AbsentInCloud", "unknown-path"),
    ("BadQuery", "bad-query"),
    ("BadShape", "bad-shape"),
    ("Overprivileged", "overprivileged"),
];

fn verdict(findings: &[&str]) -> &'static str {
    let kinds: Vec<&str> = findings.iter().map(|finding| finding.split('\t').next().unwrap_or("")).collect();
    match KINDS.iter().find(|(kind, _)| kinds.contains(kind)) {
        Some((_, verdict)) => verdict,
        None if kinds.contains(&"not listed") => "unlisted",
        None => "ok",
    }
}

/// The arguments of `check` for a call's root and options; `None` for a call that a line cannot express.
fn arguments(root: &str, scopes: &str, options: &str) -> Option<Vec<String>> {
    let mut arguments = vec!["check".to_owned()];
    let mut add = |name: &str, value: &str| arguments.extend([name.to_owned(), value.to_owned()]);
    if !root.is_empty() {
        add("--root", root);
    }
    for option in options.split(", ").filter(|option| !option.is_empty()) {
        match option {
            "beta" => add("--version", option),
            "delegated" | "application" => add("--flow", option),
            cloud if cloud.parse::<Cloud>().is_ok() => add("--cloud", option),
            _ => return None,
        }
    }
    (!scopes.contains(" / ")).then_some(arguments)
}

#[test]
fn check_and_the_compiler_agree() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/verdicts/calls.txt");
    let table = fs::read_to_string(path).unwrap();
    // One run for the calls that need the same arguments.
    let mut runs: BTreeMap<Vec<String>, Vec<(String, &str)>> = BTreeMap::new();
    let mut lines = table.lines().peekable();
    while let Some(line) = lines.next() {
        let mut fields = line.split('\t');
        let (Some(method), Some(path), Some(scopes)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let (root, path) = path.split_at(path.find('/').unwrap());
        let findings: Vec<&str> =
            std::iter::from_fn(|| lines.next_if(|line| line.starts_with('\t'))).map(|finding| &finding[1..]).collect();
        let arguments = arguments(root.trim_end_matches(':'), scopes, fields.next().unwrap_or(""));
        if let (Some(arguments), false) = (arguments, line.starts_with('#')) {
            let scopes = if scopes == "-" { "" } else { scopes };
            runs.entry(arguments).or_default().push((format!("{method}\t{path}\t{scopes}"), verdict(&findings)));
        }
    }
    let mut compared = 0;
    for (arguments, calls) in &runs {
        let input: String = calls.iter().map(|(line, _)| format!("{line}\n")).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ran = run(&arguments, input.as_bytes());
        assert_eq!(ran.out.lines().count(), calls.len(), "{arguments:?}: {}", ran.err);
        for (printed, (line, expected)) in ran.out.lines().zip(calls) {
            assert_eq!(printed.split('\t').next(), Some(*expected), "{arguments:?}: {line}: {printed}");
            compared += 1;
        }
    }
    assert!(compared >= 120, "only {compared} calls");
}
