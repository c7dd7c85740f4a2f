//! Paths of properties, as query options name them.

use graph_action_catalog::{Catalog, Member, TypeKind};

use super::candidate::{Candidate, Kind, describe};

/// A path of properties: those of the type that all but its last segment leads to.
pub(super) fn property_path(
    catalog: &Catalog,
    ty: &str,
    path: &str,
    wanted: impl Fn(&Member<'_>) -> bool,
) -> (usize, Vec<Candidate>) {
    let at = path.rfind('/').map_or(0, |slash| slash + 1);
    let Some(ty) = type_at(catalog, ty, path[..at].trim_end_matches('/')) else { return (at, Vec::new()) };
    let member = |member: Member<'_>| {
        let kind = if member.navigation.is_some() { Kind::Navigation } else { Kind::Property };
        Candidate::new(member.name, describe(member.ty), kind)
    };
    (at, catalog.members(ty).filter(wanted).map(member).collect())
}

/// The type that a path of properties leads to.
pub(super) fn type_at<'c>(catalog: &'c Catalog, ty: &str, path: &str) -> Option<&'c str> {
    let mut found = catalog.find_type(ty)?.name;
    for name in path.split('/').filter(|name| !name.is_empty()) {
        found = match name.strip_prefix("microsoft.graph.") {
            Some(cast) => catalog.find_type(cast)?.name,
            None => catalog.member(found, name)?.ty.name,
        };
    }
    Some(found)
}

/// Whether a type is an enumeration.
pub(super) fn is_enumeration(catalog: &Catalog, ty: &str) -> bool {
    catalog.find_type(ty).is_some_and(|ty| ty.kind == TypeKind::Enum)
}
