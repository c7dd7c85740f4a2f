//! The properties that a query names, or that a return type may ask for, and that need a permission of their own.

use graph_action_catalog::{Catalog, Need, Walk};

use crate::odata::Judged;

/// What the properties need that the query names in `$select`, `$expand`, `$filter` and `$orderby`, each once.
pub(super) fn of_query<'c>(catalog: &'c Catalog, query: &[Judged<'_>]) -> Vec<Need<'c>> {
    let mut found = Vec::new();
    for (ty, property) in query.iter().flat_map(|judged| &judged.properties) {
        let need = catalog.property_need(ty, property);
        found.extend(need.filter(|need| !found.contains(need)));
    }
    found
}

/// What the properties need that a return type may ask for, without those that the query names.
pub(super) fn of_answer<'c>(catalog: &'c Catalog, walk: Option<&Walk<'_>>, of_query: &[Need<'_>]) -> Vec<Need<'c>> {
    let ty = walk.and_then(|walk| walk.ty);
    let mut needs = ty.map(|ty| catalog.property_needs(ty.name)).unwrap_or_default();
    needs.retain(|need| of_query.iter().all(|named| named.property != need.property));
    needs
}
