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

/// A property that a return type may ask for, and that needs a permission of its own.
pub(super) struct Asked<'c> {
    pub(super) need: Need<'c>,
    /// The ways to its entities: `members` for those that are expanded, nothing for the answer itself.
    pub(super) ways: Vec<String>,
}

impl Asked<'_> {
    /// `signInActivity` of the answer, `members/signInActivity` of what is expanded.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        let property = self.need.property;
        self.ways.iter().map(move |way| if way.is_empty() { property.to_owned() } else { format!("{way}/{property}") })
    }
}

/// What the properties need that a return type may ask for, without those that the query names: its own, and those of
/// entities that it expands, which it may do so many levels deep.
pub(super) fn of_answer<'c>(
    catalog: &'c Catalog,
    walk: Option<&Walk<'_>>,
    of_query: &[Need<'_>],
    levels: usize,
) -> Vec<Asked<'c>> {
    let mut found = Vec::new();
    if let Some(ty) = walk.and_then(|walk| walk.ty) {
        collect(catalog, ty.name, &[String::new()], levels, &mut found);
    }
    found.retain(|asked| of_query.iter().all(|named| named.property != asked.need.property));
    found
}

/// What the properties of a type need to which these ways lead, and of the types that these links lead on to.
fn collect<'c>(catalog: &'c Catalog, ty: &str, ways: &[String], levels: usize, found: &mut Vec<Asked<'c>>) {
    for need in catalog.property_needs(ty) {
        match found.iter_mut().find(|known| known.need == need) {
            Some(known) => known.ways.extend_from_slice(ways),
            None => found.push(Asked { need, ways: ways.to_vec() }),
        }
    }
    let Some(below) = levels.checked_sub(1) else { return };
    // Many links lead to the same type.
    let mut links: Vec<(&str, Vec<String>)> = Vec::new();
    for member in catalog.members(ty).filter(|member| member.navigation.is_some()) {
        let further = ways.iter().map(|way| match way.as_str() {
            "" => member.name.to_owned(),
            way => format!("{way}/{}", member.name),
        });
        match links.iter_mut().find(|(ty, _)| *ty == member.ty.name) {
            Some((_, ways)) => ways.extend(further),
            None => links.push((member.ty.name, further.collect())),
        }
    }
    for (ty, ways) in links {
        // Graph expands links between directory objects one level deep
        // (<https://learn.microsoft.com/graph/known-issues>).
        let below = if below > 0 && catalog.derives_from(ty, "directoryObject") { 0 } else { below };
        collect(catalog, ty, &ways, below, found);
    }
}
