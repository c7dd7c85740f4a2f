//! The whole judgement of one query option: parsed, checked, and mended where that can be done.

use super::check::check;
use super::finding::{Edit, Finding, Kind, edited};
use super::parse::parse;
use super::placeholder::Use;
use super::schema::{Catalog, Schema, nearest};
use super::source::Source;
use super::syntax::OptionValue;

/// How often a mended value is mended again: a mistake may hide others.
const ROUNDS: usize = 12;

/// How many findings are kept: nobody reads more.
const MAXIMUM_FINDINGS: usize = 64;

/// OData's query options that Graph knows, and the two opaque tokens of its links.
///
/// <https://learn.microsoft.com/graph/query-parameters>
const OPTIONS: [&str; 11] = [
    "$count",
    "$deltatoken",
    "$expand",
    "$filter",
    "$format",
    "$orderby",
    "$search",
    "$select",
    "$skip",
    "$skiptoken",
    "$top",
];

/// Options in the other case that Microsoft's documentation has, too.
const ALSO_DOCUMENTED: [&str; 3] = ["$deltaToken", "$orderBy", "$skipToken"];

/// Options that are OData's even without their `$`; `search`, `format` and `token` are Graph's own, too.
const WITHOUT_DOLLAR: [&str; 7] = ["count", "expand", "filter", "orderby", "select", "skip", "top"];

/// What other interfaces call these options.
const ELSEWHERE: [(&str, &str); 9] = [
    ("$fields", "$select"),
    ("$include", "$expand"),
    ("$limit", "$top"),
    ("$offset", "$skip"),
    ("$query", "$search"),
    ("$sort", "$orderby"),
    ("$sortby", "$orderby"),
    ("$take", "$top"),
    ("$where", "$filter"),
];

/// The option that a name stands for, as OData spells it: `$orderby` for `$orderBy` and `orderby`.
pub(super) fn known_option(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let bare = lower.strip_prefix('$').or_else(|| WITHOUT_DOLLAR.contains(&lower.as_str()).then_some(&lower))?;
    OPTIONS.into_iter().find(|option| option.strip_prefix('$') == Some(bare))
}

/// What is known about a query option.
#[derive(Clone, Debug)]
pub struct Judged<'c> {
    /// The tree; `None` if the value cannot be understood.
    pub value: Option<OptionValue>,
    /// The mistakes, in the order of the text.
    pub findings: Vec<Finding>,
    /// The arguments of the call, in the order of the text.
    pub placeholders: Vec<Use<'c>>,
}

/// Judges the value of `option`, such as `$filter`, on things of the type `ty`, such as `message`.
///
/// On a type that the catalog does not know only the grammar is judged. An option whose name is not OData's is not
/// judged.
#[must_use]
pub fn judge<'c>(catalog: &'c Catalog, ty: &str, option: &str, source: &Source) -> Judged<'c> {
    let mut judged = judge_once(catalog, ty, option, source);
    if judged.findings.iter().any(|finding| !finding.edits.is_empty()) {
        mend(catalog, ty, option, source, &mut judged.findings);
    }
    judged
}

fn judge_once<'c>(catalog: &'c Catalog, ty: &str, option: &str, source: &Source) -> Judged<'c> {
    let parsed = parse(option, source);
    let mut findings = parsed.findings;
    let placeholders = match &parsed.value {
        Some(value) => check(catalog, ty, value, source, &mut findings),
        None => Vec::new(),
    };
    findings.sort_by_key(|finding| finding.span);
    // One place is wrong in one way: the grammar's finding says it, the others follow from it.
    findings.dedup_by_key(|finding| finding.span);
    findings.truncate(MAXIMUM_FINDINGS);
    Judged { value: parsed.value, findings, placeholders }
}

/// Makes all edits, judges the result, and so on until nothing more can be mended.
fn mend(catalog: &Catalog, ty: &str, option: &str, source: &Source, findings: &mut [Finding]) {
    let edits = |findings: &[Finding]| -> Vec<Edit> {
        findings.iter().flat_map(|finding| finding.edits.iter().cloned()).collect()
    };
    let judged = |text: &str| judge_once(catalog, ty, option, &Source::parse(text)).findings;
    let mut text = edited(source.text(), &edits(findings));
    let mut left = judged(&text);
    for _ in 0..ROUNDS {
        let next = edited(&text, &edits(&left));
        if next == text {
            break;
        }
        text = next;
        left = judged(&text);
    }
    if left.len() >= findings.len() {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| !finding.edits.is_empty()) {
        let stays = left.iter().any(|left| left.kind == finding.kind && left.text == finding.text);
        finding.repair = (!stays).then(|| text.clone());
    }
}

/// What is wrong with the name of a query option on things of the type `ty`, if something is.
///
/// The repair is the right name.
///
/// On some types Microsoft's documentation has options without their `$`, and so they are right there. Other services leave
/// such an option unread.
#[must_use]
pub fn judge_name(catalog: &Catalog, ty: &str, name: &str) -> Option<Finding> {
    let known = known_option(name);
    let bare = !name.starts_with('$');
    let right = match known {
        Some(known) if bare => known[1..] == *name && Schema::new(catalog).takes_options_without_dollar(ty),
        Some(known) => known == name || ALSO_DOCUMENTED.contains(&name),
        None => bare,
    };
    if right {
        return None;
    }
    let kind = match known {
        Some(_) if bare => Kind::WithoutDollar,
        Some(_) => Kind::WrongCase,
        None => Kind::UnknownOption,
    };
    let lower = name.to_ascii_lowercase();
    let elsewhere = || ELSEWHERE.iter().find(|(other, _)| *other == lower).map(|(_, ours)| *ours);
    let meant = known.or_else(elsewhere).or_else(|| nearest(name, OPTIONS, 1).first().copied());
    let source = Source::parse(name);
    let mut finding = Finding::new(kind, source.span(), &source);
    if let Some(meant) = meant {
        finding.repair = Some(meant.to_owned());
        finding = finding.replaced_by(meant);
    }
    Some(finding)
}
