//! The content: what is sent and what comes back.

use graph_action_catalog::{Method, Operation, OperationKind, Target, Walk, nearest, same_name};

use super::finding::{Finding, Place, Post, Problem, Repair};
use super::question::{Content, Question, Reply};
use crate::terms::snake_case;

/// Whether the operation takes what is sent, and returns what is expected.
pub(super) fn check(question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    let mut findings = match (walk.operation(), &question.content) {
        (Some(operation), content) if operation.kind == OperationKind::Action => action(operation, content),
        (_, Content::Parameters(names)) => not_an_action(names, walk).into_iter().collect(),
        _ => Vec::new(),
    };
    findings.extend(reply(question, walk));
    findings
}

fn action(operation: &Operation<'_>, content: &Content) -> Vec<Finding> {
    let action = operation.name.to_owned();
    let parameters: Vec<String> = operation.parameters.iter().map(|parameter| parameter.documented_name()).collect();
    let given: &[String] = match content {
        Content::Unknown | Content::Raw => return Vec::new(),
        Content::Nothing => &[],
        Content::Parameters(given) => given,
        Content::Json if parameters.is_empty() => {
            let finding = Finding::new(Place::Body, Problem::NoBodyTaken { action });
            return vec![finding.repair(Repair::WithoutArgument)];
        }
        Content::Json => {
            let arguments = parameters.iter().map(|parameter| snake_case(parameter)).collect();
            let finding = Finding::new(Place::Body, Problem::BodyOfParameters { action, parameters });
            return vec![finding.repair(Repair::ParametersAsArguments(arguments))];
        }
    };
    let unknown = given.iter().filter(|argument| operation.parameter(argument).is_none());
    let findings: Vec<Finding> =
        unknown.map(|argument| unknown_parameter(operation.name, argument, &parameters)).collect();
    // Who misspelled a parameter is not told that it is missing too.
    if findings.is_empty() { missing_parameters(operation, given).into_iter().collect() } else { findings }
}

fn unknown_parameter(action: &str, argument: &str, parameters: &[String]) -> Finding {
    let near = nearest(argument, parameters.iter().map(String::as_str), 3);
    let repair = near.first().map(|near| Repair::RenameArgument(snake_case(near)));
    let (action, name, known) = (action.to_owned(), argument.to_owned(), parameters.to_vec());
    let problem = Problem::UnknownParameter { action, name, known };
    Finding::new(Place::Argument(argument.to_owned()), problem).suggest(near).repair(repair)
}

fn missing_parameters(operation: &Operation<'_>, given: &[String]) -> Option<Finding> {
    let is_given = |parameter: &str| given.iter().any(|argument| same_name(argument, parameter));
    let required = operation.parameters.iter().filter(|parameter| operation.requires(parameter));
    let missing = required.filter(|parameter| !is_given(parameter.name));
    let names: Vec<String> = missing.map(|parameter| parameter.documented_name()).collect();
    let arguments = names.iter().map(|parameter| snake_case(parameter)).collect();
    let problem = Problem::MissingParameters { action: operation.name.to_owned(), names: names.clone() };
    (!names.is_empty()).then(|| Finding::new(Place::Path, problem).repair(Repair::AddArguments(arguments)))
}

/// Arguments left over on a POST that is no action.
fn not_an_action(names: &[String], walk: &Walk<'_>) -> Option<Finding> {
    let name = names.first()?;
    let post = match (&walk.target, walk.ty) {
        (Target::Reference { .. }, _) => Post::AddsLink,
        (Target::Collection, Some(ty)) => Post::Creates(ty.name.to_owned()),
        _ => Post::Other,
    };
    let problem = Problem::NotAParameter { name: name.clone(), post: post.clone() };
    Some(Finding::new(Place::Argument(name.clone()), problem).repair(Repair::PassAsBody(post)))
}

/// Whether the return type fits what comes back.
fn reply(question: &Question<'_>, walk: &Walk<'_>) -> Option<Finding> {
    let reads_collection = question.method == Method::Get && matches!(walk.target, Target::Collection);
    match (&question.reply, walk.operation()) {
        (Reply::Value | Reply::List(_), Some(operation))
            if operation.kind == OperationKind::Action && operation.returns.is_none() =>
        {
            let problem = Problem::NoReply { operation: operation.name.to_owned() };
            Some(Finding::new(Place::Result, problem).repair(Repair::ReturnNothing))
        }
        // A collection comes in pages: an object with `value`, never a list.
        (Reply::List(item), _) if reads_collection => {
            let problem = Problem::ListOfCollection { item: item.clone() };
            Some(Finding::new(Place::Result, problem).repair(Repair::ReturnPage(item.clone())))
        }
        _ => None,
    }
}
