//! Dates that are written out in the query: the values of options that an operation requires.

use graph_action_catalog::{Catalog, Method, QueryOption, QueryPiece, Target, Walk};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;
use crate::odata::{is_point_in_time, point_in_time};

/// Checks the dates that are written out. All that can be mended is mended in one address.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    let reads = question.method == Method::Get && matches!(walk.target, Target::Collection);
    let Some(member) = walk.member.filter(|_| reads) else { return Vec::new() };
    let required = catalog.required_options(member.owner, member.name);
    let mut mended = question.template.clone();
    let mut wrong = Vec::new();
    for option in mended.query.iter_mut().filter(|option| is_date_option(&required, &option.name)) {
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

/// By its name: nothing else says which options are dates.
fn is_date_option(required: &[&str], name: &str) -> bool {
    let is_required = required.iter().any(|required| required.eq_ignore_ascii_case(name));
    is_required && name.to_ascii_lowercase().ends_with("datetime")
}

/// The value, if no argument is part of it.
fn written_out(option: &QueryOption) -> Option<String> {
    let text = |piece: &QueryPiece| match piece {
        QueryPiece::Text(text) => Some(text.clone()),
        QueryPiece::Argument(_) | QueryPiece::Quoted(_) | QueryPiece::Phrase(_) => None,
    };
    option.value.iter().map(text).collect()
}
