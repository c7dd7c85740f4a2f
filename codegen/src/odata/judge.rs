//! The whole judgement of one query option: parsed, checked, and mended where that can be done.

use super::check::{Checked, check};
use super::finding::{Edit, Finding, edited};
use super::parse::parse;
use super::placeholder::Use;
use super::schema::Catalog;
use super::source::Source;
use super::syntax::OptionValue;
use graph_action_catalog::Member;

/// How often a mended value is mended again: a mistake may hide others.
const ROUNDS: usize = 12;

/// The most findings that are kept.
const MAXIMUM_FINDINGS: usize = 64;

/// What is known about a query option.
#[derive(Clone, Debug)]
pub struct Judged<'c> {
    /// The tree; `None` if the value cannot be understood.
    pub value: Option<OptionValue>,
    /// The mistakes, in the order of the text.
    pub findings: Vec<Finding>,
    /// The arguments of the call, in the order of the text.
    pub placeholders: Vec<Use<'c>>,
    /// The properties that its paths lead through, each with the type that it was found on.
    pub properties: Vec<(&'c str, Member<'c>)>,
}

impl Judged<'_> {
    /// Whether the whole option is left out when this argument is absent.
    #[must_use]
    pub fn goes_with(&self, argument: &str) -> bool {
        self.placeholders.iter().filter(|used| used.name == argument).all(Use::takes_the_option_along)
    }
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
    let checked = match &parsed.value {
        Some(value) => check(catalog, ty, value, source, &mut findings),
        None => Checked::default(),
    };
    findings.sort_by_key(|finding| finding.span);
    // One place is wrong in one way: the grammar's finding says it, the others follow from it.
    findings.dedup_by_key(|finding| finding.span);
    findings.truncate(MAXIMUM_FINDINGS);
    Judged { value: parsed.value, findings, placeholders: checked.uses, properties: checked.properties }
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
    // The mistakes that are left must be ones that cannot be mended. Any other comes from a wrong guess.
    let is_known = |left: &Finding| {
        findings
            .iter()
            .any(|finding| finding.edits.is_empty() && finding.kind == left.kind && finding.text == left.text)
    };
    if left.len() >= findings.len() || !left.iter().all(is_known) {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| !finding.edits.is_empty()) {
        let stays = left.iter().any(|left| left.kind == finding.kind && left.text == finding.text);
        finding.repair = (!stays).then(|| text.clone());
    }
}
