//! Selects the overload of an action or function that a call names.

use super::error::Problem;
use crate::fact::{Operation, OperationKind};
use crate::step::Argument;

/// The overload that takes these arguments; `None` for a call without parentheses.
pub(crate) fn choose<'c>(
    overloads: Vec<Operation<'c>>,
    arguments: Option<&[Argument<'_>]>,
) -> Result<Operation<'c>, Problem> {
    let given: Vec<&str> = arguments.unwrap_or_default().iter().map(|argument| argument.name.unwrap_or("")).collect();
    let repeated = given
        .iter()
        .enumerate()
        .any(|(place, name)| given[..place].iter().any(|other| other.eq_ignore_ascii_case(name)));
    let fits = |operation: &Operation<'_>| match operation.kind {
        OperationKind::Action => given.is_empty(),
        OperationKind::Function => {
            !repeated
                && given
                    .iter()
                    .all(|name| operation.parameters.iter().any(|parameter| parameter.name.eq_ignore_ascii_case(name)))
                && operation.parameters.iter().all(|parameter| {
                    !operation.requires(parameter) || given.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
                })
        }
    };
    let best = overloads
        .iter()
        .enumerate()
        .filter(|(_, operation)| fits(operation))
        .min_by_key(|(place, operation)| (operation.parameters.len(), *place))
        .map(|(place, _)| place);
    match best {
        Some(place) => overloads.into_iter().nth(place).ok_or(Problem::Unknown),
        None => Err(wrong_arguments(&overloads, &given)),
    }
}

/// The call names other arguments than each overload has.
fn wrong_arguments(overloads: &[Operation<'_>], given: &[&str]) -> Problem {
    let unknown = |operation: &Operation<'_>| -> Vec<String> {
        given
            .iter()
            .filter(|name| !operation.parameters.iter().any(|parameter| parameter.name.eq_ignore_ascii_case(name)))
            .map(|name| (*name).to_owned())
            .collect()
    };
    let missing = |operation: &Operation<'_>| -> Vec<String> {
        operation
            .parameters
            .iter()
            .filter(|parameter| {
                operation.requires(parameter) && !given.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
            })
            .map(|parameter| parameter.name.to_owned())
            .collect()
    };
    let expected = overloads.iter().map(signature).collect();
    let best = overloads.iter().min_by_key(|operation| unknown(operation).len() + missing(operation).len());
    Problem::Arguments {
        expected,
        missing: best.map(missing).unwrap_or_default(),
        unknown: best.map(unknown).unwrap_or_default(),
    }
}

/// As it is called: `range(address='…')`, `send`.
fn signature(operation: &Operation<'_>) -> String {
    if operation.kind == OperationKind::Action || operation.parameters.is_empty() {
        return operation.name.to_owned();
    }
    let pairs: Vec<String> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let value = if parameter.ty.name == "String" { "'…'" } else { "…" };
            format!("{}={value}", parameter.name)
        })
        .collect();
    format!("{}({})", operation.name, pairs.join(","))
}
