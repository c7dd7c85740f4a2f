//! Look-ups about the values and the permissions of properties.

use super::Catalog;
use crate::fact::{Member, Need, TypeKind, TypeRef, is_primitive};

impl Catalog {
    /// The permission that a property needs of its own, on the type `ty`, which has it or derives from the type that
    /// declares it.
    #[must_use]
    pub fn property_need(&self, ty: &str, property: &Member<'_>) -> Option<Need<'_>> {
        let owners = [ty, property.owner];
        let owners = if ty == property.owner { &owners[..1] } else { &owners[..] };
        owners.iter().find_map(|owner| {
            let wanted = format!("{owner}/{} ", property.name);
            self.written_by_hand_starting_with(&wanted).find_map(Need::parse)
        })
    }

    /// What properties need on the type `ty`, on its bases and on the types that derive from it, each once.
    #[must_use]
    pub fn property_needs(&self, ty: &str) -> Vec<Need<'_>> {
        let mut found: Vec<Need<'_>> = Vec::new();
        for owner in self.owners_with_needs(ty) {
            let wanted = format!("{owner}/");
            for need in self.written_by_hand_starting_with(&wanted).filter_map(Need::parse) {
                if found.iter().all(|known| known.property != need.property) {
                    found.push(need);
                }
            }
        }
        found
    }

    /// How a literal of this type stands in a URL: a string in quotes, anything else (numbers, GUIDs, dates,
    /// enumerations) bare.
    #[must_use]
    pub fn is_quoted(&self, ty: TypeRef<'_>) -> bool {
        ty.name == "String"
            || !(is_primitive(ty.name) || self.find_type(ty.name).is_some_and(|ty| ty.kind == TypeKind::Enum))
    }
}
