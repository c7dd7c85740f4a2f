//! What a test asks about drives, and changes in them.

use std::sync::Arc;

use super::{Emulator, find, invalid};
use crate::{
    drive::{
        Conflict, Drive,
        item::{Item, Kind},
    },
    error::{Error, Result},
    state::{
        State,
        operation::{CopyEnd, LongRunning},
    },
};

/// A file or folder of a drive at the time of the question.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DriveItem {
    /// Its id, which stays when the item is renamed or moved.
    pub id: String,
    /// Its path: `/reports/2026.txt`; `/` is the root.
    pub path: String,
    /// The content of a file; `None` for a folder.
    pub content: Option<Vec<u8>>,
    /// Its `eTag`, which changes with every change.
    pub etag: String,
}

impl DriveItem {
    fn new(drive: &Drive, item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            path: format!("/{}", drive.path(item).join("/")),
            content: item.content().map(|content| content.to_vec()),
            etag: item.etag(),
        }
    }
}

impl Emulator {
    /// `http://127.0.0.1:PORT` of the second host, where files are uploaded and downloaded and copies are watched.
    ///
    /// Its URLs are handed out by the first and need no token; a request that brings one is refused with 401.
    pub fn storage_url(&self) -> &str {
        &self.storage_url
    }

    /// Every request to the second host so far, in the order in which they began to arrive.
    pub fn storage_requests(&self) -> Vec<crate::RecordedRequest> {
        self.storage_log.requests()
    }

    /// Puts a file into a user's drive and replaces one of the same name. Missing folders of the path are created.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`], and [`Error::InvalidProperties`] when the path cannot be that of a file.
    pub fn put_file(&self, user: &str, path: &str, content: impl Into<Vec<u8>>) -> Result<DriveItem> {
        let now = self.service.now();
        let mut state = self.service.state();
        let account = find(&state, user)?;
        let State { ids, accounts, .. } = &mut *state;
        let drive = &mut accounts[account].drive;
        let slot = drive.slot(ids, None, &names(path), now).map_err(invalid)?;
        let content = Kind::File(Arc::new(content.into()));
        let id = drive.add(ids, slot, content, Conflict::Replace, now).map_err(invalid)?.0.id.clone();
        drive.item(Some(&id)).map(|item| DriveItem::new(drive, item)).map_err(invalid)
    }

    /// A file or folder of a user by path: `emulator.drive_item("me", "/reports/2026.txt")`.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`] and [`Error::UnknownItem`].
    pub fn drive_item(&self, user: &str, path: &str) -> Result<DriveItem> {
        let state = self.service.state();
        let drive = &state.accounts[find(&state, user)?].drive;
        let item = drive.item_at(None, &names(path)).map_err(|_| Error::UnknownItem(path.to_owned()))?;
        Ok(DriveItem::new(drive, item))
    }

    /// Everything in a user's drive except the root, oldest first.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`].
    pub fn drive_items(&self, user: &str) -> Result<Vec<DriveItem>> {
        let state = self.service.state();
        let drive = &state.accounts[find(&state, user)?].drive;
        let items = drive.all().iter().filter(|item| !item.deleted && item.parent.is_some());
        Ok(items.map(|item| DriveItem::new(drive, item)).collect())
    }

    /// How many upload sessions were opened and are neither finished nor cancelled.
    pub fn open_uploads(&self) -> usize {
        self.service.state().uploads.len()
    }

    /// Ends all upload sessions: their URLs answer 404 from now on.
    pub fn expire_uploads(&self) {
        self.service.state().uploads.clear();
    }

    /// How copies started from now on go, of drive items and notebooks, and the creation of teams: this many polls find
    /// them unfinished (the default is one), then they end so.
    pub fn copies(&self, polls: u32, end: CopyEnd) {
        self.service.state().long_running = LongRunning { polls, end };
    }
}

fn names(path: &str) -> Vec<String> {
    path.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
