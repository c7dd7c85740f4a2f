//! A mailbox: folders, and the messages in them.

pub(crate) mod compose;
pub(crate) mod folder;
pub(crate) mod message;
pub(crate) mod mime;
pub(crate) mod reply;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde_json::{Map, Value};

use crate::{
    http::{GraphError, Result},
    id::Ids,
    seed,
    time::Timestamp,
};
use folder::Folder;
use message::Message;

#[derive(Debug)]
pub(crate) struct Mailbox {
    /// The GUID inside the ids of its items.
    guid: String,
    folders: Vec<Folder>,
    /// In the order in which they came into their folders, oldest first.
    messages: BTreeMap<u64, Message>,
    /// The places of messages, by id and by immutable id.
    places: HashMap<Arc<str>, u64>,
    removed: Vec<Removed>,
    /// Serial numbers and ids of folders that were removed, for delta.
    removed_folders: Vec<(u64, Arc<str>)>,
}

/// A message that left a folder, for delta.
#[derive(Debug)]
pub(crate) struct Removed {
    pub(crate) serial: u64,
    pub(crate) id: Arc<str>,
    pub(crate) immutable_id: Arc<str>,
    folder: Arc<str>,
}

impl Removed {
    fn new(ids: &mut Ids, message: &Message) -> Self {
        Self {
            serial: ids.serial(),
            id: message.id.clone(),
            immutable_id: message.immutable_id.clone(),
            folder: message.folder.clone(),
        }
    }
}

impl Mailbox {
    /// A mailbox with the folders that every mailbox has.
    pub(crate) fn new(ids: &mut Ids) -> Self {
        let guid = ids.guid();
        let root: Arc<str> = ids.outlook(&guid).into();
        let folders = seed::MAIL_FOLDERS.iter().map(|(name, display_name)| {
            let is_root = *name == seed::ROOT_FOLDER;
            Folder {
                id: if is_root { root.clone() } else { ids.outlook(&guid).into() },
                well_known: Some(name),
                display_name: (*display_name).to_owned(),
                parent: root.clone(),
                is_hidden: false,
                serial: ids.serial(),
            }
        });
        Self {
            folders: folders.collect(),
            messages: BTreeMap::new(),
            places: HashMap::new(),
            removed: Vec::new(),
            removed_folders: Vec::new(),
            guid,
        }
    }

    /// Finds a folder by well-known name or id.
    pub(crate) fn folder(&self, key: &str) -> Result<&Folder> {
        let found = self.folders.iter().find(|folder| folder.is(key));
        found.ok_or_else(GraphError::item_not_found)
    }

    /// The folder at the end of a path of folders, each a child of the one before; `None` for the whole mailbox.
    pub(crate) fn folder_at(&self, path: &[String]) -> Result<Option<&Folder>> {
        let mut here: Option<&Folder> = None;
        for key in path {
            let folder = self.folder(key)?;
            if here.is_some_and(|parent| folder.parent != parent.id) {
                return Err(GraphError::item_not_found());
            }
            here = Some(folder);
        }
        Ok(here)
    }

    pub(crate) fn children<'m>(&'m self, parent: &'m Folder) -> impl Iterator<Item = &'m Folder> {
        self.folders.iter().filter(move |folder| folder.parent == parent.id && folder.id != parent.id)
    }

    pub(crate) fn add_folder(&mut self, ids: &mut Ids, parent: &str, name: &str, is_hidden: bool) -> Result<Folder> {
        self.check_name(parent, name, None)?;
        let folder = Folder {
            id: ids.outlook(&self.guid).into(),
            well_known: None,
            display_name: name.to_owned(),
            parent: parent.into(),
            is_hidden,
            serial: ids.serial(),
        };
        self.folders.push(folder.clone());
        Ok(folder)
    }

    pub(crate) fn rename_folder(&mut self, ids: &mut Ids, id: &str, name: &str) -> Result<Folder> {
        let parent = self.folder(id)?.parent.clone();
        self.check_name(&parent, name, Some(id))?;
        let folder = self.folders.iter_mut().find(|folder| *folder.id == *id);
        let folder = folder.ok_or_else(GraphError::item_not_found)?;
        folder.display_name = name.to_owned();
        folder.serial = ids.serial();
        Ok(folder.clone())
    }

    /// Moves a folder. One of the folders that every mailbox has stays where it is.
    pub(crate) fn move_folder(&mut self, ids: &mut Ids, id: &str, parent: &str) -> Result<Folder> {
        let folder = self.transferable(id, parent)?;
        if folder.well_known.is_some() {
            let message = "Distinguished folders cannot be moved.";
            return Err(GraphError::new(403, "ErrorMoveDistinguishedFolder", message));
        }
        let moved = Folder { parent: parent.into(), serial: ids.serial(), ..folder };
        // It goes behind its new parent, and what is in it behind itself.
        let below = self.below(id);
        let place = |folder: &Folder| below.iter().position(|id| *id == folder.id);
        self.folders.sort_by_key(place);
        if let Some(folder) = self.folders.iter_mut().find(|folder| *folder.id == *id) {
            *folder = moved.clone();
        }
        Ok(moved)
    }

    /// Copies a folder with its messages and its folders.
    pub(crate) fn copy_folder(&mut self, ids: &mut Ids, id: &str, parent: &str) -> Result<Folder> {
        let folder = self.transferable(id, parent)?;
        self.copy_below(ids, &folder, parent)
    }

    fn copy_below(&mut self, ids: &mut Ids, folder: &Folder, parent: &str) -> Result<Folder> {
        // What is copied is settled first: a copy next to its original is no part of it.
        let children: Vec<Folder> = self.children(folder).cloned().collect();
        let messages: Vec<Message> = self.messages.values().filter(|one| one.folder == folder.id).cloned().collect();
        let copy = self.add_folder(ids, parent, &folder.display_name, folder.is_hidden)?;
        for mut message in messages {
            (message.id, message.immutable_id) = (ids.outlook(&self.guid).into(), ids.immutable(&self.guid).into());
            message.folder = copy.id.clone();
            self.push(ids, message);
        }
        for child in children {
            self.copy_below(ids, &child, &copy.id)?;
        }
        Ok(copy)
    }

    /// A folder that may go to another one: not into itself, and not where its name is taken.
    fn transferable(&self, id: &str, parent: &str) -> Result<Folder> {
        let folder = self.folder(id)?.clone();
        if self.below(&folder.id).iter().any(|one| **one == *parent) {
            let message = "A folder cannot be moved or copied into itself.";
            return Err(GraphError::new(400, "ErrorMoveCopyFailed", message));
        }
        self.check_name(parent, &folder.display_name, None)?;
        Ok(folder)
    }

    /// The ids of a folder and of all folders in it, each before its children.
    fn below(&self, id: &str) -> Vec<Arc<str>> {
        let mut found: Vec<Arc<str>> = vec![id.into()];
        let mut next = 0;
        while next < found.len() {
            let children =
                self.folders.iter().filter(|folder| folder.parent == found[next] && folder.id != folder.parent);
            let children: Vec<Arc<str>> = children.map(|folder| folder.id.clone()).collect();
            found.extend(children);
            next += 1;
        }
        found
    }

    /// Names are unique among the children of a folder.
    fn check_name(&self, parent: &str, name: &str, except: Option<&str>) -> Result<()> {
        let taken = self.folders.iter().any(|folder| {
            *folder.parent == *parent && folder.display_name.eq_ignore_ascii_case(name) && Some(&*folder.id) != except
        });
        if taken {
            return Err(GraphError::new(409, "ErrorFolderExists", "A folder with the specified name already exists."));
        }
        Ok(())
    }

    /// Removes a folder with everything in it. The folders that every mailbox has cannot be removed.
    pub(crate) fn delete_folder(&mut self, ids: &mut Ids, id: &str) -> Result<()> {
        if self.folder(id)?.well_known.is_some() {
            let message = "Distinguished folders cannot be deleted.";
            return Err(GraphError::new(403, "ErrorDeleteDistinguishedFolder", message));
        }
        let removed_ids = self.below(id);
        self.removed_folders.extend(removed_ids.iter().map(|id| (ids.serial(), id.clone())));
        self.folders.retain(|folder| !removed_ids.contains(&folder.id));
        self.messages.retain(|_, message| !removed_ids.contains(&message.folder));
        let messages = &self.messages;
        self.places.retain(|_, place| messages.contains_key(place));
        Ok(())
    }

    /// The messages of a folder, or of the whole mailbox, newest first.
    pub(crate) fn messages<'m>(&'m self, folder: Option<&'m Folder>) -> impl Iterator<Item = &'m Message> {
        let within = move |message: &&Message| folder.is_none_or(|folder| message.folder == folder.id);
        self.messages.values().rev().filter(within)
    }

    /// Finds a message by its id or its immutable id.
    pub(crate) fn message(&self, id: &str) -> Result<&Message> {
        self.places.get(id).and_then(|place| self.messages.get(place)).ok_or_else(GraphError::item_not_found)
    }

    pub(crate) fn message_mut(&mut self, id: &str) -> Result<&mut Message> {
        let place = self.places.get(id).ok_or_else(GraphError::item_not_found)?;
        self.messages.get_mut(place).ok_or_else(GraphError::item_not_found)
    }

    fn push(&mut self, ids: &mut Ids, message: Message) -> &mut Message {
        let place = ids.serial();
        for id in [&message.id, &message.immutable_id] {
            self.places.insert(id.clone(), place);
        }
        self.messages.entry(place).or_insert(message)
    }

    fn take(&mut self, id: &str) -> Option<Message> {
        let message = self.messages.remove(self.places.get(id)?)?;
        for id in [&message.id, &message.immutable_id] {
            self.places.remove(id);
        }
        Some(message)
    }

    /// Puts a new message into a folder.
    pub(crate) fn add(
        &mut self,
        ids: &mut Ids,
        folder: &str,
        properties: Map<String, Value>,
        now: Timestamp,
    ) -> Result<&mut Message> {
        self.add_as(ids, folder, properties, now, None)
    }

    /// The same with an id and an immutable id that the message has had before.
    pub(crate) fn add_as(
        &mut self,
        ids: &mut Ids,
        folder: &str,
        properties: Map<String, Value>,
        now: Timestamp,
        known: Option<(String, String)>,
    ) -> Result<&mut Message> {
        let folder = self.folder(folder)?.id.clone();
        let mut message = Message::new(ids, &self.guid, folder, properties, now);
        if let Some((id, immutable_id)) = known {
            message.id = id.into();
            message.immutable_id = immutable_id.into();
        }
        Ok(self.push(ids, message))
    }

    /// Gives a folder the id that it has had before.
    pub(crate) fn name_folder(&mut self, id: &str, known: &str) {
        for folder in &mut self.folders {
            if *folder.id == *id {
                folder.id = known.into();
            } else if *folder.parent == *id {
                folder.parent = known.into();
            }
        }
    }

    /// Serial numbers and ids of the folders that were removed.
    pub(crate) fn removed_folders(&self) -> &[(u64, Arc<str>)] {
        &self.removed_folders
    }

    /// The folders, each before its children.
    pub(crate) fn folders(&self) -> &[Folder] {
        &self.folders
    }

    /// Moves a message: its id changes, its immutable id stays.
    pub(crate) fn move_message(&mut self, ids: &mut Ids, id: &str, folder: &str, now: Timestamp) -> Result<&Message> {
        let folder = self.folder(folder)?.id.clone();
        let mut message = self.take(id).ok_or_else(GraphError::item_not_found)?;
        self.removed.push(Removed::new(ids, &message));
        message.folder = folder;
        message.id = ids.outlook(&self.guid).into();
        message.touch(ids, now);
        Ok(self.push(ids, message))
    }

    pub(crate) fn copy_message(&mut self, ids: &mut Ids, id: &str, folder: &str, now: Timestamp) -> Result<&Message> {
        let mut copy = self.message(id)?.clone();
        copy.folder = self.folder(folder)?.id.clone();
        copy.id = ids.outlook(&self.guid).into();
        copy.immutable_id = ids.immutable(&self.guid).into();
        copy.touch(ids, now);
        Ok(self.push(ids, copy))
    }

    /// Moves a message to Deleted Items; one that is there already is removed.
    pub(crate) fn delete_message(&mut self, ids: &mut Ids, id: &str, now: Timestamp) -> Result<()> {
        let deleted = self.folder("deleteditems")?.id.clone();
        if self.message(id)?.folder == deleted {
            self.discard(ids, id);
            return Ok(());
        }
        self.move_message(ids, id, "deleteditems", now).map(drop)
    }

    /// Removes a message for good.
    pub(crate) fn discard(&mut self, ids: &mut Ids, id: &str) {
        if let Some(message) = self.take(id) {
            self.removed.push(Removed::new(ids, &message));
        }
    }

    /// The messages that left a folder, oldest first.
    pub(crate) fn removed<'m>(&'m self, folder: &'m Folder) -> impl Iterator<Item = &'m Removed> {
        self.removed.iter().filter(move |removed| *removed.folder == *folder.id)
    }

    /// The messages of a folder, or of all, each with the serial number of its arrival in the folder.
    pub(crate) fn arrivals<'m>(&'m self, folder: Option<&'m Folder>) -> impl Iterator<Item = (u64, &'m Message)> {
        let all = self.messages.iter().map(|(arrival, message)| (*arrival, message));
        all.filter(move |(_, message)| folder.is_none_or(|folder| folder.id == message.folder))
    }

    /// Gives an attachment its id and its time.
    pub(crate) fn stamp_attachment(&self, ids: &mut Ids, attachment: &mut Map<String, Value>, now: Timestamp) {
        attachment.insert("id".to_owned(), ids.outlook(&self.guid).into());
        attachment.insert("lastModifiedDateTime".to_owned(), now.iso().into());
    }

    /// Adds an attachment to a message, and returns it with its id.
    pub(crate) fn attach(
        &mut self,
        ids: &mut Ids,
        message: &str,
        mut attachment: Map<String, Value>,
        now: Timestamp,
    ) -> Result<Map<String, Value>> {
        self.stamp_attachment(ids, &mut attachment, now);
        let message = self.message_mut(message)?;
        message.attachments.push(attachment.clone());
        message.touch(ids, now);
        Ok(attachment)
    }
}
