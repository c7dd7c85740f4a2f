//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Bytes, Call, Delta, Monitor, Page, Result, UploadSession, graph_action, graph_api};
use serde::{Deserialize, Serialize};

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

/// Graph's `album`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Album {
    pub cover_image_item_id: Option<String>,
}

/// Graph's `audio`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Audio {
    pub album: Option<String>,
    pub album_artist: Option<String>,
    pub artist: Option<String>,
    pub bitrate: Option<i64>,
    pub composers: Option<String>,
    pub copyright: Option<String>,
    pub disc: Option<i16>,
    pub disc_count: Option<i16>,
    pub duration: Option<i64>,
    pub genre: Option<String>,
    pub has_drm: Option<bool>,
    pub is_variable_bitrate: Option<bool>,
    pub title: Option<String>,
    pub track: Option<i32>,
    pub track_count: Option<i32>,
    pub year: Option<i32>,
}

/// Graph's `bundle`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    pub album: Option<Album>,
    pub child_count: Option<i32>,
}

/// Graph's `deleted`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deleted {
    pub state: Option<String>,
}

/// Graph's `drive`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Drive {
    pub id: Option<String>,
    pub drive_type: Option<String>,
    pub owner: Option<IdentitySet>,
    pub quota: Option<Quota>,
    pub share_point_ids: Option<SharepointIds>,
    pub system: Option<SystemFacet>,
    pub created_by: Option<IdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub description: Option<String>,
    pub e_tag: Option<String>,
    pub last_modified_by: Option<IdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
    pub name: Option<String>,
    pub parent_reference: Option<ItemReference>,
    pub web_url: Option<String>,
}

/// Graph's `driveItem`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveItem {
    pub id: Option<String>,
    pub audio: Option<Audio>,
    pub bundle: Option<Bundle>,
    pub c_tag: Option<String>,
    pub deleted: Option<Deleted>,
    pub file: Option<File>,
    pub file_system_info: Option<FileSystemInfo>,
    pub folder: Option<Folder>,
    pub image: Option<Image>,
    pub location: Option<GeoCoordinates>,
    pub malware: Option<Malware>,
    pub package: Option<Package>,
    pub pending_operations: Option<PendingOperations>,
    pub photo: Option<Photo>,
    pub publication: Option<PublicationFacet>,
    pub remote_item: Option<RemoteItem>,
    pub root: Option<GraphRoot>,
    pub search_result: Option<SearchResult>,
    pub shared: Option<Shared>,
    pub sharepoint_ids: Option<SharepointIds>,
    pub size: Option<i64>,
    pub special_folder: Option<SpecialFolder>,
    pub video: Option<Video>,
    pub web_dav_url: Option<String>,
    pub created_by: Option<IdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub description: Option<String>,
    pub e_tag: Option<String>,
    pub last_modified_by: Option<IdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
    pub name: Option<String>,
    pub parent_reference: Option<ItemReference>,
    pub web_url: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `driveItemSource`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveItemSource {
    /// One of `teams`, `yammer`, `sharePoint`, `oneDrive`, `stream`, `powerPoint`, `office`, `loki`, `loop`, `other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
}

/// Graph's `driveItemUploadableProperties`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveItemUploadableProperties {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive_item_source: Option<DriveItemSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_system_info: Option<FileSystemInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_source: Option<MediaSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Graph's `driveRecipient`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveRecipient {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
}

/// Graph's `file`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    pub hashes: Option<Hashes>,
    pub mime_type: Option<String>,
    pub processing_metadata: Option<bool>,
}

/// Graph's `fileSystemInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileSystemInfo {
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_accessed_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date_time: Option<String>,
}

/// Graph's `folder`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    pub child_count: Option<i32>,
    pub view: Option<FolderView>,
}

/// Graph's `folderView`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FolderView {
    pub sort_by: Option<String>,
    pub sort_order: Option<String>,
    pub view_type: Option<String>,
}

/// Graph's `geoCoordinates`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GeoCoordinates {
    pub altitude: Option<f64>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// Graph's `root`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GraphRoot {}

/// Graph's `hashes`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hashes {
    pub crc32_hash: Option<String>,
    pub quick_xor_hash: Option<String>,
    pub sha1_hash: Option<String>,
    pub sha256_hash: Option<String>,
}

/// Graph's `identity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// The type, where it is one derived from `identity`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub id: Option<String>,
    pub display_name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `identitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentitySet {
    /// The type, where it is one derived from `identitySet`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `image`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    pub height: Option<i32>,
    pub width: Option<i32>,
}

/// Graph's `itemReference`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemReference {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drive_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sharepoint_ids: Option<SharepointIds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_id: Option<String>,
}

/// Graph's `malware`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Malware {
    pub description: Option<String>,
}

/// Graph's `mediaSource`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MediaSource {
    /// One of `meeting`, `liveStream`, `presentation`, `screenRecording`, `story`, `profile`, `chat`, `note`, `comment`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_category: Option<String>,
}

/// Graph's `package`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    pub r#type: Option<String>,
}

/// Graph's `pendingContentUpdate`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingContentUpdate {
    /// A time, `2026-08-03T12:00:00Z`.
    pub queued_date_time: Option<String>,
}

/// Graph's `pendingOperations`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingOperations {
    pub pending_content_update: Option<PendingContentUpdate>,
}

/// Graph's `permission`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Permission {
    pub id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub expiration_date_time: Option<String>,
    pub granted_to: Option<IdentitySet>,
    pub granted_to_identities: Option<Vec<IdentitySet>>,
    pub granted_to_identities_v2: Option<Vec<SharePointIdentitySet>>,
    pub granted_to_v2: Option<SharePointIdentitySet>,
    pub has_password: Option<bool>,
    pub inherited_from: Option<ItemReference>,
    pub invitation: Option<SharingInvitation>,
    pub link: Option<SharingLink>,
    pub roles: Option<Vec<String>>,
    pub share_id: Option<String>,
}

/// Graph's `photo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    pub camera_make: Option<String>,
    pub camera_model: Option<String>,
    pub exposure_denominator: Option<f64>,
    pub exposure_numerator: Option<f64>,
    pub f_number: Option<f64>,
    pub focal_length: Option<f64>,
    pub iso: Option<i32>,
    pub orientation: Option<i16>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub taken_date_time: Option<String>,
}

/// Graph's `publicationFacet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicationFacet {
    pub checked_out_by: Option<IdentitySet>,
    pub level: Option<String>,
    pub version_id: Option<String>,
}

/// Graph's `quota`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Quota {
    pub deleted: Option<i64>,
    pub remaining: Option<i64>,
    pub state: Option<String>,
    pub storage_plan_information: Option<StoragePlanInformation>,
    pub total: Option<i64>,
    pub used: Option<i64>,
}

/// Graph's `remoteItem`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoteItem {
    pub id: Option<String>,
    pub created_by: Option<IdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub file: Option<File>,
    pub file_system_info: Option<FileSystemInfo>,
    pub folder: Option<Folder>,
    pub image: Option<Image>,
    pub last_modified_by: Option<IdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
    pub name: Option<String>,
    pub package: Option<Package>,
    pub parent_reference: Option<ItemReference>,
    pub shared: Option<Shared>,
    pub sharepoint_ids: Option<SharepointIds>,
    pub size: Option<i64>,
    pub special_folder: Option<SpecialFolder>,
    pub video: Option<Video>,
    pub web_dav_url: Option<String>,
    pub web_url: Option<String>,
}

/// Graph's `searchResult`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchResult {
    pub on_click_telemetry_url: Option<String>,
}

/// Graph's `sharePointGroupIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharePointGroupIdentity {
    pub id: Option<String>,
    pub principal_id: Option<String>,
    pub title: Option<String>,
    pub display_name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `sharePointIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharePointIdentity {
    pub id: Option<String>,
    pub login_name: Option<String>,
    pub display_name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `sharePointIdentitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharePointIdentitySet {
    pub group: Option<Identity>,
    pub share_point_group: Option<SharePointGroupIdentity>,
    pub site_group: Option<SharePointIdentity>,
    pub site_user: Option<SharePointIdentity>,
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `shared`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shared {
    pub owner: Option<IdentitySet>,
    pub scope: Option<String>,
    pub shared_by: Option<IdentitySet>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub shared_date_time: Option<String>,
}

/// Graph's `sharepointIds`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharepointIds {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_item_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_item_unique_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_id: Option<String>,
}

/// Graph's `sharingInvitation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharingInvitation {
    pub email: Option<String>,
    pub invited_by: Option<IdentitySet>,
    pub redeemed_by: Option<String>,
    pub sign_in_required: Option<bool>,
}

/// Graph's `sharingLink`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharingLink {
    pub application: Option<Identity>,
    pub prevents_download: Option<bool>,
    pub scope: Option<String>,
    pub r#type: Option<String>,
    pub web_html: Option<String>,
    pub web_url: Option<String>,
}

/// Graph's `specialFolder`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpecialFolder {
    pub name: Option<String>,
}

/// Graph's `storagePlanInformation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoragePlanInformation {
    pub upgrade_available: Option<bool>,
}

/// Graph's `systemFacet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SystemFacet {}

/// Graph's `video`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Video {
    pub audio_bits_per_sample: Option<i32>,
    pub audio_channels: Option<i32>,
    pub audio_format: Option<String>,
    pub audio_samples_per_second: Option<i32>,
    pub bitrate: Option<i32>,
    pub duration: Option<i64>,
    #[serde(rename = "fourCC")]
    pub four_cc: Option<String>,
    pub frame_rate: Option<f64>,
    pub height: Option<i32>,
    pub width: Option<i32>,
}

/// A link to something that lives elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Reference {
    /// The address of what is linked: `https://graph.microsoft.com/v1.0/directoryObjects/{id}`.
    #[serde(rename = "@odata.id")]
    pub odata_id: String,
}
