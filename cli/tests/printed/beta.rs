//! Made by `graph-action new` from the catalog of 2026-10-23.

use graph_action::{Call, Page, Patch, Result, graph_action, graph_api, graph_entity};

/// Its client is made with `graph.me()` or `graph.user(id)`.
#[graph_api]
pub trait Messages {
    /// Lists `messages`, page by page.
    #[graph_action(
        GET,
        "/messages",
        scope(delegated = "Mail.ReadBasic", application = "Mail.ReadBasic.All"),
        version = "beta"
    )]
    fn list_messages(&self) -> Call<Page<Message>>;

    /// Changes one of `messages`.
    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite", version = "beta")]
    async fn update_message(
        &self,
        id: &str,
        #[body] message: &MessagePatch,
    ) -> Result<Option<Message>>;
}

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait IdentityGovernance {
    /// Lists `workflows`, page by page.
    #[graph_action(
        GET,
        "/identityGovernance/lifecycleWorkflows/workflows?$select=id,category,isEnabled",
        scope = "LifecycleWorkflows-Workflow.ReadBasic.All",
        version = "beta"
    )]
    fn list_workflows(&self) -> Call<Page<IdentityGovernanceWorkflow>>;
}

/// Graph's `dateTimeTimeZone`.
#[graph_entity("dateTimeTimeZone", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateTimeTimeZone {
    pub date_time: Option<String>,
    pub time_zone: Option<String>,
}

/// Graph's `emailAddress`.
#[graph_entity("emailAddress", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmailAddress {
    pub address: Option<String>,
    pub name: Option<String>,
}

/// Graph's `followupFlag`.
#[graph_entity("followupFlag", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowupFlag {
    pub completed_date_time: Option<DateTimeTimeZone>,
    pub due_date_time: Option<DateTimeTimeZone>,
    pub flag_status: Option<FollowupFlagStatus>,
    pub start_date_time: Option<DateTimeTimeZone>,
}

/// Graph's `identityGovernance.workflow`.
#[graph_entity("identityGovernance.workflow", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdentityGovernanceWorkflow {
    pub id: String,
    pub category: Option<IdentityGovernanceLifecycleWorkflowCategory>,
    pub is_enabled: Option<bool>,
}

/// Graph's `internetMessageHeader`.
#[graph_entity("internetMessageHeader", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InternetMessageHeader {
    pub name: Option<String>,
    pub value: Option<String>,
}

/// Graph's `itemBody`.
#[graph_entity("itemBody", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemBody {
    pub content: Option<String>,
    pub content_type: Option<BodyType>,
}

/// Graph's `mentionsPreview`.
#[graph_entity("mentionsPreview", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MentionsPreview {
    pub is_mentioned: Option<bool>,
}

/// Graph's `message`.
#[graph_entity("message", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
    pub from: Option<Recipient>,
    pub to_recipients: Vec<Recipient>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub received_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub sent_date_time: Option<String>,
    pub is_read: Option<bool>,
    pub importance: Option<Importance>,
    pub has_attachments: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
}

/// Changes of a `message`: what is not set stays as it is.
#[graph_entity("message", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessagePatch {
    pub subject: Patch<String>,
    pub from: Patch<Recipient>,
    pub to_recipients: Patch<Vec<Recipient>>,
    pub is_read: Patch<bool>,
    pub importance: Patch<Importance>,
    pub body: Patch<ItemBody>,
    pub cc_recipients: Patch<Vec<Recipient>>,
    pub bcc_recipients: Patch<Vec<Recipient>>,
    pub flag: Patch<FollowupFlag>,
    pub inference_classification: Patch<InferenceClassificationType>,
    pub internet_message_headers: Patch<Vec<InternetMessageHeader>>,
    pub is_delivery_receipt_requested: Patch<bool>,
    pub is_read_receipt_requested: Patch<bool>,
    pub mentions_preview: Patch<MentionsPreview>,
    pub reply_to: Patch<Vec<Recipient>>,
    pub sender: Patch<Recipient>,
    pub unsubscribe_data: Patch<Vec<String>>,
    pub unsubscribe_enabled: Patch<bool>,
    pub categories: Patch<Vec<String>>,
}

/// Graph's `recipient`.
#[graph_entity("recipient", version = "beta")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipient {
    pub email_address: Option<EmailAddress>,
}

/// Graph's `bodyType`.
#[graph_entity("bodyType", version = "beta")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyType {
    Text,
    Html,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `followupFlagStatus`.
#[graph_entity("followupFlagStatus", version = "beta")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowupFlagStatus {
    NotFlagged,
    Complete,
    Flagged,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `identityGovernance.lifecycleWorkflowCategory`.
#[graph_entity("identityGovernance.lifecycleWorkflowCategory", version = "beta")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityGovernanceLifecycleWorkflowCategory {
    Joiner,
    Leaver,
    Mover,
    Extensibility,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `importance`.
#[graph_entity("importance", version = "beta")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Importance {
    Low,
    Normal,
    High,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `inferenceClassificationType`.
#[graph_entity("inferenceClassificationType", version = "beta")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InferenceClassificationType {
    Focused,
    Other,
    /// A member that was added later.
    #[graph(other)]
    Unknown(String),
}
