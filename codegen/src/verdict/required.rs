//! The query options without which Graph refuses a call.

use graph_action_catalog::walk as walk_steps;
use graph_action_catalog::{Catalog, Method, QueryOption, QueryPiece, Start, Target, Template, Walk};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;
use crate::terms::snake_case;

/// The options without which Graph refuses the call: those of a collection, and of the first page of its changes
/// (<https://learn.microsoft.com/graph/api/event-delta>). The links to the next pages hold them.
#[must_use]
pub fn required_options<'c>(
    catalog: &'c Catalog,
    start: Start<'_>,
    template: &Template,
    method: Method,
    walk: &Walk<'c>,
) -> Vec<&'c str> {
    let is_token = |option: &QueryOption| {
        let name = option.name.trim_start_matches('$');
        ["deltatoken", "skiptoken"].iter().any(|token| name.eq_ignore_ascii_case(token))
    };
    let continues = || template.query.iter().any(is_token);
    let collection = match &walk.target {
        Target::Collection => walk.member,
        Target::Function(operation) if operation.name == "delta" && !continues() => {
            let steps = template.steps();
            let changed = steps.split_last().and_then(|(_, steps)| walk_steps(catalog, start, steps).ok());
            changed.and_then(|walk| walk.member)
        }
        _ => None,
    };
    let member = collection.filter(|_| method == Method::Get);
    member.map(|member| catalog.required_options(member.owner, member.name)).unwrap_or_default()
}

pub(super) fn required_by<'c>(catalog: &'c Catalog, question: &Question<'_>, walk: &Walk<'c>) -> Vec<&'c str> {
    required_options(catalog, question.start, question.template, question.method, walk)
}

/// Whether all options are there without which Graph refuses the call.
pub(super) fn missing(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Option<Finding> {
    // An address alone is no call yet.
    if question.template.query.is_empty() && !question.is_whole {
        return None;
    }
    let given = |name: &str| {
        let in_template = question.template.query.iter().map(|option| &option.name);
        in_template.chain(&question.further_options).any(|given| given.eq_ignore_ascii_case(name))
    };
    let required = required_by(catalog, question, walk);
    let missing: Vec<String> = required.into_iter().filter(|name| !given(name)).map(str::to_owned).collect();
    if missing.is_empty() {
        return None;
    }
    let of_operation = || walk.operation().map(|operation| operation.name);
    let what = walk.member.map(|member| member.name).or_else(of_operation)?.to_owned();
    let mut template = question.template.clone();
    for name in &missing {
        let argument = QueryPiece::Argument(snake_case(name.trim_start_matches('$')));
        template.query.push(QueryOption { name: name.clone(), value: vec![argument] });
    }
    let problem = Problem::MissingOptions { what, names: missing };
    Some(Finding::new(Place::Path, problem).repair(Repair::Address(template.to_string())))
}

/// Arguments that may be absent, for options that are required.
pub(super) fn optional(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    let required = required_by(catalog, question, walk);
    let is_required = |name: &str| required.iter().any(|required| required.eq_ignore_ascii_case(name));
    let options = question.template.query.iter().filter(|option| is_required(&option.name));
    let arguments = options.filter_map(|option| match option.value.as_slice() {
        [QueryPiece::Argument(name)] => Some((option, name)),
        _ => None,
    });
    let optional = arguments
        .filter(|(_, name)| question.arguments.iter().any(|argument| argument.name == **name && argument.is_optional));
    let finding = |(option, name): (&QueryOption, &String)| {
        let problem = Problem::OptionalOption { name: name.clone(), option: option.name.clone() };
        Finding::new(Place::Argument(name.clone()), problem).repair(Repair::NoOption)
    };
    optional.map(finding).collect()
}
