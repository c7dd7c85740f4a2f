//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Bytes, Call, Page, Result, graph_action, graph_api};
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
    async fn update_user(&self, #[body] user: &User) -> Result<Option<User>>;

    /// Changes `mailboxSettings`.
    #[graph_action(PATCH, "/mailboxSettings", scope = "MailboxSettings.ReadWrite")]
    async fn update_mailbox_settings(
        &self,
        #[body] mailbox_settings: &MailboxSettings,
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

/// Graph's `assignedLicense`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignedLicense {
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled_plans: Option<Vec<String>>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku_id: Option<String>,
}

/// Graph's `assignedPlan`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignedPlan {
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capability_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_plan_id: Option<String>,
}

/// Graph's `authorizationInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizationInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_user_ids: Option<Vec<String>>,
}

/// Graph's `automaticRepliesSetting`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AutomaticRepliesSetting {
    /// One of `none`, `contactsOnly`, `all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_audience: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_reply_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_reply_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_end_date_time: Option<DateTimeTimeZone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_start_date_time: Option<DateTimeTimeZone>,
    /// One of `disabled`, `alwaysEnabled`, `scheduled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// Graph's `customSecurityAttributeValue`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomSecurityAttributeValue {
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `dateTimeTimeZone`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTimeTimeZone {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// Graph's `directoryObject`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryObject {
    /// The type, where it is one derived from `directoryObject`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub deleted_date_time: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `employeeOrgData`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EmployeeOrgData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_center: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
}

/// Graph's `licenseAssignmentState`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LicenseAssignmentState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_by_group: Option<String>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled_plans: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_updated_date_time: Option<String>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Graph's `localeInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LocaleInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// Graph's `mailboxSettings`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MailboxSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_folder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automatic_replies_setting: Option<AutomaticRepliesSetting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_format: Option<String>,
    /// One of `sendToDelegateAndInformationToPrincipal`, `sendToDelegateAndPrincipal`, `sendToDelegateOnly`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegate_meeting_message_delivery_options: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<LocaleInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// One of `user`, `linked`, `shared`, `room`, `equipment`, `others`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_purpose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working_hours: Option<WorkingHours>,
}

/// Graph's `objectIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ObjectIdentity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer_assigned_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_type: Option<String>,
}

/// Graph's `onPremisesExtensionAttributes`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OnPremisesExtensionAttributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute1: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute10: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute11: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute12: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute13: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute14: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute15: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute2: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute3: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute4: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute5: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute6: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute7: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute8: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_attribute9: Option<String>,
}

/// Graph's `onPremisesProvisioningError`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OnPremisesProvisioningError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurred_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_causing_error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Graph's `passwordProfile`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordProfile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_change_password_next_sign_in: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_change_password_next_sign_in_with_mfa: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// Graph's `provisionedPlan`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProvisionedPlan {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capability_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioning_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
}

/// Graph's `serviceProvisioningError`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceProvisioningError {
    /// The type, where it is one derived from `serviceProvisioningError`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_resolved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_instance: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `signInActivity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInActivity {
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_non_interactive_sign_in_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_non_interactive_sign_in_request_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sign_in_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sign_in_request_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_successful_sign_in_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_successful_sign_in_request_id: Option<String>,
}

/// Graph's `timeZoneBase`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeZoneBase {
    /// The type, where it is one derived from `timeZoneBase`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `user`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The type, where it is one derived from `user`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about_me: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_licenses: Option<Vec<AssignedLicense>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_plans: Option<Vec<AssignedPlan>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_info: Option<AuthorizationInfo>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_phones: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_provided_for_minor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_security_attributes: Option<CustomSecurityAttributeValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_enrollment_limit: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee_hire_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee_leave_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee_org_data: Option<EmployeeOrgData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_user_state: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_user_state_change_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hire_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identities: Option<Vec<ObjectIdentity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_parent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub im_addresses: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interests: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_management_restricted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_resource_account: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_password_change_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_age_group_classification: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license_assignment_states: Option<Vec<LicenseAssignmentState>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailbox_settings: Option<MailboxSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_nickname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile_phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_site: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_distinguished_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_domain_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_extension_attributes: Option<OnPremisesExtensionAttributes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_immutable_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_last_sync_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_provisioning_errors: Option<Vec<OnPremisesProvisioningError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_sam_account_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_security_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_sync_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_user_principal_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_mails: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_policies: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_profile: Option<PasswordProfile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub past_projects: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_data_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub print: Option<UserPrint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioned_plans: Option<Vec<ProvisionedPlan>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_addresses: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsibilities: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_provisioning_errors: Option<Vec<ServiceProvisioningError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_in_address_list: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_activity: Option<SignInActivity>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_sessions_valid_from_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skills: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_principal_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_type: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_date_time: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `userPrint`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPrint {}

/// Graph's `workingHours`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkingHours {
    /// One of `sunday`, `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_of_week: Option<Vec<String>>,
    /// A time of day, `12:00:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// A time of day, `12:00:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<TimeZoneBase>,
}

/// A value by itself, as Graph sends it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Single<T> {
    /// The value.
    pub value: T,
}
