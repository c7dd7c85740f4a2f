//! Literals in the parentheses of the path: a function's arguments and keys, against their declared types.

use graph_action_catalog::{Assignment, AssignmentValue, Catalog, Segment, TypeRef, Walk, walk};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;
use crate::odata::{Misfit, misfit};

/// Checks the literals of the path. All that can be mended is mended in one path.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>) -> Vec<Finding> {
    let mut mended = question.template.clone();
    let mut wrong = Vec::new();
    for (at, segment) in mended.segments.iter_mut().enumerate() {
        let Segment::Parameters { parameters, .. } = segment else { continue };
        let is_literal = |assignment: &Assignment| matches!(assignment.value, AssignmentValue::Text(_));
        if !parameters.iter().any(is_literal) {
            continue;
        }
        let Some(here) = walk_to(catalog, question, at) else { continue };
        for assignment in parameters {
            let Assignment { name, value: AssignmentValue::Text(text) } = assignment else { continue };
            let Some((ty, misfit)) = misfit_at(catalog, &here, name, text) else { continue };
            let problem = Problem::PathLiteral { name: name.clone(), text: text.clone(), ty, misfit };
            wrong.push((at, problem, misfit));
            if misfit == Misfit::Unquoted {
                *text = format!("'{text}'");
            }
        }
    }
    let finding = |(at, problem, misfit)| {
        let repair = (misfit == Misfit::Unquoted).then(|| Repair::Path(mended.clone()));
        Finding::new(Place::Segment(at), problem).repair(repair)
    };
    wrong.into_iter().map(finding).collect()
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
