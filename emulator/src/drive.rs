//! A drive: folders and files, by id and by path.

pub(crate) mod item;

use std::{collections::HashMap, sync::Arc};

use crate::{
    http::{GraphError, Result},
    id::Ids,
    seed,
    time::Timestamp,
};
use item::{Item, Kind};

/// What happens when another item has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conflict {
    Fail,
    Replace,
    Rename,
}

impl Conflict {
    /// The value of `@microsoft.graph.conflictBehavior`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        match text.to_ascii_lowercase().as_str() {
            "fail" => Ok(Self::Fail),
            "replace" => Ok(Self::Replace),
            "rename" => Ok(Self::Rename),
            _ => Err(invalid(format!("'{text}' is no conflict behavior: fail, replace or rename is."))),
        }
    }
}

/// The folder and the name that a file or folder is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The id of the folder.
    pub(crate) parent: String,
    pub(crate) name: String,
}

/// What every drive may hold: one TiB.
pub(crate) const QUOTA: u64 = 1 << 40;

#[derive(Debug)]
pub(crate) struct Drive {
    pub(crate) id: String,
    /// The root first. Deleted items stay and are marked, for delta.
    items: Vec<Item>,
    places: HashMap<String, usize>,
}

impl Drive {
    pub(crate) fn new(ids: &mut Ids, now: Timestamp) -> Self {
        let mut drive = Self { id: ids.drive(), items: Vec::new(), places: HashMap::new() };
        drive.push(Item::new(ids, None, seed::ROOT_ITEM, Kind::Folder, now));
        drive
    }

    fn push(&mut self, item: Item) -> usize {
        self.places.insert(item.id.clone(), self.items.len());
        self.items.push(item);
        self.items.len() - 1
    }

    pub(crate) fn root(&self) -> &Item {
        &self.items[0]
    }

    /// All items, also deleted ones.
    pub(crate) fn all(&self) -> &[Item] {
        &self.items
    }

    fn position(&self, id: &str) -> Result<usize> {
        let place = self.places.get(id).copied().filter(|place| !self.items[*place].deleted);
        place.ok_or_else(not_found)
    }

    /// An item by id; the root when there is none.
    pub(crate) fn item(&self, id: Option<&str>) -> Result<&Item> {
        Ok(match id {
            None => self.root(),
            Some(id) => &self.items[self.position(id)?],
        })
    }

    pub(crate) fn children<'d, 'p>(&'d self, parent: &'p str) -> impl Iterator<Item = &'d Item> + use<'d, 'p> {
        self.items.iter().filter(move |item| !item.deleted && item.parent.as_deref() == Some(parent))
    }

    /// The child of this name; names compare without case.
    pub(crate) fn child(&self, slot: &Slot) -> Option<&Item> {
        self.children(&slot.parent).find(|item| same_name(&item.name, &slot.name))
    }

    /// The item that names lead to, from an item given by id.
    pub(crate) fn item_at(&self, start: Option<&str>, path: &[String]) -> Result<&Item> {
        path.iter().try_fold(self.item(start)?, |here, name| {
            self.child(&Slot { parent: here.id.clone(), name: name.clone() }).ok_or_else(not_found)
        })
    }

    /// The slot of a file at the end of a path. Missing folders of the path are created, as the service does.
    pub(crate) fn slot(&mut self, ids: &mut Ids, start: Option<&str>, path: &[String], now: Timestamp) -> Result<Slot> {
        let Some((name, folders)) = path.split_last() else {
            let item = self.item(start)?;
            let parent = item.parent.clone().ok_or_else(|| invalid("The root is no file."))?;
            return Ok(Slot { parent, name: item.name.clone() });
        };
        check_name(name)?;
        let mut here = self.item(start)?.id.clone();
        for folder in folders {
            let slot = Slot { parent: here, name: folder.clone() };
            here = match self.child(&slot) {
                Some(item) if item.is_folder() => item.id.clone(),
                Some(_) => return Err(invalid(format!("'{folder}' is a file, not a folder."))),
                None => self.add(ids, slot, Kind::Folder, Conflict::Fail, now)?.0.id.clone(),
            };
        }
        if !self.item(Some(&here))?.is_folder() {
            return Err(invalid("A file has no children."));
        }
        Ok(Slot { parent: here, name: name.clone() })
    }

    /// Adds a file or folder, or replaces the content of a file; true when the item is new.
    pub(crate) fn add(
        &mut self,
        ids: &mut Ids,
        mut slot: Slot,
        kind: Kind,
        conflict: Conflict,
        now: Timestamp,
    ) -> Result<(&Item, bool)> {
        check_name(&slot.name)?;
        let taken = self.child(&slot).map(|item| item.id.clone());
        if let Some(id) = taken {
            let place = self.position(&id)?;
            let both_files = !self.items[place].is_folder() && !matches!(kind, Kind::Folder);
            match conflict {
                Conflict::Replace if both_files => {
                    self.items[place].replace(ids, kind, now);
                    return Ok((&self.items[place], false));
                }
                Conflict::Rename => slot.name = self.free_name(&slot),
                Conflict::Fail | Conflict::Replace => return Err(name_taken(&slot.name)),
            }
        }
        let place = self.push(Item::new(ids, Some(slot.parent), &slot.name, kind, now));
        Ok((&self.items[place], true))
    }

    /// A name that no other item has: `a 1.txt` for `a.txt`.
    fn free_name(&self, slot: &Slot) -> String {
        let (stem, extension) = match slot.name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
            _ => (slot.name.as_str(), String::new()),
        };
        let mut number = 1;
        loop {
            let name = format!("{stem} {number}{extension}");
            let slot = Slot { parent: slot.parent.clone(), name };
            if self.child(&slot).is_none() {
                return slot.name;
            }
            number += 1;
        }
    }

    /// Renames and moves.
    pub(crate) fn relocate(&mut self, ids: &mut Ids, id: &str, slot: Slot, now: Timestamp) -> Result<&Item> {
        check_name(&slot.name)?;
        let place = self.position(id)?;
        if place == 0 {
            return Err(invalid("The root stays where it is."));
        }
        if !self.item(Some(&slot.parent))?.is_folder() || self.is_inside(&slot.parent, id) {
            return Err(invalid("The item cannot be moved there."));
        }
        if self.child(&slot).is_some_and(|other| other.id != id) {
            return Err(name_taken(&slot.name));
        }
        let item = &mut self.items[place];
        item.name = slot.name;
        item.parent = Some(slot.parent);
        item.touch(ids, now);
        Ok(&self.items[place])
    }

    /// Whether an item is `folder` or is somewhere inside it.
    fn is_inside(&self, id: &str, folder: &str) -> bool {
        let mut here = Some(id.to_owned());
        while let Some(id) = here {
            if id == folder {
                return true;
            }
            here = self.item(Some(&id)).ok().and_then(|item| item.parent.clone());
        }
        false
    }

    /// Deletes an item with everything in it.
    pub(crate) fn delete(&mut self, ids: &mut Ids, id: &str, now: Timestamp) -> Result<()> {
        let place = self.position(id)?;
        if place == 0 {
            return Err(invalid("The root cannot be deleted."));
        }
        let children: Vec<String> = self.children(id).map(|item| item.id.clone()).collect();
        for child in children {
            self.delete(ids, &child, now)?;
        }
        let item = &mut self.items[place];
        item.deleted = true;
        item.touch(ids, now);
        if let Kind::File(content) = &mut item.kind {
            *content = Arc::default();
        }
        Ok(())
    }

    /// Copies an item with everything in it, and returns the id of the copy.
    pub(crate) fn copy(
        &mut self,
        ids: &mut Ids,
        id: &str,
        slot: Slot,
        conflict: Conflict,
        now: Timestamp,
    ) -> Result<String> {
        // Everything is collected before anything is added, because the copy may be inside the original.
        let mut originals = vec![(self.item(Some(id))?, 0)];
        let mut next = 0;
        while let Some((item, _)) = originals.get(next).copied() {
            originals.extend(self.children(&item.id).map(|child| (child, next)));
            next += 1;
        }
        let originals: Vec<(String, Kind, usize)> =
            originals.into_iter().map(|(item, parent)| (item.name.clone(), item.kind.clone(), parent)).collect();
        let mut copies: Vec<String> = Vec::new();
        for (name, kind, parent) in originals {
            let (slot, conflict) = match copies.get(parent) {
                None => (slot.clone(), conflict),
                Some(parent) => (Slot { parent: parent.clone(), name }, Conflict::Fail),
            };
            copies.push(self.add(ids, slot, kind, conflict, now)?.0.id.clone());
        }
        copies.into_iter().next().ok_or_else(not_found)
    }

    /// The names from the root to an item, without the root's.
    pub(crate) fn path(&self, item: &Item) -> Vec<String> {
        let mut names = Vec::new();
        let mut here = item;
        while let Some(parent) = here.parent.as_deref().and_then(|id| self.places.get(id)) {
            names.push(here.name.clone());
            here = &self.items[*parent];
        }
        names.reverse();
        names
    }
}

fn same_name(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    left.to_lowercase() == right.to_lowercase()
}

/// The error for an item that does not exist.
pub(crate) fn not_found() -> GraphError {
    GraphError::new(404, "itemNotFound", "The resource could not be found.")
}

/// The error for a request that a drive cannot carry out.
pub(crate) fn invalid(message: impl Into<String>) -> GraphError {
    GraphError::new(400, "invalidRequest", message)
}

/// The error when another item has the name already.
pub(crate) fn name_taken(name: &str) -> GraphError {
    GraphError::new(409, "nameAlreadyExists", format!("An item with the name '{name}' already exists."))
}

/// The characters OneDrive takes in no name.
fn check_name(name: &str) -> Result<()> {
    let wrong =
        name.is_empty() || name == "." || name == ".." || name.contains(['"', '*', ':', '<', '>', '?', '/', '\\', '|']);
    if wrong { Err(invalid("The provided name cannot contain any of the characters \"*:<>?/\\|.")) } else { Ok(()) }
}
