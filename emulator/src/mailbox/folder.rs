//! Mail folders.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Mailbox;

#[derive(Clone, Debug)]
pub(crate) struct Folder {
    pub(crate) id: Arc<str>,
    pub(crate) well_known: Option<&'static str>,
    pub(crate) display_name: String,
    /// The id of its parent; the parent of the root is the root.
    pub(crate) parent: Arc<str>,
    pub(crate) is_hidden: bool,
    /// Grows with each change of its own properties, for delta.
    pub(crate) serial: u64,
}

impl Folder {
    /// Whether this is its id or its well-known name. Ids compare exactly, well-known names without case.
    pub(crate) fn is(&self, key: &str) -> bool {
        *self.id == *key || self.well_known.is_some_and(|name| name.eq_ignore_ascii_case(key))
    }

    /// When it or its messages have changed last; its counts change with them.
    pub(crate) fn last_change(&self, mailbox: &Mailbox) -> u64 {
        let messages = mailbox.messages(Some(self)).map(|message| message.serial);
        let removed = mailbox.removed(self).map(|removed| removed.serial);
        messages.chain(removed).chain([self.serial]).max().unwrap_or_default()
    }

    pub(crate) fn to_json(&self, mailbox: &Mailbox) -> Value {
        let unread = mailbox.messages(Some(self)).filter(|message| !message.is_read());
        json!({
            "id": *self.id,
            "childFolderCount": mailbox.children(self).count(),
            "displayName": self.display_name,
            "isHidden": self.is_hidden,
            "parentFolderId": *self.parent,
            "totalItemCount": mailbox.messages(Some(self)).count(),
            "unreadItemCount": unread.count(),
        })
    }
}
