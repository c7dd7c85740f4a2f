//! Mail folders.

use serde_json::{Value, json};

use super::Mailbox;

pub(crate) const ROOT: &str = "msgfolderroot";

/// Well-known names and what Outlook calls the folders.
pub(crate) const WELL_KNOWN: [(&str, &str); 9] = [
    (ROOT, "Top of Information Store"),
    ("archive", "Archive"),
    ("conversationhistory", "Conversation History"),
    ("deleteditems", "Deleted Items"),
    ("drafts", "Drafts"),
    ("inbox", "Inbox"),
    ("junkemail", "Junk Email"),
    ("outbox", "Outbox"),
    ("sentitems", "Sent Items"),
];

#[derive(Clone, Debug)]
pub(crate) struct Folder {
    pub(crate) id: String,
    pub(crate) well_known: Option<&'static str>,
    pub(crate) display_name: String,
    /// The id of its parent; the root is its own.
    pub(crate) parent: String,
    pub(crate) is_hidden: bool,
}

impl Folder {
    /// Ids compare exactly, well-known names without case.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.id == key || self.well_known.is_some_and(|name| name.eq_ignore_ascii_case(key))
    }

    pub(crate) fn to_json(&self, mailbox: &Mailbox) -> Value {
        let unread = mailbox.messages(Some(self)).filter(|message| message.properties["isRead"] == false);
        json!({
            "id": self.id,
            "childFolderCount": mailbox.children(self).count(),
            "displayName": self.display_name,
            "isHidden": self.is_hidden,
            "parentFolderId": self.parent,
            "totalItemCount": mailbox.messages(Some(self)).count(),
            "unreadItemCount": unread.count(),
        })
    }
}
