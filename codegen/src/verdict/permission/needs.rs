//! The properties that a query names and that need a permission of their own.

use graph_action_catalog::{Catalog, Need};

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
