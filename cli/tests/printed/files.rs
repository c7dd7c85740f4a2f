//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::types::{Folder, Identity, ItemReference, SharingLink};
use graph_action::{
    Bytes, Call, Delta, Monitor, Page, Result, UploadSession, graph_action, graph_api, graph_entity,
};

/// Its client is made with `graph.me()` or `graph.user(id)`.
#[graph_api]
pub trait DriveApi {
    /// Reads `drive`.
    #[graph_action(GET, "/drive", scope = "Files.Read")]
    async fn get_drive(&self) -> Result<Drive>;

    /// Lists `children`, page by page.
    #[graph_action(
        GET,
        "/drive/root/children",
        scope(delegated = "Files.Read", application = "Files.ReadWrite.All")
    )]
    fn list_children_of_root(&self) -> Call<Page<DriveItem>>;

    /// Lists `children`, page by page.
    #[graph_action(
        GET,
        "/drive/root:/<path..>:/children",
        scope(delegated = "Files.Read", application = "Files.Read.All")
    )]
    fn list_children_of_path(&self, path: &str) -> Call<Page<DriveItem>>;

    /// Reads the content of `driveItem`.
    #[graph_action(
        GET,
        "/drive/items/<id>/content",
        scope(delegated = "Files.Read", application = "Files.ReadWrite.All")
    )]
    async fn get_content(&self, id: &str) -> Result<Bytes>;

    /// Calls the function `search` of `driveItem`.
    #[graph_action(GET, "/drive/root/search(q='<q>')", scope = "Files.Read")]
    fn search(&self, q: &str) -> Call<Page<DriveItem>>;

    /// Calls the function `delta` of `driveItem`.
    #[graph_action(GET, "/drive/root/delta", scope = "Files.Read")]
    fn delta(&self) -> Call<Delta<DriveItem>>;

    /// Replaces the content of `driveItem`.
    #[graph_action(
        PUT,
        "/drive/root:/<path..>:/content",
        scope(delegated = "Files.ReadWrite", application = "Files.ReadWrite.All")
    )]
    async fn set_content(
        &self,
        path: &str,
        #[body("application/octet-stream")] content: &[u8],
    ) -> Result<Option<DriveItem>>;

    /// Calls the action `createLink` of `driveItem`.
    #[allow(clippy::too_many_arguments, reason = "Graph takes as many")]
    #[graph_action(
        POST,
        "/drive/items/<id>/createLink",
        scope(delegated = "Files.ReadWrite", application = "Files.ReadWrite.All")
    )]
    async fn create_link(
        &self,
        id: &str,
        r#type: Option<&str>,
        scope: Option<&str>,
        expiration_date_time: Option<&str>,
        password: Option<&str>,
        message: Option<&str>,
        recipients: Option<&[DriveRecipient]>,
        retain_inherited_permissions: Option<bool>,
        send_notification: Option<bool>,
    ) -> Result<Permission>;

    /// Calls the action `copy` of `driveItem`.
    #[graph_action(
        POST,
        "/drive/items/<id>/copy",
        scope(delegated = "Files.ReadWrite", application = "Files.ReadWrite.All")
    )]
    async fn copy(
        &self,
        id: &str,
        name: Option<&str>,
        parent_reference: Option<&ItemReference>,
        children_only: Option<bool>,
        include_all_version_history: Option<bool>,
    ) -> Result<Monitor<serde_json::Value>>;

    /// Calls the action `createUploadSession` of `driveItem`.
    #[graph_action(
        POST,
        "/drive/items/<id>/createUploadSession",
        scope(delegated = "Files.ReadWrite", application = "Sites.ReadWrite.All")
    )]
    async fn create_upload_session(
        &self,
        id: &str,
        item: Option<&DriveItemUploadableProperties>,
        defer_commit: Option<bool>,
    ) -> Result<UploadSession>;
}

/// Graph's `drive`.
#[graph_entity("drive")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drive {
    pub id: String,
    pub name: Option<String>,
    pub description: Option<String>,
    pub web_url: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
}

/// Graph's `driveItem`.
#[graph_entity("driveItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveItem {
    pub id: String,
    pub name: Option<String>,
    pub description: Option<String>,
    pub location: Option<GeoCoordinates>,
    pub size: Option<i64>,
    pub file: Option<File>,
    pub folder: Option<Folder>,
    pub web_url: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
}

/// Graph's `driveItemSource`.
#[graph_entity("driveItemSource")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveItemSource {
    pub application: Option<DriveItemSourceApplication>,
    pub external_id: Option<String>,
}

/// Graph's `driveItemUploadableProperties`.
#[graph_entity("driveItemUploadableProperties")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveItemUploadableProperties {
    pub description: Option<String>,
    pub drive_item_source: Option<DriveItemSource>,
    pub file_size: Option<i64>,
    pub file_system_info: Option<FileSystemInfo>,
    pub media_source: Option<MediaSource>,
    pub name: Option<String>,
}

/// Graph's `driveRecipient`.
#[graph_entity("driveRecipient")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveRecipient {
    pub alias: Option<String>,
    pub email: Option<String>,
    pub object_id: Option<String>,
}

/// Graph's `file`.
#[graph_entity("file")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    pub hashes: Option<Hashes>,
    pub mime_type: Option<String>,
    pub processing_metadata: Option<bool>,
}

/// Graph's `fileSystemInfo`.
#[graph_entity("fileSystemInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileSystemInfo {
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_accessed_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
}

/// Graph's `geoCoordinates`.
#[graph_entity("geoCoordinates")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeoCoordinates {
    pub altitude: Option<f64>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// Graph's `hashes`.
#[graph_entity("hashes")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hashes {
    pub crc32_hash: Option<String>,
    pub quick_xor_hash: Option<String>,
    pub sha1_hash: Option<String>,
    pub sha256_hash: Option<String>,
}

/// Graph's `mediaSource`.
#[graph_entity("mediaSource")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MediaSource {
    pub content_category: Option<MediaSourceContentCategory>,
}

/// Graph's `permission`.
#[graph_entity("permission")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Permission {
    pub id: String,
    pub roles: Vec<String>,
    pub link: Option<SharingLink>,
    pub granted_to_v2: Option<SharePointIdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub expiration_date_time: Option<String>,
    pub has_password: Option<bool>,
}

/// Graph's `sharePointGroupIdentity`.
#[graph_entity("sharePointGroupIdentity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharePointGroupIdentity {
    pub id: Option<String>,
    pub principal_id: Option<String>,
    pub title: Option<String>,
    pub display_name: Option<String>,
}

/// Graph's `sharePointIdentity`.
#[graph_entity("sharePointIdentity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharePointIdentity {
    pub id: Option<String>,
    pub login_name: Option<String>,
    pub display_name: Option<String>,
}

/// Graph's `sharePointIdentitySet`.
#[graph_entity("sharePointIdentitySet")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharePointIdentitySet {
    pub group: Option<Identity>,
    pub share_point_group: Option<SharePointGroupIdentity>,
    pub site_group: Option<SharePointIdentity>,
    pub site_user: Option<SharePointIdentity>,
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
}

/// Graph's `driveItemSourceApplication`.
#[graph_entity("driveItemSourceApplication")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriveItemSourceApplication {
    Teams,
    Yammer,
    SharePoint,
    OneDrive,
    Stream,
    PowerPoint,
    Office,
    Loki,
    Loop,
    Other,
    /// A member that was added later.
    #[graph(other)]
    Unknown(String),
}

/// Graph's `mediaSourceContentCategory`.
#[graph_entity("mediaSourceContentCategory")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaSourceContentCategory {
    Meeting,
    LiveStream,
    Presentation,
    ScreenRecording,
    Story,
    Profile,
    Chat,
    Note,
    Comment,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
