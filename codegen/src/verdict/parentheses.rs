//! What stands in the parentheses of the path, a function's arguments and keys, against their declared types.

use graph_action_catalog::{Assignment, AssignmentValue, Catalog, Segment, TypeRef, Walk, walk};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::{Question, RustType};
use super::words::article;
use crate::odata::{Misfit, misfit, nearest_members};

/// Checks the literals of the path, and the Rust types of a function's arguments. All literals that can be mended are
/// mended in one path.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>) -> Vec<Finding> {
    let mut mended = question.template.clone();
    let (mut wrong, mut findings) = (Vec::new(), Vec::new());
    for (at, segment) in mended.segments.iter_mut().enumerate() {
        let Segment::Parameters { parameters, .. } = segment else { continue };
        let Some(here) = walk_to(catalog, question, at) else { continue };
        for Assignment { name, value } in parameters {
            match value {
                AssignmentValue::Text(text) => {
                    let Some((ty, misfit)) = misfit_at(catalog, &here, name, text) else { continue };
                    let near = nearest_members(catalog, &ty, text);
                    let problem = Problem::PathLiteral { name: name.clone(), text: text.clone(), ty, misfit };
                    let written =
                        if misfit == Misfit::Unquoted { Some(format!("'{text}'")) } else { near.first().cloned() };
                    wrong.push((Finding::new(Place::Segment(at), problem).suggest(near), written.is_some()));
                    *text = written.unwrap_or_else(|| text.clone());
                }
                AssignmentValue::Argument(argument) | AssignmentValue::Quoted(argument) => {
                    findings.extend(argument_type(catalog, question, &here, name, argument));
                }
            }
        }
    }
    let with_repair =
        |(finding, is_mended): (Finding, bool)| finding.repair(is_mended.then(|| Repair::Path(mended.clone())));
    findings.extend(wrong.into_iter().map(with_repair));
    findings
}

/// Whether the Rust type of an argument fits none of the types that the parameter has in the function's overloads.
fn argument_type(
    catalog: &Catalog,
    question: &Question<'_>,
    here: &Walk<'_>,
    parameter: &str,
    argument: &str,
) -> Option<Finding> {
    here.operation()?;
    let given = &question.arguments.iter().find(|given| given.name == argument)?.ty;
    let types = types_of(catalog, here, parameter);
    let misfits: Option<Vec<&'static str>> = types.iter().map(|ty| misfit_of(catalog, given, *ty)).collect();
    let (ty, rust) = (types.first()?, *misfits?.first()?);
    let wanted = format!("{} `{}`", article(ty.name), ty.name);
    let problem = Problem::ArgumentType { name: argument.to_owned(), of: parameter.to_owned(), wanted };
    let repair = Repair::ArgumentType(argument.to_owned(), rust);
    Some(Finding::new(Place::Argument(argument.to_owned()), problem).repair(repair))
}

/// A Rust type that fits, when this one does not. How a list is written is the function's own affair.
fn misfit_of(catalog: &Catalog, given: &RustType, ty: TypeRef<'_>) -> Option<&'static str> {
    match given {
        _ if ty.collection => None,
        RustType::Sequence(_) => Some("&str"),
        given => given.misfit(catalog, ty.name),
    }
}

/// Where the path leads with this segment as its last.
fn walk_to<'c>(catalog: &'c Catalog, question: &Question<'_>, segment: usize) -> Option<Walk<'c>> {
    walk(catalog, question.start, question.template.steps().get(..=segment)?).ok()
}

/// The declared type, and why the literal is no value of it.
fn misfit_at(catalog: &Catalog, here: &Walk<'_>, name: &str, text: &str) -> Option<(String, Misfit)> {
    let types = types_of(catalog, here, name);
    let found = misfit(catalog, *types.first()?, text)?;
    // What fits one overload is right.
    let fits_none = types.iter().all(|ty| misfit(catalog, *ty, text).is_some());
    fits_none.then(|| (types.first().map(ToString::to_string).unwrap_or_default(), found))
}

/// The types that what stands in the parentheses may have: one for each overload of an operation, that of a key.
fn types_of<'c>(catalog: &'c Catalog, here: &Walk<'c>, name: &str) -> Vec<TypeRef<'c>> {
    if let Some(operation) = here.operation() {
        let bound_to = operation.bound_to;
        let overloads = catalog.operations(bound_to.name, bound_to.collection, operation.name);
        return overloads.iter().filter_map(|overload| Some(overload.parameter(name)?.ty)).collect();
    }
    let Some(ty) = here.ty else { return Vec::new() };
    let name = if name.is_empty() { key_of(catalog, ty.name) } else { name };
    let member = catalog.member(ty.name, name).or_else(|| catalog.derived_member(ty.name, name));
    member.map(|member| member.ty).into_iter().collect()
}

/// The property that a key without a name is a value of.
fn key_of<'c>(catalog: &'c Catalog, ty: &str) -> &'c str {
    if catalog.member(ty, "id").is_some() {
        return "id";
    }
    catalog.type_and_bases(ty).find_map(|ty| ty.keys().next()).unwrap_or("id")
}
