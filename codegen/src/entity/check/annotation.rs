//! Checks the name of an annotation: `@odata.etag`, `attachments@odata.count`, `@microsoft.graph.downloadUrl`.

use super::context::Context;
use crate::entity::model::Asked;
use crate::entity::problem::Problem;
use graph_action_catalog::{Catalog, nearest};
use syn::LitStr;

/// OData's own annotations, without `@odata.`.
const ODATA: &[&str] = &[
    "associationLink",
    "bind",
    "context",
    "count",
    "delta",
    "deltaLink",
    "editLink",
    "etag",
    "id",
    "mediaContentType",
    "mediaEditLink",
    "mediaEtag",
    "mediaReadLink",
    "metadataEtag",
    "navigationLink",
    "nextLink",
    "readLink",
    "removed",
    "type",
];

/// What begins the names of OData's own.
const PREFIX: &str = "odata.";

/// Whether a name is that of an annotation.
pub(super) fn is_annotation(name: &str) -> bool {
    name.contains('@') || name.starts_with(PREFIX)
}

/// Annotations come by themselves, but for some of Graph's own, such as `@microsoft.graph.downloadUrl`. One of a body
/// is never asked for.
pub(super) fn asked(name: &str) -> Asked {
    let own = name.starts_with("@microsoft.graph.") || name.starts_with("@content.");
    if own && name != "@microsoft.graph.conflictBehavior" { Asked::Selected } else { Asked::NotAtAll }
}

/// Reports a name that is nearly one of OData's, and an annotation of a property that is not there.
pub(super) fn check(name: &LitStr, context: &mut Context<'_, '_>) {
    let (Some(schema), Some(ty)) = (context.schema, context.ty) else { return };
    let text = name.value();
    let (property, annotation) = text.split_once('@').unwrap_or(("", &text));
    let problem = match annotation.strip_prefix(PREFIX) {
        Some(of_odata) if !ODATA.contains(&of_odata) || !text.contains('@') => {
            let near = nearest(of_odata, ODATA.iter().copied(), 3);
            let nearest = near.into_iter().map(|near| format!("{property}@{PREFIX}{near}")).collect::<Vec<_>>();
            (!nearest.is_empty()).then(|| Problem::UnknownAnnotation { name: text.clone(), nearest })
        }
        _ => unknown_property(schema, ty.name, property),
    };
    if let Some(problem) = problem {
        context.report(name, &problem);
    }
}

fn unknown_property(schema: &Catalog, ty: &str, property: &str) -> Option<Problem> {
    // Extensions have an `_` or a `.` in their names.
    let is_extension = property.contains(['_', '.']);
    let has = |name| schema.member(ty, name).or_else(|| schema.derived_member(ty, name)).is_some();
    if property.is_empty() || is_extension || has(property) {
        return None;
    }
    let near = nearest(property, schema.members(ty).map(|member| member.name), 3);
    let nearest = near.into_iter().map(str::to_owned).collect();
    Some(Problem::UnknownProperty {
        ty: ty.to_owned(),
        name: property.to_owned(),
        nearest,
        in_beta: false,
        version: schema.version(),
    })
}
