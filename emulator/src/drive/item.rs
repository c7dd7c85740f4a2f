//! A drive item.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::Drive;
use crate::{id::Ids, time::Timestamp};

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Folder,
    File(Arc<Vec<u8>>),
}

#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The id of its folder; only the root has none.
    pub(crate) parent: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) deleted: bool,
    /// Grows with each change of any user, message or item, for delta.
    pub(crate) serial: u64,
    guid: String,
    created: String,
    modified: String,
    version: u64,
    content_version: u64,
}

impl Item {
    pub(super) fn new(ids: &mut Ids, parent: Option<String>, name: &str, kind: Kind, now: Timestamp) -> Self {
        Self {
            id: ids.drive_item(),
            name: name.to_owned(),
            parent,
            kind,
            deleted: false,
            serial: ids.serial(),
            guid: ids.guid().to_uppercase(),
            created: now.iso(),
            modified: now.iso(),
            version: 1,
            content_version: 1,
        }
    }

    pub(crate) fn is_folder(&self) -> bool {
        matches!(self.kind, Kind::Folder)
    }

    pub(crate) fn content(&self) -> Option<&Arc<Vec<u8>>> {
        match &self.kind {
            Kind::Folder => None,
            Kind::File(content) => Some(content),
        }
    }

    pub(super) fn replace(&mut self, ids: &mut Ids, kind: Kind, now: Timestamp) {
        self.kind = kind;
        self.content_version += 1;
        self.touch(ids, now);
    }

    pub(super) fn touch(&mut self, ids: &mut Ids, now: Timestamp) {
        self.version += 1;
        self.serial = ids.serial();
        self.modified = now.iso();
    }

    /// Changes with every change of the item.
    pub(crate) fn etag(&self) -> String {
        format!("\"{{{}}},{}\"", self.guid, self.version)
    }

    /// Changes with the content.
    pub(crate) fn ctag(&self) -> String {
        format!("\"c:{{{}}},{}\"", self.guid, self.content_version)
    }

    /// Whether an `If-Match` or `If-None-Match` names this version.
    pub(crate) fn is_tagged(&self, tags: &str) -> bool {
        let own = [self.etag(), self.ctag()];
        tags.trim() == "*" || own.iter().any(|tag| tags.contains(tag.as_str()))
    }

    /// The media type, from the extension of the name.
    pub(crate) fn media_type(&self) -> &'static str {
        let extension = self.name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("txt" | "log") => "text/plain",
            Some("csv") => "text/csv",
            Some("htm" | "html") => "text/html",
            Some("json") => "application/json",
            Some("pdf") => "application/pdf",
            Some("png") => "image/png",
            Some("jpg" | "jpeg") => "image/jpeg",
            _ => "application/octet-stream",
        }
    }

    /// As Graph shows it; `download` is its preauthenticated URL.
    pub(crate) fn to_json(&self, drive: &Drive, download: &str) -> Value {
        let reference = self.parent.as_deref().map(|parent| reference(drive, parent));
        let mut item = json!({
            "id": self.id,
            "name": self.name,
            "parentReference": reference.unwrap_or_else(|| json!({"driveId": drive.id, "driveType": "business"})),
            "lastModifiedDateTime": self.modified,
        });
        let Value::Object(shown) = &mut item else { return item };
        if self.deleted {
            shown.insert("deleted".to_owned(), json!({"state": "deleted"}));
            return item;
        }
        let path: Vec<String> =
            drive.path(self).iter().map(|name| utf8_percent_encode(name, NON_ALPHANUMERIC).to_string()).collect();
        for (name, value) in [
            ("createdDateTime", self.created.clone().into()),
            ("eTag", self.etag().into()),
            ("cTag", self.ctag().into()),
            ("webUrl", format!("https://contoso-my.sharepoint.com/Documents/{}", path.join("/")).into()),
            ("size", size(drive, self).into()),
            ("fileSystemInfo", json!({"createdDateTime": self.created, "lastModifiedDateTime": self.modified})),
        ] {
            shown.insert(name.to_owned(), value);
        }
        match &self.kind {
            Kind::Folder => {
                let count = drive.children(&self.id).count();
                shown.insert("folder".to_owned(), json!({"childCount": count}));
            }
            Kind::File(_) => {
                shown.insert("file".to_owned(), json!({"mimeType": self.media_type()}));
                shown.insert("@microsoft.graph.downloadUrl".to_owned(), download.into());
            }
        }
        if self.parent.is_none() {
            shown.insert("root".to_owned(), json!({}));
        }
        item
    }
}

fn reference(drive: &Drive, parent: &str) -> Value {
    let mut reference = json!({"driveId": drive.id, "driveType": "business", "id": parent});
    if let Ok(folder) = drive.item(Some(parent)) {
        let names = drive.path(folder);
        let path: String = names.iter().map(|name| format!("/{name}")).collect();
        let colon = if path.is_empty() { "" } else { ":" };
        reference["name"] = folder.name.clone().into();
        reference["path"] = format!("/drives/{}/root{colon}{path}", drive.id).into();
    }
    reference
}

/// The size of a file, or of everything in a folder, in bytes.
fn size(drive: &Drive, item: &Item) -> usize {
    match &item.kind {
        Kind::File(content) => content.len(),
        Kind::Folder => drive.children(&item.id).map(|child| size(drive, child)).sum(),
    }
}

/// The token of a download URL, which names a file and the user in whose drive it is, both by id.
pub(crate) fn download_token(user: &str, item: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{user} {item}"))
}

/// The ids of the user and the item.
pub(crate) fn read_download_token(token: &str) -> Option<(String, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    let (user, item) = text.split_once(' ')?;
    Some((user.to_owned(), item.to_owned()))
}
