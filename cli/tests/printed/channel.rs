//! Made by `graph-action new` from the catalog of 2026-08-03.

use std::collections::BTreeSet;

use graph_action::types::{Identity, ItemBody};
use graph_action::{Call, Page, Result, Root, graph_action, graph_api, graph_entity};

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
    async fn create_message(&self, #[body] chat_message: &NewChatMessage) -> Result<ChatMessage>;
}

/// Graph's `channelIdentity`.
#[graph_entity("channelIdentity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelIdentity {
    pub channel_id: Option<String>,
    pub team_id: Option<String>,
}

/// Graph's `chatMessage`.
#[graph_entity("chatMessage")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessage {
    pub id: String,
    pub subject: Option<String>,
    pub from: Option<ChatMessageFromIdentitySet>,
    pub importance: Option<ChatMessageImportance>,
    pub web_url: Option<String>,
    pub body: Option<ItemBody>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
}

/// Graph's `chatMessageAttachment`.
#[graph_entity("chatMessageAttachment")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageAttachment {
    pub id: Option<String>,
    pub content: Option<String>,
    pub content_type: Option<String>,
    pub content_url: Option<String>,
    pub name: Option<String>,
    pub teams_app_id: Option<String>,
    pub thumbnail_url: Option<String>,
}

/// Graph's `chatMessageFromIdentitySet`.
#[graph_entity("chatMessageFromIdentitySet")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageFromIdentitySet {
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
}

/// Graph's `chatMessageHistoryItem`.
#[graph_entity("chatMessageHistoryItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageHistoryItem {
    pub actions: Option<BTreeSet<ChatMessageActions>>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub modified_date_time: Option<String>,
    pub reaction: Option<ChatMessageReaction>,
}

/// Graph's `chatMessageMention`.
#[graph_entity("chatMessageMention")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageMention {
    pub id: Option<i32>,
    pub mentioned: Option<ChatMessageMentionedIdentitySet>,
    pub mention_text: Option<String>,
}

/// Graph's `chatMessageMentionedIdentitySet`.
#[graph_entity("chatMessageMentionedIdentitySet")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageMentionedIdentitySet {
    pub conversation: Option<TeamworkConversationIdentity>,
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
}

/// Graph's `chatMessagePolicyViolation`.
#[graph_entity("chatMessagePolicyViolation")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessagePolicyViolation {
    pub dlp_action: Option<BTreeSet<ChatMessagePolicyViolationDlpActionTypes>>,
    pub justification_text: Option<String>,
    pub policy_tip: Option<ChatMessagePolicyViolationPolicyTip>,
    pub user_action: Option<BTreeSet<ChatMessagePolicyViolationUserActionTypes>>,
    pub verdict_details: Option<BTreeSet<ChatMessagePolicyViolationVerdictDetailsTypes>>,
}

/// Graph's `chatMessagePolicyViolationPolicyTip`.
#[graph_entity("chatMessagePolicyViolationPolicyTip")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessagePolicyViolationPolicyTip {
    pub compliance_url: Option<String>,
    pub general_text: Option<String>,
    pub matched_condition_descriptions: Option<Vec<String>>,
}

/// Graph's `chatMessageReaction`.
#[graph_entity("chatMessageReaction")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageReaction {
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub display_name: Option<String>,
    pub reaction_content_url: Option<String>,
    pub reaction_type: Option<String>,
    pub user: Option<ChatMessageReactionIdentitySet>,
}

/// Graph's `chatMessageReactionIdentitySet`.
#[graph_entity("chatMessageReactionIdentitySet")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageReactionIdentitySet {
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
}

/// Graph's `eventMessageDetail`.
#[graph_entity("eventMessageDetail")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventMessageDetail {
    /// The type, where it is one derived from `eventMessageDetail`: `#microsoft.graph.…`.
    #[graph(rename = "@odata.type")]
    pub odata_type: Option<String>,
    /// The properties of the derived type.
    #[graph(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// The properties of a new `chatMessage`.
#[graph_entity("chatMessage")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewChatMessage {
    pub subject: Option<String>,
    pub from: Option<ChatMessageFromIdentitySet>,
    pub importance: Option<ChatMessageImportance>,
    pub body: Option<ItemBody>,
    pub locale: Option<String>,
    pub message_type: Option<ChatMessageType>,
    pub attachments: Option<Vec<ChatMessageAttachment>>,
    pub channel_identity: Option<ChannelIdentity>,
    pub chat_id: Option<String>,
    pub event_detail: Option<EventMessageDetail>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_edited_date_time: Option<String>,
    pub mentions: Option<Vec<ChatMessageMention>>,
    pub message_history: Option<Vec<ChatMessageHistoryItem>>,
    pub policy_violation: Option<ChatMessagePolicyViolation>,
    pub reactions: Option<Vec<ChatMessageReaction>>,
    pub reply_to_id: Option<String>,
    pub summary: Option<String>,
}

/// Graph's `teamworkConversationIdentity`.
#[graph_entity("teamworkConversationIdentity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamworkConversationIdentity {
    pub id: Option<String>,
    pub conversation_identity_type: Option<TeamworkConversationIdentityType>,
    pub display_name: Option<String>,
}

/// Graph's `chatMessageActions`.
#[graph_entity("chatMessageActions")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChatMessageActions {
    ReactionAdded,
    ReactionRemoved,
    ActionUndefined,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `chatMessageImportance`.
#[graph_entity("chatMessageImportance")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatMessageImportance {
    Normal,
    High,
    Urgent,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `chatMessagePolicyViolationDlpActionTypes`.
#[graph_entity("chatMessagePolicyViolationDlpActionTypes")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChatMessagePolicyViolationDlpActionTypes {
    None,
    NotifySender,
    BlockAccess,
    BlockAccessExternal,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `chatMessagePolicyViolationUserActionTypes`.
#[graph_entity("chatMessagePolicyViolationUserActionTypes")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChatMessagePolicyViolationUserActionTypes {
    None,
    Override,
    ReportFalsePositive,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `chatMessagePolicyViolationVerdictDetailsTypes`.
#[graph_entity("chatMessagePolicyViolationVerdictDetailsTypes")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChatMessagePolicyViolationVerdictDetailsTypes {
    None,
    AllowFalsePositiveOverride,
    AllowOverrideWithoutJustification,
    AllowOverrideWithJustification,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `chatMessageType`.
#[graph_entity("chatMessageType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatMessageType {
    Message,
    ChatEvent,
    Typing,
    SystemEventMessage,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `teamworkConversationIdentityType`.
#[graph_entity("teamworkConversationIdentityType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamworkConversationIdentityType {
    Team,
    Channel,
    Chat,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
