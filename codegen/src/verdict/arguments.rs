//! The arguments of the query: whether their Rust types, where they are written out, fit the places they stand at.

use graph_action_catalog::{Catalog, QueryOption};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::{Argument, Question, RustType};
use super::words::article;
use crate::odata::{Judged, Role, Use};

/// Checks the arguments of one query option.
pub(super) fn check(
    catalog: &Catalog,
    question: &Question<'_>,
    option: &QueryOption,
    judged: &Judged<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for used in &judged.placeholders {
        let Some(argument) = question.arguments.iter().find(|argument| argument.name == used.name) else { continue };
        let place = || Place::Argument(argument.name.clone());
        if argument.is_optional && !judged.goes_with(&used.name) {
            let (name, option) = (argument.name.clone(), option.name.clone());
            let problem = Problem::OptionalPart { name, option };
            findings.push(Finding::new(place(), problem).repair(Repair::TwoMethods));
        }
        if let Some((of, wanted, rust)) = misfit(catalog, option, used, argument) {
            let problem = Problem::ArgumentType { name: argument.name.clone(), of, wanted };
            findings.push(Finding::new(place(), problem).repair(Repair::ArgumentType(argument.name.clone(), rust)));
        }
    }
    findings
}

/// What the argument stands for, what is wanted there, and a Rust type for it.
fn misfit(
    catalog: &Catalog,
    option: &QueryOption,
    used: &Use<'_>,
    argument: &Argument,
) -> Option<(String, String, &'static str)> {
    let given = &argument.ty;
    let wrong = |of: &str, wanted: &str, rust| Some((of.to_owned(), wanted.to_owned(), rust));
    match &used.role {
        Role::Option => match option.name.trim_start_matches('$') {
            "top" | "skip" if !matches!(given, RustType::Unknown | RustType::Integer) => {
                wrong(&option.name, "a whole number", "u32")
            }
            "count" if !matches!(given, RustType::Unknown | RustType::Boolean) => {
                wrong(&option.name, "`true` or `false`", "bool")
            }
            "filter" if given.is_number_or_flag() => wrong(&option.name, "a condition", "&str"),
            "select" | "expand" | "orderby" if given.is_number_or_flag() => {
                wrong(&option.name, "names of properties", "&str")
            }
            _ => None,
        },
        Role::List if *given == RustType::Text || given.is_number_or_flag() => wrong("in", "a list of values", "&[…]"),
        Role::Comparison(_) | Role::Item | Role::Argument { .. } => {
            let of = used.property.clone().unwrap_or_default();
            if matches!(given, RustType::Sequence(_)) {
                return wrong(&of, "one value, and a list is written `in (<…>)`", "&str");
            }
            let ty = used.ty?;
            let rust = given.misfit(catalog, ty.name)?;
            Some((of, format!("{} `{}`", article(ty.name), ty.name), rust))
        }
        _ => None,
    }
}
