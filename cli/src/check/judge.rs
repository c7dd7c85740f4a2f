//! Judges a line with the function that the compiler uses too, and takes the verdict of the most severe finding.

use graph_action_catalog::{Catalog, Cloud, Flow, Start, Version};
use graph_action_codegen::verdict::{Finding, Problem, Question, Scopes, judge, least_privileged};

use super::line::{Line, fields};
use super::verdict::Verdict;

/// The settings that apply to all lines of a run.
pub(super) struct Judge<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) start: Start<'a>,
    pub(super) version: Version,
    pub(super) flow: Option<Flow>,
    pub(super) cloud: Cloud,
}

/// The verdict on a line, and why.
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    /// As the line has it.
    pub(super) method: String,
    /// As the line has it.
    pub(super) path: String,
    /// One line without tabs.
    pub(super) detail: String,
    /// What to write instead, where that can be told.
    pub(super) repair: Option<String>,
}

impl Judge<'_> {
    /// Judges a line; nothing for an empty one.
    pub(super) fn line(&self, bytes: &[u8]) -> Option<Judgement> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_end_matches('\r');
        if text.trim().is_empty() {
            return None;
        }
        let mut fields = fields(text).into_iter();
        let mut field = || one_line(fields.next().unwrap_or("").trim());
        let (method, path) = (field(), field());
        let parsed = match std::str::from_utf8(bytes) {
            Ok(_) => Line::parse(text),
            Err(_) => Err((Verdict::Malformed, "the line is not UTF-8".to_owned())),
        };
        let (verdict, detail, repair) = match parsed {
            Ok(line) => self.judge(&line),
            Err((verdict, reason)) => (verdict, reason, None),
        };
        Some(Judgement { verdict, method, path, detail: one_line(&detail), repair })
    }

    fn judge(&self, line: &Line) -> (Verdict, String, Option<String>) {
        let question = Question {
            version: self.version,
            scopes: line.scopes.clone().map(|names| Scopes { delegated: names.clone(), application: names }),
            flow: self.flow,
            cloud: self.cloud,
            ..Question::of_address(line.method, &line.template, self.start)
        };
        let judged = judge(self.catalog, &question);
        let weightiest = judged
            .findings
            .iter()
            .filter_map(|finding| Some((Verdict::of(finding.kind())?, finding)))
            .min_by_key(|((weight, _), _)| *weight);
        if let Some(((_, verdict), finding)) = weightiest {
            return (verdict, detail(finding), finding.repair.as_ref().map(ToString::to_string));
        }
        let mut notes: Vec<String> = judged.findings.iter().map(detail).collect();
        if line.scopes.is_none() {
            let walk = judged.walk.as_ref();
            let of = |listing| least_privileged(self.catalog, &line.template, walk, listing, self.flow);
            notes.extend(judged.listing.as_ref().and_then(of).map(|option| format!("needs {option}")));
        }
        (Verdict::Ok, notes.join("; "), None)
    }
}

/// The problem, followed by its repair where no name is suggested.
fn detail(finding: &Finding) -> String {
    match &finding.repair {
        Some(repair) if finding.suggestions.is_empty() => {
            let asks = matches!(&finding.problem, Problem::Query { finding, .. } if finding.asks());
            format!("{finding}{}{repair}", if asks { " " } else { "; " })
        }
        _ => finding.to_string(),
    }
}

fn one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}
