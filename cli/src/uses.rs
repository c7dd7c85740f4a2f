//! Where the schema has values of each type: entity sets, singletons and properties.

use std::collections::BTreeMap;

use graph_action_catalog::Catalog;

use crate::data_line;

/// The entity sets, singletons and properties of each type, from one reading of the schema.
pub(crate) struct Uses<'c>(BTreeMap<&'c str, Vec<Place<'c>>>);

/// An entity set, a singleton or a property.
pub(crate) struct Place<'c> {
    /// `/users`, `user/messages`.
    pub(crate) name: &'c str,
    /// Whether it is a collection of the type.
    is_collection: bool,
}

impl<'c> Uses<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Uses<'c> {
        let mut uses: BTreeMap<&str, Vec<Place<'_>>> = BTreeMap::new();
        for line in catalog.schema_facts() {
            let Some(declared) = data_line::declared_type(line) else { continue };
            let ty = declared.trim_start_matches('*');
            let place = Place { name: data_line::key(line), is_collection: ty.len() < declared.len() };
            uses.entry(ty).or_default().push(place);
        }
        Uses(uses)
    }

    /// The places of this very type, in the order of the schema.
    pub(crate) fn of(&self, ty: &str) -> &[Place<'c>] {
        self.0.get(ty).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether there is a collection of this very type.
    pub(crate) fn has_collection(&self, ty: &str) -> bool {
        self.of(ty).iter().any(|place| place.is_collection)
    }
}
