//! Folders, links and places of files.

use super::identity::Identity;
use crate::graph_entity;

/// How a folder is shown: Graph's `folderView`.
#[graph_entity("folderView", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderView {
    /// By what the files are sorted: `name`, `size`, `lastModifiedDateTime`.
    pub sort_by: Option<String>,
    /// `ascending` or `descending`.
    pub sort_order: Option<String>,
    /// `details`, `icons`, `thumbnails`.
    pub view_type: Option<String>,
}

/// What makes an item of a drive a folder: Graph's `folder`. A new folder is made with an empty one.
#[graph_entity("folder", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// How many items are in it, without those of its folders.
    pub child_count: Option<i32>,
    /// How it is shown.
    pub view: Option<FolderView>,
}

/// A link by which an item of a drive is shared: Graph's `sharingLink`.
#[graph_entity("sharingLink", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharingLink {
    /// The application that the link is for.
    pub application: Option<Identity>,
    /// Whether the file may only be seen and not downloaded.
    pub prevents_download: Option<bool>,
    /// Who may use it: `anonymous`, `organization`, `existingAccess`, `users`.
    pub scope: Option<String>,
    /// What it allows: `view`, `edit`, `embed`.
    pub r#type: Option<String>,
    /// For `embed`, the HTML of a frame.
    pub web_html: Option<String>,
    /// The URL that opens the item in a browser.
    pub web_url: Option<String>,
}

/// The ids of an item in SharePoint: Graph's `sharepointIds`.
#[graph_entity("sharepointIds", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharepointIds {
    /// The list.
    pub list_id: Option<String>,
    /// The item within the list.
    pub list_item_id: Option<String>,
    /// The item, wherever it is.
    pub list_item_unique_id: Option<String>,
    /// The collection of sites.
    pub site_id: Option<String>,
    /// The URL of the site.
    pub site_url: Option<String>,
    /// The tenant.
    pub tenant_id: Option<String>,
    /// The site.
    pub web_id: Option<String>,
}

/// Where an item of a drive is: Graph's `itemReference`, the `parentReference` of a file.
#[graph_entity("itemReference", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemReference {
    /// The drive.
    pub drive_id: Option<String>,
    /// The kind of the drive: `personal`, `business`, `documentLibrary`.
    pub drive_type: Option<String>,
    /// The item.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its path, percent-encoded: `/drive/root:/file`.
    pub path: Option<String>,
    /// For shared items, what `/shares` takes.
    pub share_id: Option<String>,
    /// The ids in SharePoint.
    pub sharepoint_ids: Option<SharepointIds>,
    /// The site.
    pub site_id: Option<String>,
}

impl ItemReference {
    /// The item with this id in the same drive.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..Self::default() }
    }

    /// The item with this id in a drive.
    #[must_use]
    pub fn in_drive(drive_id: impl Into<String>, id: impl Into<String>) -> Self {
        Self { drive_id: Some(drive_id.into()), ..Self::new(id) }
    }
}
