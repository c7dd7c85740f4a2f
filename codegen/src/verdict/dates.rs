//! Dates in the query: the values of options that an operation requires, written out or as arguments.

use graph_action_catalog::{Catalog, QueryOption, QueryPiece, Walk};

use super::finding::{Finding, Place, Problem, Repair};

use super::question::Question;
use super::required::required_by;
use crate::odata::{is_point_in_time, point_in_time};

/// Checks the dates that are written out, and the Rust types of those that are arguments.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    let required = required_by(catalog, question, walk);
    let mut findings = written(question, &required);
    findings.extend(arguments(catalog, question, &required));
    findings
}

/// All that can be mended is mended in one address.
fn written(question: &Question<'_>, required: &[&str]) -> Vec<Finding> {
    let mut mended = question.template.clone();
    let mut wrong = Vec::new();
    for option in mended.query.iter_mut().filter(|option| is_date_option(required, &option.name)) {
        let Some(text) = written_out(option).filter(|text| !is_point_in_time(text)) else { continue };
        let meant = point_in_time(&text);
        wrong.push((option.name.clone(), text, meant.is_some()));
        if let Some(meant) = meant {
            option.value = vec![QueryPiece::Text(meant)];
        }
    }
    let finding = |(option, text, is_mended): (String, String, bool)| {
        let repair = is_mended.then(|| Repair::Address(mended.to_string()));
        let problem = Problem::NoDate { option: option.clone(), text };
        Finding::new(Place::QueryOption(option), problem).repair(repair)
    };
    wrong.into_iter().map(finding).collect()
}

fn arguments(catalog: &Catalog, question: &Question<'_>, required: &[&str]) -> Vec<Finding> {
    let dates = question.template.query.iter().filter(|option| is_date_option(required, &option.name));
    let finding = |option: &QueryOption| {
        let [QueryPiece::Argument(name) | QueryPiece::Quoted(name)] = &option.value[..] else { return None };
        let argument = question.arguments.iter().find(|argument| argument.name == *name)?;
        let rust = argument.ty.misfit(catalog, "DateTimeOffset")?;
        let problem =
            Problem::ArgumentType { name: name.clone(), of: option.name.clone(), wanted: "a date".to_owned() };
        Some(Finding::new(Place::Argument(name.clone()), problem).repair(Repair::ArgumentType(name.clone(), rust)))
    };
    dates.filter_map(finding).collect()
}

/// By its name: nothing else says which options are dates.
fn is_date_option(required: &[&str], name: &str) -> bool {
    let is_required = required.iter().any(|required| required.eq_ignore_ascii_case(name));
    let name = name.to_ascii_lowercase();
    is_required && (name.ends_with("datetime") || matches!(name.as_str(), "start" | "end"))
}

/// The value, if no argument is part of it.
fn written_out(option: &QueryOption) -> Option<String> {
    let text = |piece: &QueryPiece| match piece {
        QueryPiece::Text(text) => Some(text.clone()),
        QueryPiece::Argument(_) | QueryPiece::Quoted(_) | QueryPiece::Phrase(_) => None,
    };
    option.value.iter().map(text).collect()
}
