//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Call, Page, Result, Root, graph_action, graph_api};
use serde::{Deserialize, Serialize};

/// A `channel`: what the paths of the trait below are relative to.
pub enum ChannelRoot {}

impl Root for ChannelRoot {
    const TYPE: &'static str = "channel";
}

/// Its client is made with `graph.resource::<ChannelRoot>(&[…])`.
#[graph_api(root(ChannelRoot, type = "channel"))]
pub trait Messages {
    /// Lists `messages`, page by page.
    #[graph_action(GET, "/messages", scope = none)]
    fn list_messages(&self) -> Call<Page<ChatMessage>>;

    /// Reads one of `messages`.
    #[graph_action(GET, "/messages/<message>", scope = none)]
    async fn get_message(&self, message: &str) -> Result<ChatMessage>;

    /// Creates one of `messages`.
    #[graph_action(POST, "/messages", scope = none)]
    async fn create_message(&self, #[body] chat_message: &ChatMessage) -> Result<ChatMessage>;
}

/// Graph's `channelIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelIdentity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<String>,
}

/// Graph's `chatMessage`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// The type, where it is one derived from `chatMessage`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<ChatMessageAttachment>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<ItemBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_identity: Option<ChannelIdentity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_detail: Option<EventMessageDetail>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<ChatMessageFromIdentitySet>,
    /// One of `normal`, `high`, `urgent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importance: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_edited_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<ChatMessageMention>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_history: Option<Vec<ChatMessageHistoryItem>>,
    /// One of `message`, `chatEvent`, `typing`, `systemEventMessage`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_violation: Option<ChatMessagePolicyViolation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reactions: Option<Vec<ChatMessageReaction>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_url: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `chatMessageAttachment`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageAttachment {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teams_app_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
}

/// Graph's `chatMessageFromIdentitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageFromIdentitySet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `chatMessageHistoryItem`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageHistoryItem {
    /// Some of `reactionAdded`, `reactionRemoved`, `actionUndefined`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction: Option<ChatMessageReaction>,
}

/// Graph's `chatMessageMention`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageMention {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentioned: Option<ChatMessageMentionedIdentitySet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mention_text: Option<String>,
}

/// Graph's `chatMessageMentionedIdentitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageMentionedIdentitySet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<TeamworkConversationIdentity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `chatMessagePolicyViolation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessagePolicyViolation {
    /// Some of `none`, `notifySender`, `blockAccess`, `blockAccessExternal`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dlp_action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justification_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_tip: Option<ChatMessagePolicyViolationPolicyTip>,
    /// Some of `none`, `override`, `reportFalsePositive`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_action: Option<String>,
    /// Some of `none`, `allowFalsePositiveOverride`, `allowOverrideWithoutJustification`, `allowOverrideWithJustification`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict_details: Option<String>,
}

/// Graph's `chatMessagePolicyViolationPolicyTip`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessagePolicyViolationPolicyTip {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliance_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub general_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched_condition_descriptions: Option<Vec<String>>,
}

/// Graph's `chatMessageReaction`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageReaction {
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction_content_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<ChatMessageReactionIdentitySet>,
}

/// Graph's `chatMessageReactionIdentitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageReactionIdentitySet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `eventMessageDetail`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventMessageDetail {
    /// The type, where it is one derived from `eventMessageDetail`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `identity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// The type, where it is one derived from `identity`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `itemBody`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// One of `text`, `html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

/// Graph's `teamworkConversationIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamworkConversationIdentity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// One of `team`, `channel`, `chat`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_identity_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}
