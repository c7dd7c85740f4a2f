//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Call, Page, Result, graph_action, graph_api, graph_entity};
use serde::{Deserialize, Serialize};

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait Groups {
    /// Lists `groups`, page by page.
    #[graph_action(GET, "/groups", scope = "Group.ReadBasic.All")]
    fn list_groups(&self) -> Call<Page<Group>>;

    /// Creates one of `groups`.
    #[graph_action(
        POST,
        "/groups",
        scope(delegated = "Group.ReadWrite.All", application = "Group.Create")
    )]
    async fn create_group(&self, #[body] group: &NewGroup) -> Result<Group>;
}

/// Its client is made with `graph.group(id)`.
#[graph_api(root = group)]
pub trait GroupApi {
    /// Reads one of `groups`.
    #[graph_action(GET, "/", scope = "Group.ReadBasic.All")]
    async fn get_group(&self) -> Result<Group>;

    /// Lists `members`, page by page.
    #[graph_action(GET, "/members", scope = "GroupMember.ReadBasic.All")]
    fn list_members(&self) -> Call<Page<DirectoryObject>>;

    /// Lists `members`, page by page.
    #[graph_action(GET, "/members/microsoft.graph.user", scope = "GroupMember.ReadBasic.All")]
    fn list_user(&self) -> Call<Page<User>>;

    /// Reads the links of `owners`.
    #[graph_action(GET, "/owners/$ref", scope = "GroupMember.Read.All")]
    fn list_owners_references(&self) -> Call<Page<Reference>>;

    /// Adds a link to `members`.
    #[graph_action(POST, "/members/$ref", scope = "GroupMember.ReadWrite.All")]
    async fn add_member(&self, #[body] reference: &Reference) -> Result<()>;

    /// Removes a link from `members`.
    #[graph_action(DELETE, "/members/<id>/$ref", scope = "GroupMember.ReadWrite.All")]
    async fn remove_member(&self, id: &str) -> Result<()>;
}

/// Graph's `assignedLabel`.
#[graph_entity("assignedLabel")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AssignedLabel {
    pub display_name: Option<String>,
    pub label_id: Option<String>,
}

/// Graph's `directoryObject`.
#[graph_entity("directoryObject")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectoryObject {
    /// The type, where it is one derived from `directoryObject`: `#microsoft.graph.…`.
    #[graph(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub id: String,
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub deleted_date_time: Option<String>,
}

/// Graph's `group`.
#[graph_entity("group")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub id: String,
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub mail: Option<String>,
    pub group_types: Vec<String>,
    pub visibility: Option<String>,
}

/// The properties of a new `group`.
#[graph_entity("group")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewGroup {
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub mail: Option<String>,
    pub group_types: Option<Vec<String>>,
    pub visibility: Option<String>,
    pub mail_enabled: Option<bool>,
    pub mail_nickname: Option<String>,
    pub security_enabled: Option<bool>,
    pub access_type: Option<GroupAccessType>,
    pub allow_external_senders: Option<bool>,
    pub assigned_labels: Option<Vec<AssignedLabel>>,
    pub auto_subscribe_new_members: Option<bool>,
    pub classification: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub expiration_date_time: Option<String>,
    pub hide_from_address_lists: Option<bool>,
    pub hide_from_outlook_clients: Option<bool>,
    pub info_catalogs: Option<Vec<String>>,
    pub is_archived: Option<bool>,
    pub is_assignable_to_role: Option<bool>,
    pub is_favorite: Option<bool>,
    pub is_subscribed_by_mail: Option<bool>,
    pub membership_rule: Option<String>,
    pub membership_rule_processing_state: Option<String>,
    pub organization_id: Option<String>,
}

/// Graph's `user`.
#[graph_entity("user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub mail: Option<String>,
    pub user_principal_name: Option<String>,
    pub given_name: Option<String>,
    pub surname: Option<String>,
}

/// Graph's `groupAccessType`.
#[graph_entity("groupAccessType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupAccessType {
    None,
    Private,
    Secret,
    Public,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// A link to something that lives elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Reference {
    /// The address of what is linked: `https://graph.microsoft.com/v1.0/directoryObjects/{id}`.
    #[serde(rename = "@odata.id")]
    pub odata_id: String,
}
