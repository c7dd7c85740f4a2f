//! Checks of an address that need no catalog: its root, and the names of query options.

use super::settings::Settings;
use crate::errors::Errors;
use crate::parse::attribute::PathSyntax;
use crate::parse::root::Root;
use crate::terms::KnownRoot;
use crate::verdict::unknown_query_option;
use graph_action_catalog::{Catalog, Segment};

/// Refuses a path that names its root again: paths are relative to the root.
pub(super) fn check_root(path: &PathSyntax, settings: &Settings<'_>, catalog: Option<&Catalog>, errors: &mut Errors) {
    let Root::Known(root, _) = settings.root else { return };
    if settings.absolute || root == KnownRoot::Service {
        return;
    }
    let segments = &path.template.segments;
    let Some(Segment::Text(first)) = segments.first() else { return };
    let Some((meant, depth)) = KnownRoot::of_first_segment(first) else { return };
    // `drives` and `sites` are members of roots as well as entity sets of the service.
    let is_member = |ty: &str| catalog.is_none_or(|catalog| catalog.member(ty, first).is_some());
    if root.graph_type().is_some_and(is_member) {
        return;
    }
    let literal = path.literal.value();
    let rest = literal.splitn(depth + 2, '/').nth(depth + 1);
    let has_key = depth == 1 || matches!(segments.get(1), Some(Segment::Argument(_) | Segment::Text(_)));
    let repair = if has_key {
        let under = if root == meant { String::new() } else { format!(" under `root = {}`", meant.name()) };
        format!("write `/{}`{under} and call it on `{}`", rest.unwrap_or_default(), meant.resource_at(first))
    } else {
        "it belongs to the service: write `root = service`".to_owned()
    };
    errors.at(
        &path.literal,
        format!("a path is relative to its root, here `root = {}`, which has no `{first}`: {repair}", root.name()),
    );
}

/// Query options that begin with `$` are OData's; others pass.
pub(super) fn check_query_options(path: &PathSyntax, errors: &mut Errors) {
    for pair in &path.template.query {
        if let Some(finding) = unknown_query_option(&pair.name) {
            errors.at(&path.literal, finding);
        }
    }
}
