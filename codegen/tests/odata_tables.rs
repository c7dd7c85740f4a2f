//! Query options that Graph takes, as Microsoft's documentation has them, and ones that it refuses, with their repair.
//!
//! `odata/accepted.tsv` has a row for each accepted option: type, option, value. They are from
//! <https://learn.microsoft.com/graph/filter-query-parameter>, `query-parameters`, `search-query-parameter`,
//! `aad-advanced-queries` and the reference of the resources, or vary these. `odata/refused.tsv` has: type, option,
//! kind of finding, value, and the repair if there is one.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use graph_action_catalog::Catalog;
use graph_action_codegen::odata::{Source, judge};

const ACCEPTED: &str = include_str!("odata/accepted.tsv");
const REFUSED: &str = include_str!("odata/refused.tsv");

/// A row of `odata/refused.tsv`.
struct Refused {
    ty: &'static str,
    option: &'static str,
    kind: &'static str,
    value: &'static str,
    repair: Option<&'static str>,
}

fn refused() -> Vec<Refused> {
    let row = |line: &'static str| match line.split('\t').collect::<Vec<_>>()[..] {
        [ty, option, kind, value] => Refused { ty, option, kind, value, repair: None },
        [ty, option, kind, value, repair] => Refused { ty, option, kind, value, repair: Some(repair) },
        _ => panic!("{line}: expected 4 or 5 fields"),
    };
    REFUSED.lines().map(row).collect()
}

#[test]
fn documented_queries_are_accepted() {
    let catalog = Catalog::embedded();
    let mut refused = Vec::new();
    assert!(ACCEPTED.lines().count() >= 199);
    for line in ACCEPTED.lines() {
        let [ty, option, value] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}: expected 3 fields");
        };
        let judged = judge(&catalog, ty, option, &Source::parse(value));
        refused.extend(judged.findings.iter().map(|finding| format!("{ty} {option}={value}: {finding}")));
    }
    assert_eq!(refused, [""; 0]);
}

#[test]
fn wrong_queries_are_refused_with_their_repair() {
    let catalog = Catalog::embedded();
    let mut wrong = Vec::new();
    let rows = refused();
    assert!(rows.len() >= 245);
    for Refused { ty, option, kind, value, repair } in rows {
        let judged = judge(&catalog, ty, option, &Source::parse(value));
        let found = judged.findings.first().map(|finding| (format!("{:?}", finding.kind), finding.repair.as_deref()));
        if found != Some((kind.to_owned(), repair)) {
            wrong.push(format!("{ty} {option}={value}: {found:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_repair_of_all_mistakes_is_clean() {
    let catalog = Catalog::embedded();
    for Refused { ty, option, value, .. } in refused() {
        let judged = judge(&catalog, ty, option, &Source::parse(value));
        if let [only] = &judged.findings[..]
            && let Some(repair) = &only.repair
        {
            let again = judge(&catalog, ty, option, &Source::parse(repair));
            let found: Vec<String> = again.findings.iter().map(ToString::to_string).collect();
            assert!(found.is_empty(), "{value} -> {repair}: {found:?}");
        }
    }
}
