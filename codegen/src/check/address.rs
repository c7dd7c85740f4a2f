//! What can be said of an address without the catalog: its root, and OData's query options.

use crate::errors::Errors;
use crate::parse::attribute::PathSyntax;
use crate::parse::options::{KnownRoot, Root};
use crate::verdict::unknown_query_option;
use graph_action_catalog::Segment;

/// The entity sets and singletons that are pasted from the documentation, and the root each of them means.
const PASTED: [(&str, usize, KnownRoot, &str); 5] = [
    ("me", 1, KnownRoot::User, "graph.me()"),
    ("users", 2, KnownRoot::User, "graph.user(id)"),
    ("groups", 2, KnownRoot::Group, "graph.group(id)"),
    ("sites", 2, KnownRoot::Site, "graph.site(id)"),
    ("drives", 2, KnownRoot::Drive, "graph.drive(id)"),
];

/// Paths are relative to the root; one pasted whole says its resource twice.
pub(super) fn check_root(path: &PathSyntax, root: &Root, absolute: bool, errors: &mut Errors) {
    let Root::Known(root, _) = root else { return };
    if absolute || *root == KnownRoot::Service {
        return;
    }
    let segments = &path.template.segments;
    let Some(Segment::Text(first)) = segments.first() else { return };
    let Some((_, depth, meant, resource)) = PASTED.iter().find(|(name, ..)| name == first) else { return };
    if is_member(*root, first) {
        return;
    }
    let literal = path.literal.value();
    let rest = literal.splitn(depth + 2, ['/']).nth(depth + 1);
    let is_key = matches!(segments.get(1), Some(Segment::Argument(_) | Segment::Text(_)));
    let message = match rest {
        Some(rest) if *depth == 1 || is_key => {
            let relative = format!("write `/{rest}`");
            if root == meant {
                format!("{relative} and call it on `{resource}`")
            } else {
                format!("{relative} under `root = {}` and call it on `{resource}`", meant.name())
            }
        }
        _ if *depth == 1 || is_key => match root == meant {
            true => format!("write `/` and call it on `{resource}`"),
            false => format!("write `/` under `root = {}` and call it on `{resource}`", meant.name()),
        },
        _ => "it belongs to the service: write `root = service`".to_owned(),
    };
    errors.at(
        &path.literal,
        format!("a path is relative to its root, here `root = {}`, which has no `{first}`: {message}", root.name()),
    );
}

/// The five that are members of a root as well as of the service.
fn is_member(root: KnownRoot, name: &str) -> bool {
    matches!(
        (root, name),
        (KnownRoot::User | KnownRoot::Group | KnownRoot::Site, "drives")
            | (KnownRoot::Group | KnownRoot::Site, "sites")
    )
}

/// Query options that begin with `$` are OData's; others pass.
pub(super) fn check_query_options(path: &PathSyntax, errors: &mut Errors) {
    for pair in &path.template.query {
        if let Some(message) = unknown_query_option(&pair.name) {
            errors.at(&path.literal, message);
        }
    }
}
