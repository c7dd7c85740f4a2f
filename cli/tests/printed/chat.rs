//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::types::{Identity, IdentitySet, ItemBody};
use graph_action::{Call, Page, Result, graph_action, graph_api, graph_entity};

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
    async fn create_chat(&self, #[body] chat: &NewChat) -> Result<Chat>;

    /// Creates one of `calls`.
    #[graph_action(POST, "/communications/calls", scope = "Calls.JoinGroupCalls.Chat")]
    async fn create_call(&self, #[body] call: &NewCall) -> Result<GraphCall>;
}

/// Graph's `callMediaState`.
#[graph_entity("callMediaState")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallMediaState {
    pub audio: Option<MediaState>,
}

/// Graph's `callOptions`.
#[graph_entity("callOptions")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallOptions {
    /// The type, where it is one derived from `callOptions`: `#microsoft.graph.…`.
    #[graph(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub hide_bot_after_escalation: Option<bool>,
    pub is_content_sharing_notification_enabled: Option<bool>,
    pub is_delta_roster_enabled: Option<bool>,
    pub is_interactive_roster_enabled: Option<bool>,
    /// The properties of the derived type.
    #[graph(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `callRoute`.
#[graph_entity("callRoute")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallRoute {
    pub r#final: Option<IdentitySet>,
    pub original: Option<IdentitySet>,
    pub routing_type: Option<RoutingType>,
}

/// Graph's `callTranscriptionInfo`.
#[graph_entity("callTranscriptionInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallTranscriptionInfo {
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
    pub state: Option<CallTranscriptionState>,
}

/// Graph's `chat`.
#[graph_entity("chat")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chat {
    pub id: String,
    pub topic: Option<String>,
    pub web_url: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub chat_type: Option<ChatType>,
    pub is_hidden_for_all_members: Option<bool>,
}

/// Graph's `chatInfo`.
#[graph_entity("chatInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatInfo {
    pub message_id: Option<String>,
    pub reply_chain_message_id: Option<String>,
    pub thread_id: Option<String>,
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

/// Graph's `chatMessageFromIdentitySet`.
#[graph_entity("chatMessageFromIdentitySet")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessageFromIdentitySet {
    pub application: Option<Identity>,
    pub device: Option<Identity>,
    pub user: Option<Identity>,
}

/// Graph's `chatViewpoint`.
#[graph_entity("chatViewpoint")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatViewpoint {
    pub is_hidden: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_message_read_date_time: Option<String>,
}

/// Graph's `call`.
#[graph_entity("call")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphCall {
    pub id: String,
    pub subject: Option<String>,
    pub state: Option<CallState>,
    pub callback_uri: Option<String>,
    pub call_chain_id: Option<String>,
    pub direction: Option<CallDirection>,
}

/// Graph's `incomingContext`.
#[graph_entity("incomingContext")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncomingContext {
    pub observed_participant_id: Option<String>,
    pub on_behalf_of: Option<IdentitySet>,
    pub source_participant_id: Option<String>,
    pub transferor: Option<IdentitySet>,
}

/// Graph's `invitationParticipantInfo`.
#[graph_entity("invitationParticipantInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InvitationParticipantInfo {
    pub hidden: Option<bool>,
    pub identity: Option<IdentitySet>,
    pub participant_id: Option<String>,
    pub remove_from_default_audio_routing_group: Option<bool>,
    pub replaces_call_id: Option<String>,
}

/// Graph's `mediaConfig`.
#[graph_entity("mediaConfig")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MediaConfig {
    /// The type, where it is one derived from `mediaConfig`: `#microsoft.graph.…`.
    #[graph(rename = "@odata.type")]
    pub odata_type: Option<String>,
    /// The properties of the derived type.
    #[graph(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `meetingInfo`.
#[graph_entity("meetingInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingInfo {
    /// The type, where it is one derived from `meetingInfo`: `#microsoft.graph.…`.
    #[graph(rename = "@odata.type")]
    pub odata_type: Option<String>,
    /// The properties of the derived type.
    #[graph(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// The properties of a new `call`.
#[graph_entity("call")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewCall {
    pub subject: Option<String>,
    pub callback_uri: Option<String>,
    pub call_chain_id: Option<String>,
    pub call_options: Option<CallOptions>,
    pub call_routes: Option<Vec<CallRoute>>,
    pub chat_info: Option<ChatInfo>,
    pub direction: Option<CallDirection>,
    pub incoming_context: Option<IncomingContext>,
    pub media_config: Option<MediaConfig>,
    pub media_state: Option<CallMediaState>,
    pub meeting_info: Option<MeetingInfo>,
    pub my_participant_id: Option<String>,
    pub requested_modalities: Option<Vec<Modality>>,
    pub result_info: Option<ResultInfo>,
    pub source: Option<ParticipantInfo>,
    pub state: Option<CallState>,
    pub targets: Option<Vec<InvitationParticipantInfo>>,
    pub tenant_id: Option<String>,
    pub tone_info: Option<ToneInfo>,
    pub transcription: Option<CallTranscriptionInfo>,
}

/// The properties of a new `chat`.
#[graph_entity("chat")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewChat {
    pub topic: Option<String>,
    pub chat_type: Option<ChatType>,
    pub is_hidden_for_all_members: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_updated_date_time: Option<String>,
    pub migration_mode: Option<MigrationMode>,
    pub online_meeting_info: Option<TeamworkOnlineMeetingInfo>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub original_created_date_time: Option<String>,
    pub tenant_id: Option<String>,
    pub viewpoint: Option<ChatViewpoint>,
}

/// Graph's `participantInfo`.
#[graph_entity("participantInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParticipantInfo {
    pub country_code: Option<String>,
    pub endpoint_type: Option<EndpointType>,
    pub identity: Option<IdentitySet>,
    pub language_id: Option<String>,
    pub participant_id: Option<String>,
    pub region: Option<String>,
}

/// Graph's `resultInfo`.
#[graph_entity("resultInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultInfo {
    pub code: Option<i32>,
    pub message: Option<String>,
    pub subcode: Option<i32>,
}

/// Graph's `teamworkOnlineMeetingInfo`.
#[graph_entity("teamworkOnlineMeetingInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamworkOnlineMeetingInfo {
    pub calendar_event_id: Option<String>,
    pub join_web_url: Option<String>,
    pub organizer: Option<TeamworkUserIdentity>,
}

/// Graph's `teamworkUserIdentity`.
#[graph_entity("teamworkUserIdentity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamworkUserIdentity {
    pub id: Option<String>,
    pub user_identity_type: Option<TeamworkUserIdentityType>,
    pub display_name: Option<String>,
}

/// Graph's `toneInfo`.
#[graph_entity("toneInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToneInfo {
    pub sequence_id: Option<i64>,
    pub tone: Option<Tone>,
}

/// Graph's `callDirection`.
#[graph_entity("callDirection")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallDirection {
    Incoming,
    Outgoing,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `callState`.
#[graph_entity("callState")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallState {
    Incoming,
    Establishing,
    Established,
    Hold,
    Transferring,
    TransferAccepted,
    Redirecting,
    Terminating,
    Terminated,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `callTranscriptionState`.
#[graph_entity("callTranscriptionState")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallTranscriptionState {
    NotStarted,
    Active,
    Inactive,
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

/// Graph's `chatType`.
#[graph_entity("chatType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatType {
    OneOnOne,
    Group,
    Meeting,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `endpointType`.
#[graph_entity("endpointType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointType {
    Default,
    Voicemail,
    SkypeForBusiness,
    SkypeForBusinessVoipPhone,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `mediaState`.
#[graph_entity("mediaState")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaState {
    Active,
    Inactive,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `migrationMode`.
#[graph_entity("migrationMode")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MigrationMode {
    InProgress,
    Completed,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `modality`.
#[graph_entity("modality")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Modality {
    Audio,
    Video,
    VideoBasedScreenSharing,
    Data,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `routingType`.
#[graph_entity("routingType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoutingType {
    Forwarded,
    Lookup,
    SelfFork,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `teamworkUserIdentityType`.
#[graph_entity("teamworkUserIdentityType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamworkUserIdentityType {
    AadUser,
    OnPremiseAadUser,
    AnonymousGuest,
    FederatedUser,
    PersonalMicrosoftAccountUser,
    SkypeUser,
    PhoneUser,
    EmailUser,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `tone`.
#[graph_entity("tone")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tone {
    Tone0,
    Tone1,
    Tone2,
    Tone3,
    Tone4,
    Tone5,
    Tone6,
    Tone7,
    Tone8,
    Tone9,
    Star,
    Pound,
    A,
    B,
    C,
    D,
    Flash,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
