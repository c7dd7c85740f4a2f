//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Call, Page, Result, graph_action, graph_api};
use serde::{Deserialize, Serialize};

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait GraphApi {
    /// Lists `messages`, page by page.
    #[graph_action(
        GET,
        "/teams/<team_id>/channels/<channel_id>/messages",
        scope = "ChannelMessage.Read.All"
    )]
    fn list_messages(&self, team_id: &str, channel_id: &str) -> Call<Page<ChatMessage>>;

    /// Reads one of `messages`.
    #[graph_action(
        GET,
        "/chats/<chat_id>/messages/<message_id>",
        scope(delegated = "Chat.Read", application = "Chat.Read.All")
    )]
    async fn get_message(&self, chat_id: &str, message_id: &str) -> Result<ChatMessage>;

    /// Creates one of `chats`.
    #[graph_action(POST, "/chats", scope = "Chat.Create")]
    async fn create_chat(&self, #[body] chat: &Chat) -> Result<Chat>;

    /// Creates one of `calls`.
    #[graph_action(POST, "/communications/calls", scope = "Calls.JoinGroupCalls.Chat")]
    async fn create_call(&self, #[body] call: &GraphCall) -> Result<GraphCall>;
}

/// Graph's `callMediaState`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallMediaState {
    /// One of `active`, `inactive`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<String>,
}

/// Graph's `callOptions`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallOptions {
    /// The type, where it is one derived from `callOptions`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide_bot_after_escalation: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_content_sharing_notification_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_delta_roster_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_interactive_roster_enabled: Option<bool>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `callRoute`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallRoute {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#final: Option<IdentitySet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<IdentitySet>,
    /// One of `forwarded`, `lookup`, `selfFork`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routing_type: Option<String>,
}

/// Graph's `callTranscriptionInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallTranscriptionInfo {
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date_time: Option<String>,
    /// One of `notStarted`, `active`, `inactive`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Graph's `channelIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelIdentity {
    pub channel_id: Option<String>,
    pub team_id: Option<String>,
}

/// Graph's `chat`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chat {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// One of `oneOnOne`, `group`, `meeting`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_type: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_hidden_for_all_members: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_date_time: Option<String>,
    /// One of `inProgress`, `completed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migration_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_meeting_info: Option<TeamworkOnlineMeetingInfo>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub viewpoint: Option<ChatViewpoint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_url: Option<String>,
}

/// Graph's `chatInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_chain_message_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread_id: Option<String>,
}

/// Graph's `chatMessage`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// The type, where it is one derived from `chatMessage`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub id: Option<String>,
    pub attachments: Option<Vec<ChatMessageAttachment>>,
    pub body: Option<ItemBody>,
    pub channel_identity: Option<ChannelIdentity>,
    pub chat_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub deleted_date_time: Option<String>,
    pub etag: Option<String>,
    pub event_detail: Option<EventMessageDetail>,
    pub from: Option<ChatMessageFromIdentitySet>,
    /// One of `normal`, `high`, `urgent`.
    pub importance: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_edited_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
    pub locale: Option<String>,
    pub mentions: Option<Vec<ChatMessageMention>>,
    pub message_history: Option<Vec<ChatMessageHistoryItem>>,
    /// One of `message`, `chatEvent`, `typing`, `systemEventMessage`.
    pub message_type: Option<String>,
    pub policy_violation: Option<ChatMessagePolicyViolation>,
    pub reactions: Option<Vec<ChatMessageReaction>>,
    pub reply_to_id: Option<String>,
    pub subject: Option<String>,
    pub summary: Option<String>,
    pub web_url: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `chatMessageAttachment`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageFromIdentitySet {
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `chatMessageHistoryItem`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageHistoryItem {
    /// Some of `reactionAdded`, `reactionRemoved`, `actionUndefined`, joined by `,`.
    pub actions: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub modified_date_time: Option<String>,
    pub reaction: Option<ChatMessageReaction>,
}

/// Graph's `chatMessageMention`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageMention {
    pub id: Option<i32>,
    pub mentioned: Option<ChatMessageMentionedIdentitySet>,
    pub mention_text: Option<String>,
}

/// Graph's `chatMessageMentionedIdentitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageMentionedIdentitySet {
    pub conversation: Option<TeamworkConversationIdentity>,
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `chatMessagePolicyViolation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessagePolicyViolation {
    /// Some of `none`, `notifySender`, `blockAccess`, `blockAccessExternal`, joined by `,`.
    pub dlp_action: Option<String>,
    pub justification_text: Option<String>,
    pub policy_tip: Option<ChatMessagePolicyViolationPolicyTip>,
    /// Some of `none`, `override`, `reportFalsePositive`, joined by `,`.
    pub user_action: Option<String>,
    /// Some of `none`, `allowFalsePositiveOverride`, `allowOverrideWithoutJustification`, `allowOverrideWithJustification`, joined by `,`.
    pub verdict_details: Option<String>,
}

/// Graph's `chatMessagePolicyViolationPolicyTip`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessagePolicyViolationPolicyTip {
    pub compliance_url: Option<String>,
    pub general_text: Option<String>,
    pub matched_condition_descriptions: Option<Vec<String>>,
}

/// Graph's `chatMessageReaction`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageReaction {
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub display_name: Option<String>,
    pub reaction_content_url: Option<String>,
    pub reaction_type: Option<String>,
    pub user: Option<ChatMessageReactionIdentitySet>,
}

/// Graph's `chatMessageReactionIdentitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessageReactionIdentitySet {
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `chatViewpoint`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatViewpoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_hidden: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_message_read_date_time: Option<String>,
}

/// Graph's `eventMessageDetail`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventMessageDetail {
    /// The type, where it is one derived from `eventMessageDetail`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `call`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GraphCall {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_chain_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_options: Option<CallOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_routes: Option<Vec<CallRoute>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_info: Option<ChatInfo>,
    /// One of `incoming`, `outgoing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incoming_context: Option<IncomingContext>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_config: Option<MediaConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_state: Option<CallMediaState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_info: Option<MeetingInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_participant_id: Option<String>,
    /// One of `audio`, `video`, `videoBasedScreenSharing`, `data`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_modalities: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_info: Option<ResultInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<ParticipantInfo>,
    /// One of `incoming`, `establishing`, `established`, `hold`, `transferring`, `transferAccepted`, `redirecting`, `terminating`, `terminated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<InvitationParticipantInfo>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone_info: Option<ToneInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcription: Option<CallTranscriptionInfo>,
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

/// Graph's `identitySet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentitySet {
    /// The type, where it is one derived from `identitySet`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
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

/// Graph's `incomingContext`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IncomingContext {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_participant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<IdentitySet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_participant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transferor: Option<IdentitySet>,
}

/// Graph's `invitationParticipantInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InvitationParticipantInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentitySet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove_from_default_audio_routing_group: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces_call_id: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `itemBody`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemBody {
    pub content: Option<String>,
    /// One of `text`, `html`.
    pub content_type: Option<String>,
}

/// Graph's `mediaConfig`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MediaConfig {
    /// The type, where it is one derived from `mediaConfig`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `meetingInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MeetingInfo {
    /// The type, where it is one derived from `meetingInfo`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `participantInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// One of `default`, `voicemail`, `skypeForBusiness`, `skypeForBusinessVoipPhone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentitySet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// Graph's `resultInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subcode: Option<i32>,
}

/// Graph's `teamworkConversationIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamworkConversationIdentity {
    pub id: Option<String>,
    /// One of `team`, `channel`, `chat`.
    pub conversation_identity_type: Option<String>,
    pub display_name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `teamworkOnlineMeetingInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamworkOnlineMeetingInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar_event_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join_web_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organizer: Option<TeamworkUserIdentity>,
}

/// Graph's `teamworkUserIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamworkUserIdentity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// One of `aadUser`, `onPremiseAadUser`, `anonymousGuest`, `federatedUser`, `personalMicrosoftAccountUser`, `skypeUser`, `phoneUser`, `emailUser`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_identity_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `toneInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ToneInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence_id: Option<i64>,
    /// One of `tone0`, `tone1`, `tone2`, `tone3`, `tone4`, `tone5`, `tone6`, `tone7`, `tone8`, `tone9`, `star`, `pound`, `a`, `b`, `c`, `d`, `flash`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<String>,
}
