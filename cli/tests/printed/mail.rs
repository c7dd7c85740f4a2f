//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::types::{FollowupFlag, Importance, ItemBody, Recipient};
use graph_action::{Call, Page, Patch, Result, graph_action, graph_api, graph_entity};

/// Its client is made with `graph.me()` or `graph.user(id)`.
#[graph_api]
pub trait UserApi {
    /// Lists `messages`, page by page.
    #[graph_action(
        GET,
        "/messages?$top=<top>&$filter=from/emailAddress/address eq '<sender>'",
        scope(delegated = "Mail.ReadBasic", application = "Mail.ReadBasic.All")
    )]
    fn list_messages(&self, top: Option<u32>, sender: Option<&str>) -> Call<Page<Message>>;

    /// Reads one of `messages`.
    #[graph_action(GET, "/messages/<id>?$expand=attachments", scope = "Mail.Read")]
    async fn get_message(&self, id: &str) -> Result<Message>;

    /// Counts `messages`.
    #[graph_action(
        GET,
        "/messages/$count",
        scope(delegated = "Mail.ReadBasic", application = "Mail.ReadBasic.All")
    )]
    async fn count_messages(&self) -> Result<u64>;

    /// Creates one of `messages`.
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create_message(&self, #[body] message: &NewMessage) -> Result<Message>;

    /// Calls the action `sendMail` of `user`.
    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    async fn send_mail(&self, message: &NewMessage, save_to_sent_items: Option<bool>) -> Result<()>;

    /// Calls the action `move` of `message`.
    #[graph_action(POST, "/messages/<id>/move", scope = "Mail.ReadWrite")]
    async fn r#move(&self, id: &str, destination_id: &str) -> Result<Message>;

    /// Calls the action `forward` of `message`.
    #[graph_action(POST, "/messages/<id>/forward", scope = "Mail.Send")]
    async fn forward(
        &self,
        id: &str,
        to_recipients: Option<&[Recipient]>,
        message: Option<&NewMessage>,
        comment: Option<&str>,
    ) -> Result<()>;

    /// Changes one of `messages`.
    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn update_message(
        &self,
        id: &str,
        #[body] message: &MessagePatch,
    ) -> Result<Option<Message>>;

    /// Deletes one of `messages`.
    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn delete_message(&self, id: &str) -> Result<()>;
}

/// Graph's `attachment`.
#[graph_entity("attachment")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment {
    /// The type, where it is one derived from `attachment`: `#microsoft.graph.…`.
    #[graph(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub id: String,
    pub name: Option<String>,
    pub size: Option<i32>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
    pub content_type: Option<String>,
    pub is_inline: Option<bool>,
}

/// Graph's `internetMessageHeader`.
#[graph_entity("internetMessageHeader")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InternetMessageHeader {
    pub name: Option<String>,
    pub value: Option<String>,
}

/// Graph's `message`.
#[graph_entity("message")]
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
    pub attachments: Vec<Attachment>,
}

/// Changes of a `message`: what is not set stays as it is.
#[graph_entity("message")]
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
    pub reply_to: Patch<Vec<Recipient>>,
    pub sender: Patch<Recipient>,
    pub categories: Patch<Vec<String>>,
}

/// The properties of a new `message`.
#[graph_entity("message")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewMessage {
    pub subject: Option<String>,
    pub from: Option<Recipient>,
    pub to_recipients: Option<Vec<Recipient>>,
    pub is_read: Option<bool>,
    pub importance: Option<Importance>,
    pub body: Option<ItemBody>,
    pub cc_recipients: Option<Vec<Recipient>>,
    pub bcc_recipients: Option<Vec<Recipient>>,
    pub flag: Option<FollowupFlag>,
    pub inference_classification: Option<InferenceClassificationType>,
    pub internet_message_headers: Option<Vec<InternetMessageHeader>>,
    pub is_delivery_receipt_requested: Option<bool>,
    pub is_read_receipt_requested: Option<bool>,
    pub reply_to: Option<Vec<Recipient>>,
    pub sender: Option<Recipient>,
    pub categories: Option<Vec<String>>,
}

/// Graph's `inferenceClassificationType`.
#[graph_entity("inferenceClassificationType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InferenceClassificationType {
    Focused,
    Other,
    /// A member that was added later.
    #[graph(other)]
    Unknown(String),
}
