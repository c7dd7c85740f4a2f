//! The parameters of an action, and arguments that are not parameters.

use graph_action_catalog::{Catalog, Operation, OperationKind, Target, Walk, nearest, same_name};

use super::finding::{Finding, Place, Post, Problem, Repair};
use super::question::{Argument, Content, Question, RustType};
use crate::terms::snake_case;

/// Whether the operation takes what is sent.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    match (walk.operation(), &question.content) {
        (Some(operation), content) if operation.kind == OperationKind::Action => action(catalog, operation, content),
        (_, Content::Parameters(given)) => not_an_action(given, walk).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn action(catalog: &Catalog, operation: &Operation<'_>, content: &Content) -> Vec<Finding> {
    let action = operation.name.to_owned();
    let parameters: Vec<String> = operation.parameters.iter().map(|parameter| parameter.documented_name()).collect();
    let given: &[Argument] = match content {
        Content::Unknown | Content::Raw => return Vec::new(),
        Content::Nothing => &[],
        Content::Parameters(given) => given,
        Content::Json(_) if parameters.is_empty() => {
            let finding = Finding::new(Place::Body, Problem::NoBodyTaken { action });
            return vec![finding.repair(Repair::WithoutArgument)];
        }
        Content::Json(_) => {
            let arguments = parameters.iter().map(|parameter| snake_case(parameter)).collect();
            let finding = Finding::new(Place::Body, Problem::BodyOfParameters { action, parameters });
            return vec![finding.repair(Repair::ParametersAsArguments(arguments))];
        }
    };
    let unknown = given.iter().filter(|argument| operation.parameter(&argument.name).is_none());
    let mut findings: Vec<Finding> =
        unknown.map(|argument| unknown_parameter(operation.name, &argument.name, &parameters)).collect();
    findings.extend(given.iter().filter_map(|argument| parameter_type(catalog, operation, argument)));
    findings.extend(given.iter().filter_map(|argument| optional_parameter(operation, argument)));
    // Who misspelled a parameter is not told that it is missing too.
    if findings.is_empty() { missing_parameters(operation, given).into_iter().collect() } else { findings }
}

/// A required parameter whose argument may be absent.
fn optional_parameter(operation: &Operation<'_>, argument: &Argument) -> Option<Finding> {
    let is_required = operation.parameter(&argument.name).is_some_and(|parameter| operation.requires(parameter));
    let problem = Problem::OptionalParameter { name: snake_case(&argument.name), action: operation.name.to_owned() };
    let finding = Finding::new(Place::Argument(argument.name.clone()), problem);
    (is_required && argument.is_optional).then(|| finding.repair(Repair::NoOption))
}

/// A parameter whose Rust type is written out and never fits.
fn parameter_type(catalog: &Catalog, operation: &Operation<'_>, argument: &Argument) -> Option<Finding> {
    let ty = operation.parameter(&argument.name)?.ty;
    let is_sequence = matches!(argument.ty, RustType::Sequence(_));
    let rust = match &argument.ty {
        RustType::Unknown => return None,
        RustType::Sequence(item) if ty.collection => item.misfit(catalog, ty.name).map(|_| "&[…]")?,
        // Bytes are sent as text.
        RustType::Sequence(_) if matches!(ty.name, "Binary" | "Stream") => return None,
        _ if ty.collection && !is_sequence => "&[…]",
        RustType::Sequence(_) if catalog.find_type(ty.name).is_none() && !ty.is_primitive() => return None,
        RustType::Sequence(_) if ty.name == "String" => "&str",
        RustType::Sequence(_) => "&impl Serialize",
        scalar => scalar.misfit(catalog, ty.name)?,
    };
    let name = argument.name.clone();
    let problem = Problem::ParameterType { action: operation.name.to_owned(), name, ty: ty.to_string() };
    let repair = Repair::ArgumentType(snake_case(&argument.name), rust);
    Some(Finding::new(Place::Argument(argument.name.clone()), problem).repair(repair))
}

fn unknown_parameter(action: &str, argument: &str, parameters: &[String]) -> Finding {
    let near = nearest(argument, parameters.iter().map(String::as_str), 3);
    let repair = near.first().map(|near| Repair::RenameArgument(snake_case(near)));
    let (action, name, known) = (action.to_owned(), argument.to_owned(), parameters.to_vec());
    let problem = Problem::UnknownParameter { action, name, known };
    Finding::new(Place::Argument(argument.to_owned()), problem).suggest(near).repair(repair)
}

fn missing_parameters(operation: &Operation<'_>, given: &[Argument]) -> Option<Finding> {
    let is_given = |parameter: &str| given.iter().any(|argument| same_name(&argument.name, parameter));
    let required = operation.parameters.iter().filter(|parameter| operation.requires(parameter));
    let missing = required.filter(|parameter| !is_given(parameter.name));
    let names: Vec<String> = missing.map(|parameter| parameter.documented_name()).collect();
    let arguments = names.iter().map(|parameter| snake_case(parameter)).collect();
    let problem = Problem::MissingParameters { action: operation.name.to_owned(), names: names.clone() };
    (!names.is_empty()).then(|| Finding::new(Place::Path, problem).repair(Repair::AddArguments(arguments)))
}

/// Arguments left over on a POST that is no action.
fn not_an_action(given: &[Argument], walk: &Walk<'_>) -> Option<Finding> {
    let name = &given.first()?.name;
    let post = match (&walk.target, walk.ty) {
        (Target::Reference { .. }, _) => Post::AddsLink,
        (Target::Collection, Some(ty)) => Post::Creates(ty.name.to_owned()),
        _ => Post::Other,
    };
    let problem = Problem::NotAParameter { name: name.clone(), post: post.clone() };
    Some(Finding::new(Place::Argument(name.clone()), problem).repair(Repair::PassAsBody(post)))
}
