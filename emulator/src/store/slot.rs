//! What a collection or a single-valued navigation property holds.

use std::collections::{BTreeMap, HashMap};

use super::NodeId;

#[derive(Debug, Default)]
pub(super) struct Slot {
    /// The entities, with the serial number of their arrival.
    items: BTreeMap<NodeId, u64>,
    keys: HashMap<Box<str>, NodeId>,
    /// Serial numbers and keys of what has left, for delta.
    pub(super) removed: Vec<(u64, String)>,
}

impl Slot {
    /// Adds an entity under its keys; `false` when it is there.
    pub(super) fn add(&mut self, id: NodeId, keys: Vec<String>, serial: u64) -> bool {
        for key in keys {
            self.keys.insert(key.into(), id);
        }
        match self.items.entry(id) {
            std::collections::btree_map::Entry::Occupied(_) => false,
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(serial);
                true
            }
        }
    }

    pub(super) fn remove(&mut self, id: NodeId, keys: &[String]) {
        self.items.remove(&id);
        for key in keys {
            if self.keys.get(key.as_str()) == Some(&id) {
                self.keys.remove(key.as_str());
            }
        }
    }

    pub(super) fn find(&self, key: &str) -> Option<NodeId> {
        self.keys.get(key).copied()
    }

    pub(super) fn items(&self) -> impl Iterator<Item = NodeId> {
        self.items.keys().copied()
    }

    pub(super) fn additions(&self) -> impl Iterator<Item = (NodeId, u64)> {
        self.items.iter().map(|(id, serial)| (*id, *serial))
    }
}
