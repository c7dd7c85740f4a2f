//! Entities of any type, as plain data: their properties, what each contains, and the links between them.
//!
//! Every entity is found by its key through an index of its collection, and by its number from everywhere else. The
//! store knows no address and no rule of Graph.

pub(crate) mod keys;
mod slot;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde_json::{Map, Value};

use crate::schema::Type;
use slot::Slot;

/// The number of an entity. Later ones have larger numbers.
pub(crate) type NodeId = u64;

/// The service itself, whose members are the entity sets and singletons.
pub(crate) const SERVICE: NodeId = 0;

/// A navigation property of an entity, or an entity set.
pub(crate) type Place = (NodeId, &'static str);

/// An entity.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) of: Type,
    /// An object, under Graph's names, always with the key.
    pub(crate) properties: Value,
    /// What contains it.
    pub(crate) home: Place,
    /// Grows with each change of anything, for delta and etags.
    pub(crate) serial: u64,
    slots: BTreeMap<&'static str, Slot>,
    /// The places that link to it.
    referrers: BTreeSet<Place>,
    streams: BTreeMap<&'static str, Stream>,
}

/// The content of an entity or of a property.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    pub(crate) content_type: String,
    pub(crate) content: Arc<Vec<u8>>,
}

/// All entities.
#[derive(Debug)]
pub(crate) struct Store {
    nodes: HashMap<NodeId, Node>,
    next: NodeId,
    /// The objects of the directory, by id.
    directory: HashMap<Box<str>, NodeId>,
}

impl Default for Store {
    fn default() -> Self {
        let service = Node::new(Type("service"), Value::Object(Map::new()), (SERVICE, ""), 0);
        Self { nodes: HashMap::from([(SERVICE, service)]), next: 1, directory: HashMap::new() }
    }
}

impl Node {
    fn new(of: Type, properties: Value, home: Place, serial: u64) -> Self {
        Self {
            of,
            properties,
            home,
            serial,
            slots: BTreeMap::new(),
            referrers: BTreeSet::new(),
            streams: BTreeMap::new(),
        }
    }

    /// The value of its key property.
    pub(crate) fn id(&self) -> &str {
        self.text(self.of.key())
    }

    /// A property that is text; empty when there is none.
    pub(crate) fn text(&self, property: &str) -> &str {
        self.properties[property].as_str().unwrap_or_default()
    }

    pub(crate) fn etag(&self) -> String {
        format!("W/\"{:08x}\"", self.serial)
    }
}

impl Store {
    pub(crate) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(&id)
    }

    /// Adds an entity to the collection or single-valued property that contains it.
    pub(crate) fn insert(&mut self, home: Place, of: Type, properties: Map<String, Value>, serial: u64) -> NodeId {
        let id = self.next;
        self.next += 1;
        let node = Node::new(of, Value::Object(properties), home, serial);
        self.enter(&node, id, serial);
        self.nodes.insert(id, node);
        id
    }

    /// Makes an entity known to the collection that contains it, and to the directory.
    fn enter(&mut self, node: &Node, id: NodeId, serial: u64) {
        let keys = keys::of(node);
        if node.of.is("directoryObject") {
            self.directory.insert(node.id().into(), id);
        }
        if let Some(owner) = self.nodes.get_mut(&node.home.0) {
            owner.slots.entry(node.home.1).or_default().add(id, keys, serial);
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some(node) = self.nodes.get(&id) else { return };
        let (home, keys) = (node.home, keys::of(node));
        if node.of.is("directoryObject") {
            let key: Box<str> = node.id().into();
            self.directory.remove(&key);
        }
        if let Some(slot) = self.slot_mut(home) {
            slot.remove(id, &keys);
        }
    }

    /// Replaces the properties of an entity.
    pub(crate) fn update(&mut self, id: NodeId, properties: Map<String, Value>, serial: u64) {
        self.leave(id);
        let Some(mut node) = self.nodes.remove(&id) else { return };
        node.properties = Value::Object(properties);
        node.serial = serial;
        self.enter(&node, id, serial);
        self.nodes.insert(id, node);
    }

    /// Records that an entity has changed.
    pub(crate) fn touch(&mut self, id: NodeId, serial: u64) {
        if let Some(node) = self.nodes.get_mut(&id) {
            node.serial = serial;
        }
    }

    /// Moves an entity to another collection.
    pub(crate) fn relocate(&mut self, id: NodeId, home: Place, serial: u64) {
        self.note_removal(id, serial);
        self.leave(id);
        let Some(mut node) = self.nodes.remove(&id) else { return };
        for referrer in std::mem::take(&mut node.referrers) {
            self.drop_link(referrer, id, node.id(), serial);
        }
        node.home = home;
        node.serial = serial;
        self.enter(&node, id, serial);
        self.nodes.insert(id, node);
    }

    /// Removes an entity, all that it contains, and the links to it.
    pub(crate) fn remove(&mut self, id: NodeId, serial: u64) {
        self.note_removal(id, serial);
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            self.leave(id);
            let Some(node) = self.nodes.remove(&id) else { continue };
            for referrer in &node.referrers {
                self.drop_link(*referrer, id, node.id(), serial);
            }
            for (member, slot) in &node.slots {
                for target in slot.items() {
                    match self.nodes.get_mut(&target) {
                        Some(target_node) if target_node.home == (id, *member) => waiting.push(target),
                        Some(target_node) => {
                            target_node.referrers.remove(&(id, *member));
                        }
                        None => {}
                    }
                }
            }
        }
    }

    fn note_removal(&mut self, id: NodeId, serial: u64) {
        let Some(node) = self.nodes.get(&id) else { return };
        let (home, key) = (node.home, node.id().to_owned());
        if let Some(slot) = self.slot_mut(home) {
            slot.removed.push((serial, key));
        }
    }

    fn drop_link(&mut self, from: Place, target: NodeId, key: &str, serial: u64) {
        if let Some(slot) = self.slot_mut(from) {
            slot.remove(target, &[key.to_owned()]);
            slot.removed.push((serial, key.to_owned()));
        }
        self.touch(from.0, serial);
    }

    fn slot(&self, (owner, member): Place) -> Option<&Slot> {
        self.nodes.get(&owner)?.slots.get(member)
    }

    fn slot_mut(&mut self, (owner, member): Place) -> Option<&mut Slot> {
        self.nodes.get_mut(&owner)?.slots.get_mut(member)
    }

    /// What is in a collection, in the order of creation.
    pub(crate) fn items(&self, place: Place) -> Vec<NodeId> {
        self.slot(place).map(|slot| slot.items().collect()).unwrap_or_default()
    }

    /// The value of a single-valued property.
    pub(crate) fn single(&self, place: Place) -> Option<NodeId> {
        self.slot(place)?.items().next()
    }

    /// Whether a single-valued property has ever been set, even if it is empty now.
    pub(crate) fn is_known(&self, place: Place) -> bool {
        self.slot(place).is_some()
    }

    /// An entity of a collection by its key, or by an alternate key as `name=value`.
    pub(crate) fn find(&self, place: Place, key: &str) -> Option<NodeId> {
        let slot = self.slot(place)?;
        slot.find(key).or_else(|| slot.find(&key.to_lowercase()))
    }

    /// An object of the directory by its id.
    pub(crate) fn directory_object(&self, id: &str) -> Option<NodeId> {
        self.directory.get(id).or_else(|| self.directory.get(id.to_lowercase().as_str())).copied()
    }

    /// All objects of the directory, in the order of creation.
    pub(crate) fn directory_objects(&self) -> Vec<NodeId> {
        let mut all: Vec<NodeId> = self.directory.values().copied().collect();
        all.sort_unstable();
        all
    }

    /// Links an entity; `false` when the link exists.
    pub(crate) fn link(&mut self, from: Place, target: NodeId, serial: u64) -> bool {
        let Some(node) = self.nodes.get_mut(&target) else { return false };
        let key = node.id().to_owned();
        if node.home != from {
            node.referrers.insert(from);
        }
        let Some(owner) = self.nodes.get_mut(&from.0) else { return false };
        owner.serial = serial;
        owner.slots.entry(from.1).or_default().add(target, vec![key], serial)
    }

    /// Removes a link; `false` when there is none.
    pub(crate) fn unlink(&mut self, from: Place, target: NodeId, serial: u64) -> bool {
        let Some(node) = self.nodes.get_mut(&target) else { return false };
        let key = node.id().to_owned();
        if !node.referrers.remove(&from) {
            return false;
        }
        self.drop_link(from, target, &key, serial);
        true
    }

    /// The entities that link to one by a navigation property of this name.
    pub(crate) fn referrers(&self, target: NodeId, member: &str) -> Vec<NodeId> {
        let Some(node) = self.nodes.get(&target) else { return Vec::new() };
        node.referrers.iter().filter(|(_, name)| *name == member).map(|(owner, _)| *owner).collect()
    }

    /// Serial numbers and keys of what has left a collection.
    pub(crate) fn removed(&self, place: Place) -> &[(u64, String)] {
        self.slot(place).map(|slot| slot.removed.as_slice()).unwrap_or_default()
    }

    /// What was added to a collection, with the serial number of the addition.
    pub(crate) fn additions(&self, place: Place) -> Vec<(NodeId, u64)> {
        self.slot(place).map(|slot| slot.additions().collect()).unwrap_or_default()
    }

    pub(crate) fn stream(&self, id: NodeId, property: &str) -> Option<&Stream> {
        self.nodes.get(&id)?.streams.get(property)
    }

    pub(crate) fn set_stream(&mut self, id: NodeId, property: &'static str, stream: Option<Stream>, serial: u64) {
        let Some(node) = self.nodes.get_mut(&id) else { return };
        node.serial = serial;
        match stream {
            Some(stream) => node.streams.insert(property, stream),
            None => node.streams.remove(property),
        };
    }

    /// The members of an entity that hold anything, with what they hold.
    pub(crate) fn members(&self, id: NodeId) -> Vec<(&'static str, Vec<NodeId>)> {
        let Some(node) = self.nodes.get(&id) else { return Vec::new() };
        node.slots.iter().map(|(member, slot)| (*member, slot.items().collect())).collect()
    }
}
