//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::types::{DateTimeTimeZone, DayOfWeek, PasswordProfile};
use graph_action::{Bytes, Call, Page, Patch, Result, graph_action, graph_api, graph_entity};
use serde::{Deserialize, Serialize};

/// Its client is made with `graph.me()` or `graph.user(id)`.
#[graph_api]
pub trait UserApi {
    /// Reads `me`.
    #[graph_action(GET, "/", scope = "User.Read")]
    async fn get_user(&self) -> Result<User>;

    /// Reads `manager`.
    #[graph_action(GET, "/manager", scope = "User.Read.All")]
    async fn get_manager(&self) -> Result<DirectoryObject>;

    /// Reads the content of `photo`.
    #[graph_action(GET, "/photo/$value", scope = "User.Read")]
    async fn get_photo_content(&self) -> Result<Bytes>;

    /// Reads `mailboxSettings`.
    #[graph_action(GET, "/mailboxSettings", scope = "MailboxSettings.Read")]
    async fn get_mailbox_settings(&self) -> Result<MailboxSettings>;

    /// Reads `timeZone`.
    #[graph_action(GET, "/mailboxSettings/timeZone", scope = "MailboxSettings.Read")]
    async fn get_time_zone(&self) -> Result<Single<String>>;

    /// Calls the action `getMemberGroups` of `directoryObject`.
    #[graph_action(
        POST,
        "/getMemberGroups",
        scope(delegated = ["User.ReadBasic.All", "GroupMember.Read.All"], application = "Application.Read.All")
    )]
    fn get_member_groups(&self, security_enabled_only: Option<bool>) -> Call<Page<String>>;

    /// Changes `me`.
    #[graph_action(PATCH, "/", scope = "User.ReadWrite")]
    async fn update_user(&self, #[body] user: &UserPatch) -> Result<Option<User>>;

    /// Changes `mailboxSettings`.
    #[graph_action(PATCH, "/mailboxSettings", scope = "MailboxSettings.ReadWrite")]
    async fn update_mailbox_settings(
        &self,
        #[body] mailbox_settings: &MailboxSettingsPatch,
    ) -> Result<Option<MailboxSettings>>;

    /// Replaces the content of `photo`.
    #[graph_action(PUT, "/photo/$value", scope = "User.ReadWrite")]
    async fn set_photo_content(&self, #[body("image/jpeg")] content: &[u8]) -> Result<()>;
}

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait Users {
    /// Lists `users`, page by page.
    #[graph_action(GET, "/users", scope = "User.ReadBasic.All")]
    fn list_users(&self) -> Call<Page<User>>;
}

/// Graph's `authorizationInfo`.
#[graph_entity("authorizationInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthorizationInfo {
    pub certificate_user_ids: Option<Vec<String>>,
}

/// Graph's `automaticRepliesSetting`.
#[graph_entity("automaticRepliesSetting")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutomaticRepliesSetting {
    pub external_audience: Option<ExternalAudienceScope>,
    pub external_reply_message: Option<String>,
    pub internal_reply_message: Option<String>,
    pub scheduled_end_date_time: Option<DateTimeTimeZone>,
    pub scheduled_start_date_time: Option<DateTimeTimeZone>,
    pub status: Option<AutomaticRepliesStatus>,
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

/// Graph's `localeInfo`.
#[graph_entity("localeInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocaleInfo {
    pub display_name: Option<String>,
    pub locale: Option<String>,
}

/// Graph's `mailboxSettings`.
#[graph_entity("mailboxSettings")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MailboxSettings {
    pub archive_folder: Option<String>,
    pub automatic_replies_setting: Option<AutomaticRepliesSetting>,
    pub date_format: Option<String>,
    pub delegate_meeting_message_delivery_options: Option<DelegateMeetingMessageDeliveryOptions>,
    pub language: Option<LocaleInfo>,
    pub time_format: Option<String>,
    pub time_zone: Option<String>,
    pub user_purpose: Option<UserPurpose>,
    pub working_hours: Option<WorkingHours>,
}

/// Changes of a `mailboxSettings`: what is not set stays as it is.
#[graph_entity("mailboxSettings")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MailboxSettingsPatch {
    pub archive_folder: Patch<String>,
    pub automatic_replies_setting: Patch<AutomaticRepliesSetting>,
    pub date_format: Patch<String>,
    pub delegate_meeting_message_delivery_options: Patch<DelegateMeetingMessageDeliveryOptions>,
    pub language: Patch<LocaleInfo>,
    pub time_format: Patch<String>,
    pub time_zone: Patch<String>,
    pub user_purpose: Patch<UserPurpose>,
    pub working_hours: Patch<WorkingHours>,
}

/// Graph's `timeZoneBase`.
#[graph_entity("timeZoneBase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeZoneBase {
    pub name: Option<String>,
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

/// Changes of a `user`: what is not set stays as it is.
#[graph_entity("user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserPatch {
    pub display_name: Patch<String>,
    pub mail: Patch<String>,
    pub user_principal_name: Patch<String>,
    pub given_name: Patch<String>,
    pub surname: Patch<String>,
    pub account_enabled: Patch<bool>,
    pub mail_nickname: Patch<String>,
    pub password_profile: Patch<PasswordProfile>,
    pub job_title: Patch<String>,
    pub department: Patch<String>,
    pub business_phones: Patch<Vec<String>>,
    pub mobile_phone: Patch<String>,
    pub usage_location: Patch<String>,
    pub company_name: Patch<String>,
    pub office_location: Patch<String>,
    pub city: Patch<String>,
    pub country: Patch<String>,
    pub other_mails: Patch<Vec<String>>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub birthday: Patch<String>,
    pub device_enrollment_limit: Patch<i32>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub hire_date: Patch<String>,
    pub about_me: Patch<String>,
    pub age_group: Patch<String>,
    pub authorization_info: Patch<AuthorizationInfo>,
}

/// Graph's `workingHours`.
#[graph_entity("workingHours")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkingHours {
    pub days_of_week: Option<Vec<DayOfWeek>>,
    /// A time of day, `12:00:00`.
    pub end_time: Option<String>,
    /// A time of day, `12:00:00`.
    pub start_time: Option<String>,
    pub time_zone: Option<TimeZoneBase>,
}

/// Graph's `automaticRepliesStatus`.
#[graph_entity("automaticRepliesStatus")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AutomaticRepliesStatus {
    Disabled,
    AlwaysEnabled,
    Scheduled,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `delegateMeetingMessageDeliveryOptions`.
#[graph_entity("delegateMeetingMessageDeliveryOptions")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DelegateMeetingMessageDeliveryOptions {
    SendToDelegateAndInformationToPrincipal,
    SendToDelegateAndPrincipal,
    SendToDelegateOnly,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `externalAudienceScope`.
#[graph_entity("externalAudienceScope")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExternalAudienceScope {
    None,
    ContactsOnly,
    All,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `userPurpose`.
#[graph_entity("userPurpose")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UserPurpose {
    User,
    Linked,
    Shared,
    Room,
    Equipment,
    Others,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// A value by itself, as Graph sends it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Single<T> {
    /// The value.
    pub value: T,
}
