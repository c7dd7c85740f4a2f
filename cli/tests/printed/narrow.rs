//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::types::ItemBody;
use graph_action::{Call, Page, Result, graph_action, graph_api, graph_entity};

/// Its client is made with `graph.me()` or `graph.user(id)`.
#[graph_api]
pub trait UserApi {
    /// Lists `messages`, page by page.
    #[graph_action(
        GET,
        "/messages?$select=subject,body&$expand=attachments($select=name,size)",
        scope = "Mail.Read"
    )]
    fn list_messages(&self) -> Call<Page<Message>>;

    /// Lists `mailFolders`, page by page.
    #[graph_action(
        GET,
        "/mailFolders?$expand=childFolders($select=id,displayName)",
        scope(delegated = "Mail.ReadBasic", application = "Mail.ReadBasic.All")
    )]
    fn list_mail_folders(&self) -> Call<Page<MailFolder>>;

    /// Reads one of `users`.
    #[graph_action(
        GET,
        "/?$select=id,manager,assignedLicenses&$expand=manager($levels=1)",
        scope = "User.ReadBasic.All"
    )]
    async fn get_user(&self) -> Result<User>;
}

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait GraphApi {
    /// Lists `workflows`, page by page.
    #[graph_action(
        GET,
        "/identityGovernance/lifecycleWorkflows/workflows?$select=id,category,isEnabled",
        scope = "LifecycleWorkflows-Workflow.ReadBasic.All"
    )]
    fn list_workflows(&self) -> Call<Page<IdentityGovernanceWorkflow>>;

    /// Reads `adminConsentRequestPolicy`.
    #[graph_action(
        GET,
        "/policies/adminConsentRequestPolicy?$select=id,reviewers",
        scope = "Policy.Read.All"
    )]
    async fn get_admin_consent_request_policy(&self) -> Result<AdminConsentRequestPolicy>;
}

/// Graph's `accessReviewReviewerScope`.
#[graph_entity("accessReviewReviewerScope")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccessReviewReviewerScope {
    pub reviewer_id: Option<String>,
    pub scope_type: Option<AccessReviewReviewerScopeType>,
    pub query: Option<String>,
    pub query_root: Option<String>,
    pub query_type: Option<String>,
}

/// Graph's `adminConsentRequestPolicy`.
#[graph_entity("adminConsentRequestPolicy")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdminConsentRequestPolicy {
    pub id: Option<String>,
    pub reviewers: Vec<AccessReviewReviewerScope>,
}

/// Graph's `assignedLicense`.
#[graph_entity("assignedLicense")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AssignedLicense {
    /// A GUID.
    pub disabled_plans: Vec<String>,
    /// A GUID.
    pub sku_id: Option<String>,
}

/// Graph's `attachment`.
#[graph_entity("attachment")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment {
    /// The type, where it is one derived from `attachment`: `#microsoft.graph.…`.
    #[graph(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub name: Option<String>,
    pub size: Option<i32>,
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

/// Graph's `identityGovernance.workflow`.
#[graph_entity("identityGovernance.workflow")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdentityGovernanceWorkflow {
    pub id: String,
    pub category: Option<IdentityGovernanceLifecycleWorkflowCategory>,
    pub is_enabled: Option<bool>,
}

/// Graph's `mailFolder`.
#[graph_entity("mailFolder")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MailFolder {
    pub id: String,
    pub display_name: Option<String>,
    pub child_folder_count: Option<i32>,
    pub is_hidden: Option<bool>,
    pub parent_folder_id: Option<String>,
    pub total_item_count: Option<i32>,
    #[graph(expand = false)]
    pub child_folders: Vec<MailFolder>,
}

/// Graph's `message`.
#[graph_entity("message")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub subject: Option<String>,
    pub body: Option<ItemBody>,
    pub attachments: Vec<Attachment>,
}

/// Graph's `user`.
#[graph_entity("user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub id: String,
    pub manager: Option<DirectoryObject>,
    pub assigned_licenses: Vec<AssignedLicense>,
}

/// Graph's `accessReviewReviewerScopeType`.
#[graph_entity("accessReviewReviewerScopeType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessReviewReviewerScopeType {
    User,
    Group,
    Self_,
    Manager,
    Sponsor,
    ResourceOwner,
    ManagerOrSponsor,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `identityGovernance.lifecycleWorkflowCategory`.
#[graph_entity("identityGovernance.lifecycleWorkflowCategory")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityGovernanceLifecycleWorkflowCategory {
    Joiner,
    Leaver,
    Mover,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
