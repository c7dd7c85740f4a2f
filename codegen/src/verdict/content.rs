//! What is sent and what comes back.

use super::{Content, Finding, Kind, Place, Question, quoted};
use crate::names::snake_case;
use graph_action_catalog::{Operation, OperationKind, Target, Walk, nearest, same_name};

/// Whether the operation takes what is sent, and returns what is expected.
pub(super) fn check(question: &Question<'_>, walk: &Walk<'_>, findings: &mut Vec<Finding>) {
    match (walk.operation(), &question.content) {
        (Some(operation), content) if operation.kind == OperationKind::Action => {
            action(operation, content, findings);
            if operation.returns.is_none() && question.answers == Some(true) {
                findings.push(Finding {
                    kind: Kind::NoAnswer,
                    place: Place::Result,
                    message: format!("`{}` returns nothing", operation.name),
                    repair: Some("declare `()`, or `Response<()>` for status and headers".to_owned()),
                });
            }
        }
        (_, Content::Parameters(names)) => not_an_action(names, walk, findings),
        _ => {}
    }
}

fn action(operation: &Operation<'_>, content: &Content, findings: &mut Vec<Finding>) {
    let name = operation.name;
    let parameters: Vec<String> = operation.parameters.iter().map(|parameter| parameter.documented_name()).collect();
    let given: &[String] = match content {
        Content::Unknown | Content::Raw => return,
        Content::Nothing => &[],
        Content::Parameters(given) => given,
        Content::Json => {
            let (message, repair) = if parameters.is_empty() {
                (
                    format!("the action `{name}` takes nothing, so its request has no body"),
                    "leave the argument out".to_owned(),
                )
            } else {
                let arguments: Vec<String> = parameters.iter().map(|parameter| snake_case(parameter)).collect();
                (
                    format!(
                        "the action `{name}` takes parameters, each a property of the body: {}",
                        quoted(&parameters)
                    ),
                    format!("write them as arguments without `#[body]`, by the names {}", quoted(&arguments)),
                )
            };
            findings.push(Finding { kind: Kind::Body, place: Place::Body, message, repair: Some(repair) });
            return;
        }
    };
    for argument in given {
        if operation.parameter(argument).is_none() {
            let near = nearest(argument, parameters.iter().map(String::as_str), 3);
            let help = match (near.as_slice(), parameters.as_slice()) {
                ([], []) => ", it takes nothing".to_owned(),
                ([], known) => format!(", only {}", quoted(known)),
                (near, _) => format!("; did you mean {}?", quoted(near)),
            };
            let repair = near.first().map(|near| format!("name the argument `{}`", snake_case(near)));
            findings.push(Finding {
                kind: Kind::Parameters,
                place: Place::Argument(argument.clone()),
                message: format!("the action `{name}` has no parameter `{argument}`{help}"),
                repair,
            });
        }
    }
    let is_given = |parameter: &str| given.iter().any(|argument| same_name(argument, parameter));
    let missing: Vec<String> = operation
        .parameters
        .iter()
        .filter(|parameter| operation.requires(parameter) && !is_given(parameter.name))
        .map(|parameter| parameter.documented_name())
        .collect();
    // Whoever misspelled a parameter is not told that it is missing too.
    if !missing.is_empty() && !findings.iter().any(|finding| finding.kind == Kind::Parameters) {
        let arguments: Vec<String> = missing.iter().map(|parameter| snake_case(parameter)).collect();
        findings.push(Finding {
            kind: Kind::Parameters,
            place: Place::Path,
            message: format!("the action `{name}` needs {}", quoted(&missing)),
            repair: Some(format!("add {} to the arguments", quoted(&arguments))),
        });
    }
}

/// Arguments left over on a POST that is no action.
fn not_an_action(names: &[String], walk: &Walk<'_>, findings: &mut Vec<Finding>) {
    let (why, repair) = match (&walk.target, walk.ty) {
        (Target::Reference { .. }, _) => ("a POST to `$ref` adds a link".to_owned(), "pass the link as `#[body]`"),
        (Target::Collection, Some(ty)) => {
            (format!("this POST creates a `{}`", ty.name), "pass the whole of it as one argument, `#[body]`")
        }
        _ => ("the address is no action".to_owned(), "pass what is sent as `#[body]`"),
    };
    if let Some(name) = names.first() {
        findings.push(Finding {
            kind: Kind::Parameters,
            place: Place::Argument(name.clone()),
            message: format!("`{name}` is no parameter: {why}"),
            repair: Some(repair.to_owned()),
        });
    }
}
