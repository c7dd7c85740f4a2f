//! The verdicts on calls, as a table: `calls.txt` has the calls and what is found, by Microsoft's documentation.
//!
//! A call is a line of four fields, separated by tabs: method, path, permissions, options. The path has its root in
//! front (`user:/messages`), none for the service. The permissions are separated by commas, `none` for an empty list,
//! `-` when they are not asked for, `A / B` for one list in each flow. The options are separated by commas: version,
//! flow, cloud, `unlisted`, `advanced` or `not advanced`, `whole` (all that Graph requires must be there), what is sent
//! (`nothing`, `json`, `json:bool`, `raw`, `(name name:bool)`), the arguments of the query (`<top:&str filter?:&str>`),
//! what is returned (`-> ()`, `-> value`, `-> list`, `-> Page`, `-> bool`). Below a call, a line for each finding has:
//! kind, problem, place, first suggestion, repair.
//!
//! `BLESS=1 cargo test -p graph-action-codegen --test verdicts` writes the findings anew, to be reviewed.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod call;
mod repair;

use std::collections::BTreeSet;
use std::path::Path;

use graph_action_catalog::Catalog;
use graph_action_codegen::verdict::{Finding, Kind, Place, Problem, judge};

use call::Call;

const CALLS: &str = include_str!("calls.txt");

/// A list of all variants, and a function that names a value's variant: with a new one it does not compile.
macro_rules! variants {
    ($ty:ident, $all:ident, $name:ident: $($variant:ident)*) => {
        const $all: &[&str] = &[$(stringify!($variant)),*];

        fn $name(value: &$ty) -> &'static str {
            match value {
                $($ty::$variant { .. } => stringify!($variant)),*
            }
        }
    };
}

variants! { Problem, PROBLEMS, problem:
    NoSignedInUser UnknownPath MethodNotTaken Unlisted NeedlessUnlisted UnknownPermission FlowNotSupported
    InsufficientPermissions TooBroad NeedlessPermission UnknownParameter MissingParameters NotAParameter NoBodyTaken
    BodyOfParameters NoReply ListOfCollection MissingCast PropertyNeedsMore BodyMissing ScalarBody ParameterType
    ReplyShape Query ArgumentType OptionalPart OptionalOption OptionalParameter MissingOptions NoDate NeedsAdvanced
    AbsentInCloud Deprecated OnlyListed OtherSpelling UnknownContainment PathLiteral OptionOfCollection
}

variants! { Kind, KINDS, kind:
    UnknownPath UnknownMethod Unlisted UnknownScope InsufficientScope Overprivileged BadShape BadQuery
    AbsentInCloud Deprecated NeedlessUnlisted Note
}

fn place(place: &Place) -> String {
    match place {
        Place::Path => "path".to_owned(),
        Place::Segment(at) => format!("segment {at}"),
        Place::QueryOption(name) => format!("query {name}"),
        Place::Method => "method".to_owned(),
        Place::Scope(name) => format!("scope {}", name.as_deref().unwrap_or("")).trim_end().to_owned(),
        Place::Argument(name) => format!("argument {name}"),
        Place::Body => "body".to_owned(),
        Place::Result => "result".to_owned(),
    }
}

fn row(finding: &Finding) -> String {
    let suggestion = finding.suggestions.first().map_or("-", String::as_str);
    let repair = finding.repair.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    let fields = [kind(&finding.kind()), problem(&finding.problem), &place(&finding.place), suggestion, &repair];
    format!("\t{}", fields.join("\t"))
}

/// What is found, a line each.
fn found(catalog: &Catalog, call: &Call) -> Vec<String> {
    let verdict = judge(catalog, &call.question());
    verdict.findings.iter().map(row).collect()
}

#[test]
fn every_call_gets_the_verdict_of_the_table() {
    let catalog = Catalog::embedded();
    let (mut written, mut wrong, mut calls) = (String::new(), Vec::new(), 0);
    let mut lines = CALLS.lines().peekable();
    while let Some(line) = lines.next() {
        written.push_str(&format!("{line}\n"));
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        calls += 1;
        let expected: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| line.starts_with('\t'))).collect();
        let found = found(&catalog, &Call::parse(line));
        written.extend(found.iter().map(|row| format!("{row}\n")));
        if found != expected {
            wrong.push(format!("{line}\n  found:\n{}\n  expected:\n{}", found.join("\n"), expected.join("\n")));
        }
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/calls.txt"), written).unwrap();
    } else {
        assert!(wrong.is_empty(), "{} of {calls} calls:\n{}", wrong.len(), wrong.join("\n"));
    }
    assert!(calls >= 150, "only {calls} calls");
}

#[test]
fn every_problem_and_kind_has_a_row() {
    let rows = CALLS.lines().filter_map(|line| line.strip_prefix('\t'));
    let fields: BTreeSet<&str> = rows.flat_map(|row| row.split('\t').take(2)).collect();
    let missing: Vec<_> = PROBLEMS.iter().chain(KINDS).filter(|name| !fields.contains(**name)).collect();
    assert!(missing.is_empty(), "no row has {missing:?}");
}
