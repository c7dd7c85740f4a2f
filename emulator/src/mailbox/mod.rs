//! A mailbox: folders, and the messages that lie in them.

pub(crate) mod compose;
pub(crate) mod folder;
pub(crate) mod message;
pub(crate) mod mime;
pub(crate) mod respond;

use serde_json::{Map, Value};

use crate::{error::GraphError, id::Ids, time::Timestamp};
use folder::{Folder, WELL_KNOWN};
use message::Message;

#[derive(Debug)]
pub(crate) struct Mailbox {
    /// The GUID inside the ids of its items.
    guid: String,
    folders: Vec<Folder>,
    /// Oldest first.
    messages: Vec<Message>,
    removed: Vec<Removed>,
}

/// A message that left a folder, for delta.
#[derive(Debug)]
pub(crate) struct Removed {
    pub(crate) serial: u64,
    pub(crate) id: String,
    pub(crate) immutable_id: String,
    folder: String,
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
    /// With the folders every mailbox has.
    pub(crate) fn new(ids: &mut Ids) -> Self {
        let guid = ids.guid();
        let root = ids.outlook(&guid);
        let folders = WELL_KNOWN.iter().map(|(name, display_name)| {
            let is_root = *name == folder::ROOT;
            Folder {
                id: if is_root { root.clone() } else { ids.outlook(&guid) },
                well_known: Some(name),
                display_name: (*display_name).to_owned(),
                parent: root.clone(),
                is_hidden: false,
            }
        });
        Self { folders: folders.collect(), messages: Vec::new(), removed: Vec::new(), guid }
    }

    /// Finds a folder by well-known name or id.
    pub(crate) fn folder(&self, key: &str) -> Result<&Folder, GraphError> {
        let found = self.folders.iter().find(|folder| folder.is(key));
        found.ok_or_else(GraphError::item_not_found)
    }

    /// Walks a path of folders, each a child of the one before; the whole mailbox when there is none.
    pub(crate) fn walk(&self, path: &[String]) -> Result<Option<&Folder>, GraphError> {
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

    pub(crate) fn add_folder(
        &mut self,
        ids: &mut Ids,
        parent: &str,
        name: &str,
        is_hidden: bool,
    ) -> Result<Folder, GraphError> {
        self.check_name(parent, name, None)?;
        let folder = Folder {
            id: ids.outlook(&self.guid),
            well_known: None,
            display_name: name.to_owned(),
            parent: parent.to_owned(),
            is_hidden,
        };
        self.folders.push(folder.clone());
        Ok(folder)
    }

    pub(crate) fn rename_folder(&mut self, id: &str, name: &str) -> Result<Folder, GraphError> {
        let parent = self.folder(id)?.parent.clone();
        self.check_name(&parent, name, Some(id))?;
        let folder = self.folders.iter_mut().find(|folder| folder.id == id);
        let folder = folder.ok_or_else(GraphError::item_not_found)?;
        folder.display_name = name.to_owned();
        Ok(folder.clone())
    }

    /// Names are unique among the children of a folder.
    fn check_name(&self, parent: &str, name: &str, except: Option<&str>) -> Result<(), GraphError> {
        let taken = self.folders.iter().any(|folder| {
            folder.parent == parent
                && folder.display_name.eq_ignore_ascii_case(name)
                && Some(folder.id.as_str()) != except
        });
        if taken {
            return Err(GraphError::new(409, "ErrorFolderExists", "A folder with the specified name already exists."));
        }
        Ok(())
    }

    /// Removes a folder with all it holds. Those every mailbox has stay.
    pub(crate) fn delete_folder(&mut self, id: &str) -> Result<(), GraphError> {
        if self.folder(id)?.well_known.is_some() {
            return Err(GraphError::new(
                403,
                "ErrorDeleteDistinguishedFolder",
                "Distinguished folders cannot be deleted.",
            ));
        }
        let mut doomed = vec![id.to_owned()];
        let mut next = 0;
        while next < doomed.len() {
            let children = self.folders.iter().filter(|folder| folder.parent == doomed[next]);
            let children: Vec<String> = children.map(|folder| folder.id.clone()).collect();
            doomed.extend(children);
            next += 1;
        }
        self.folders.retain(|folder| !doomed.contains(&folder.id));
        self.messages.retain(|message| !doomed.contains(&message.folder));
        Ok(())
    }

    /// The messages of a folder, or of the whole mailbox, newest first.
    pub(crate) fn messages<'m>(&'m self, folder: Option<&'m Folder>) -> impl Iterator<Item = &'m Message> {
        let within = move |message: &&Message| folder.is_none_or(|folder| message.folder == folder.id);
        self.messages.iter().rev().filter(within)
    }

    /// Finds a message by its id or its immutable id.
    pub(crate) fn message(&self, id: &str) -> Result<&Message, GraphError> {
        let found = self.messages.iter().find(|message| message.is(id));
        found.ok_or_else(GraphError::item_not_found)
    }

    pub(crate) fn message_mut(&mut self, id: &str) -> Result<&mut Message, GraphError> {
        let found = self.messages.iter_mut().find(|message| message.is(id));
        found.ok_or_else(GraphError::item_not_found)
    }

    /// Puts a new message into a folder.
    pub(crate) fn add(
        &mut self,
        ids: &mut Ids,
        folder: &str,
        properties: Map<String, Value>,
        now: Timestamp,
    ) -> Result<&mut Message, GraphError> {
        let folder = self.folder(folder)?.id.clone();
        let message = Message::new(ids, &self.guid, folder, properties, now);
        self.messages.push(message);
        self.messages.last_mut().ok_or_else(GraphError::item_not_found)
    }

    /// Moves a message: its id changes, its immutable id stays.
    pub(crate) fn move_message(
        &mut self,
        ids: &mut Ids,
        id: &str,
        folder: &str,
        now: Timestamp,
    ) -> Result<&Message, GraphError> {
        let folder = self.folder(folder)?.id.clone();
        let index = self.messages.iter().position(|message| message.is(id));
        let mut message = self.messages.remove(index.ok_or_else(GraphError::item_not_found)?);
        self.removed.push(Removed::new(ids, &message));
        message.folder = folder;
        message.id = ids.outlook(&self.guid);
        message.touch(ids, now);
        self.messages.push(message);
        self.messages.last().ok_or_else(GraphError::item_not_found)
    }

    pub(crate) fn copy_message(
        &mut self,
        ids: &mut Ids,
        id: &str,
        folder: &str,
        now: Timestamp,
    ) -> Result<&Message, GraphError> {
        let mut copy = self.message(id)?.clone();
        copy.folder = self.folder(folder)?.id.clone();
        copy.id = ids.outlook(&self.guid);
        copy.immutable_id = ids.immutable(&self.guid);
        copy.touch(ids, now);
        self.messages.push(copy);
        self.messages.last().ok_or_else(GraphError::item_not_found)
    }

    /// Into Deleted Items; out of there, gone.
    pub(crate) fn delete_message(&mut self, ids: &mut Ids, id: &str, now: Timestamp) -> Result<(), GraphError> {
        let deleted = self.folder("deleteditems")?.id.clone();
        if self.message(id)?.folder == deleted {
            self.discard(ids, id);
            return Ok(());
        }
        self.move_message(ids, id, "deleteditems", now).map(drop)
    }

    /// Removes a message for good.
    pub(crate) fn discard(&mut self, ids: &mut Ids, id: &str) {
        let doomed = self.messages.iter().filter(|message| message.is(id));
        self.removed.extend(doomed.map(|message| Removed::new(ids, message)));
        self.messages.retain(|message| !message.is(id));
    }

    /// What left a folder, oldest first.
    pub(crate) fn removed<'m>(&'m self, folder: &'m Folder) -> impl Iterator<Item = &'m Removed> {
        self.removed.iter().filter(move |removed| removed.folder == folder.id)
    }

    pub(crate) fn attachment_id(&self, ids: &mut Ids) -> String {
        ids.outlook(&self.guid)
    }
}
