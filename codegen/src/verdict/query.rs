//! The query string: the names of its options and their values.

use graph_action_catalog::{Catalog, Method, QueryOption, QueryPiece, Target, Template, TypeKind, Version, Walk};

use super::arguments;
use super::dates;
use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;
use super::required;
use super::single;
use crate::odata::{self, Judged, Piece, Reason, Source};

/// The type whose properties the query options name: that of what an address leads to.
pub(super) fn type_of<'c>(walk: &Walk<'c>) -> Option<&'c str> {
    walk.ty.map(|ty| ty.name)
}

/// Judges the value of each query option. Without a type only the grammar is judged.
pub(crate) fn judge_options<'c>(catalog: &'c Catalog, ty: Option<&str>, template: &Template) -> Vec<Judged<'c>> {
    let structured =
        |ty: &&str| catalog.find_type(ty).is_some_and(|ty| matches!(ty.kind, TypeKind::Entity | TypeKind::Complex));
    let ty = ty.filter(structured).unwrap_or_default();
    template.query.iter().map(|option| odata::judge(catalog, ty, &option.name, &source(option))).collect()
}

fn source(option: &QueryOption) -> Source {
    let pieces: Vec<Piece<'_>> = option
        .value
        .iter()
        .map(|piece| match piece {
            QueryPiece::Text(text) => Piece::Text(text),
            QueryPiece::Argument(name) | QueryPiece::Phrase(name) => Piece::Placeholder { name, quoted: false },
            QueryPiece::Quoted(name) => Piece::Placeholder { name, quoted: true },
        })
        .collect();
    Source::new(&pieces)
}

/// What is wrong with the name of a query option whatever it is sent to: it begins with `$` and is not OData's.
pub(crate) fn unknown_query_option(name: &str) -> Option<Finding> {
    if name == LINK {
        return None;
    }
    let finding = odata::judge_name(&Catalog::embedded(), "", name).filter(|_| name.starts_with('$'))?;
    Some(of_option(name, finding))
}

/// The option that names the link to remove: `DELETE /groups/<id>/acceptedSenders/$ref?$id=<url>`
/// (<https://learn.microsoft.com/graph/api/group-delete-acceptedsenders>).
const LINK: &str = "$id";

fn removes_link(question: &Question<'_>, walk: &Walk<'_>) -> bool {
    question.method == Method::Delete && matches!(walk.target, Target::Reference { collection: true })
}

/// Arguments that stand where only text may stand: nobody could encode them.
pub(crate) fn misplaced_arguments(template: &Template, judged: &[Judged<'_>]) -> Vec<Finding> {
    use odata::Kind::{PlaceholderPart, PlaceholderPlace};
    let mut findings = Vec::new();
    for (option, judged) in template.query.iter().zip(judged) {
        let misplaced = |finding: &&odata::Finding| matches!(finding.kind, PlaceholderPlace | PlaceholderPart);
        let misplaced = judged.findings.iter().filter(misplaced).cloned();
        findings.extend(misplaced.map(|finding| of_option(&option.name, finding)));
    }
    findings
}

fn of_option(name: &str, mut finding: odata::Finding) -> Finding {
    let suggestions = std::mem::take(&mut finding.suggestions);
    let problem = Problem::Query { option: name.to_owned(), finding: Box::new(finding), in_beta: false };
    Finding::new(Place::QueryOption(name.to_owned()), problem).suggest(suggestions)
}

/// Everything about the query string.
pub(super) fn check(
    catalog: &Catalog,
    question: &Question<'_>,
    walk: Option<&Walk<'_>>,
    judged: &[Judged<'_>],
) -> Vec<Finding> {
    let mut findings = grammar(catalog, question, walk, judged);
    for (option, judged) in question.template.query.iter().zip(judged) {
        findings.extend(arguments::check(catalog, question, option, judged));
    }
    // An argument that holds whole options may hold those that are required.
    let is_known = question.template.query.iter().all(|option| !option.name.is_empty());
    if let Some(walk) = walk
        && findings.is_empty()
        && is_known
    {
        findings.extend(single::check(catalog, question, walk));
        findings.extend(dates::check(catalog, question, walk));
        findings.extend(required::missing(catalog, question, walk));
        findings.extend(required::optional(catalog, question, walk));
        findings.extend(advanced(catalog, question, walk, judged));
    }
    findings
}

/// The options' names and values. Each mistake that can be mended shows the whole address as it should be.
fn grammar(catalog: &Catalog, question: &Question<'_>, walk: Option<&Walk<'_>>, judged: &[Judged<'_>]) -> Vec<Finding> {
    let ty = walk.and_then(type_of);
    let is_link = |name: &str| name == LINK && walk.is_none_or(|walk| removes_link(question, walk));
    let wrong_name = |name: &str| if is_link(name) { None } else { wrong_name(catalog, ty, name) };
    let mut findings = Vec::new();
    let mut address = vec![];
    for (option, judged) in question.template.query.iter().zip(judged) {
        let name = wrong_name(&option.name);
        let right_name = name.as_ref().and_then(|finding| finding.repair.clone());
        let right_value = judged.findings.iter().find_map(|finding| finding.repair.clone());
        let right_name = right_name.unwrap_or_else(|| option.name.clone());
        let value = right_value.unwrap_or_else(|| source(option).text().to_owned());
        address.push(if option.name.is_empty() { value } else { format!("{right_name}={value}") });
        let of_this = name.into_iter().chain(judged.findings.iter().cloned());
        findings.extend(of_this.map(|finding| (option.name.as_str(), finding)));
    }
    let whole = format!("{}?{}", question.template.path(), address.join("&"));
    let mended = |(option, finding): (&str, odata::Finding)| {
        if is_in_beta(catalog, &finding) {
            return of_beta(option, finding);
        }
        let repair = finding.repair.is_some().then(|| Repair::Address(whole.clone()));
        of_option(option, finding).repair(repair)
    };
    let further = question.further_options.iter().filter_map(|name| {
        let finding = wrong_name(name)?;
        let repair = finding.repair.clone().map(Repair::OptionName);
        Some(of_option(name, finding).repair(repair))
    });
    findings.into_iter().map(mended).chain(further).collect()
}

/// Whether it is a property that only beta has.
fn is_in_beta(catalog: &Catalog, finding: &odata::Finding) -> bool {
    let odata::Wanted::PropertyOf(ty) = &finding.wanted else { return false };
    let is_there =
        || catalog.of(Version::Beta).member(ty, &finding.text).is_some_and(|found| found.name == finding.text);
    finding.kind == odata::Kind::UnknownProperty && catalog.version() == Version::V1 && is_there()
}

fn of_beta(option: &str, mut finding: odata::Finding) -> Finding {
    finding.suggestions.clear();
    let problem = Problem::Query { option: option.to_owned(), finding: Box::new(finding), in_beta: true };
    Finding::new(Place::QueryOption(option.to_owned()), problem).repair(Repair::Version(Version::Beta))
}

/// What is wrong with the name of an option. Of an unknown type nobody knows whether its options go without their `$`.
fn wrong_name(catalog: &Catalog, ty: Option<&str>, name: &str) -> Option<odata::Finding> {
    let finding = odata::judge_name(catalog, ty.unwrap_or_default(), name)?;
    (ty.is_some() || finding.kind != odata::Kind::WithoutDollar).then_some(finding)
}

/// Whether the call says that it is advanced, if it is.
fn advanced(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>, judged: &[Judged<'_>]) -> Option<Finding> {
    let ty = type_of(walk).filter(|_| question.is_advanced == Some(false) && question.method == Method::Get)?;
    let names = question.template.query.iter().map(|option| option.name.as_str());
    let values = names.zip(judged).filter_map(|(name, judged)| Some((name, judged.value.as_ref()?)));
    let reason = match walk.target {
        Target::Count => catalog.derives_from(ty, "directoryObject").then_some(Reason::CountSegment),
        Target::Collection | Target::Function(_) => odata::needs_advanced(catalog, ty, values),
        _ => None,
    };
    let reason = reason.or_else(|| {
        let searches = question.further_options.iter().any(|name| name == "$search");
        (searches && catalog.derives_from(ty, "directoryObject")).then_some(Reason::Search)
    })?;
    let problem = Problem::NeedsAdvanced { reason };
    Some(Finding::new(Place::Path, problem).repair(Repair::AddOption("advanced = true")))
}
