//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Call, Page, Result, graph_action, graph_api};
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
    async fn create_group(&self, #[body] group: &Group) -> Result<Group>;
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignedLabel {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_id: Option<String>,
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignedPlan {
    /// A time, `2026-08-03T12:00:00Z`.
    pub assigned_date_time: Option<String>,
    pub capability_status: Option<String>,
    pub service: Option<String>,
    /// A GUID.
    pub service_plan_id: Option<String>,
}

/// Graph's `authorizationInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizationInfo {
    pub certificate_user_ids: Option<Vec<String>>,
}

/// Graph's `automaticRepliesSetting`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AutomaticRepliesSetting {
    /// One of `none`, `contactsOnly`, `all`.
    pub external_audience: Option<String>,
    pub external_reply_message: Option<String>,
    pub internal_reply_message: Option<String>,
    pub scheduled_end_date_time: Option<DateTimeTimeZone>,
    pub scheduled_start_date_time: Option<DateTimeTimeZone>,
    /// One of `disabled`, `alwaysEnabled`, `scheduled`.
    pub status: Option<String>,
}

/// Graph's `customSecurityAttributeValue`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomSecurityAttributeValue {
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `dateTimeTimeZone`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTimeTimeZone {
    pub date_time: Option<String>,
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmployeeOrgData {
    pub cost_center: Option<String>,
    pub division: Option<String>,
}

/// Graph's `group`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// One of `none`, `private`, `secret`, `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_external_senders: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_labels: Option<Vec<AssignedLabel>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_licenses: Option<Vec<AssignedLicense>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_subscribe_new_members: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_types: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_members_with_license_errors: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide_from_address_lists: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide_from_outlook_clients: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info_catalogs: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_assignable_to_role: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_favorite: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_management_restricted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_subscribed_by_mail: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license_processing_state: Option<LicenseProcessingState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_nickname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub membership_rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub membership_rule_processing_state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_domain_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_extension_attributes: Option<OnPremisesExtensionAttributes>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_last_sync_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_net_bios_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_provisioning_errors: Option<Vec<OnPremisesProvisioningError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_sam_account_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_security_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_premises_sync_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_data_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_addresses: Option<Vec<String>>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renewed_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_behavior_options: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_provisioning_options: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_provisioning_errors: Option<Vec<ServiceProvisioningError>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unseen_conversations_count: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unseen_count: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unseen_messages_count: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub welcome_message_enabled: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_date_time: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `licenseAssignmentState`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LicenseAssignmentState {
    pub assigned_by_group: Option<String>,
    /// A GUID.
    pub disabled_plans: Option<Vec<String>>,
    pub error: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_updated_date_time: Option<String>,
    /// A GUID.
    pub sku_id: Option<String>,
    pub state: Option<String>,
}

/// Graph's `licenseProcessingState`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LicenseProcessingState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Graph's `localeInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocaleInfo {
    pub display_name: Option<String>,
    pub locale: Option<String>,
}

/// Graph's `mailboxSettings`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailboxSettings {
    pub archive_folder: Option<String>,
    pub automatic_replies_setting: Option<AutomaticRepliesSetting>,
    pub date_format: Option<String>,
    /// One of `sendToDelegateAndInformationToPrincipal`, `sendToDelegateAndPrincipal`, `sendToDelegateOnly`.
    pub delegate_meeting_message_delivery_options: Option<String>,
    pub language: Option<LocaleInfo>,
    pub time_format: Option<String>,
    pub time_zone: Option<String>,
    /// One of `user`, `linked`, `shared`, `room`, `equipment`, `others`.
    pub user_purpose: Option<String>,
    pub working_hours: Option<WorkingHours>,
}

/// Graph's `objectIdentity`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ObjectIdentity {
    pub issuer: Option<String>,
    pub issuer_assigned_id: Option<String>,
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordProfile {
    pub force_change_password_next_sign_in: Option<bool>,
    pub force_change_password_next_sign_in_with_mfa: Option<bool>,
    pub password: Option<String>,
}

/// Graph's `provisionedPlan`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProvisionedPlan {
    pub capability_status: Option<String>,
    pub provisioning_status: Option<String>,
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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInActivity {
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_non_interactive_sign_in_date_time: Option<String>,
    pub last_non_interactive_sign_in_request_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_sign_in_date_time: Option<String>,
    pub last_sign_in_request_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_successful_sign_in_date_time: Option<String>,
    pub last_successful_sign_in_request_id: Option<String>,
}

/// Graph's `timeZoneBase`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeZoneBase {
    /// The type, where it is one derived from `timeZoneBase`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `user`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The type, where it is one derived from `user`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub id: Option<String>,
    pub about_me: Option<String>,
    pub account_enabled: Option<bool>,
    pub age_group: Option<String>,
    pub assigned_licenses: Option<Vec<AssignedLicense>>,
    pub assigned_plans: Option<Vec<AssignedPlan>>,
    pub authorization_info: Option<AuthorizationInfo>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub birthday: Option<String>,
    pub business_phones: Option<Vec<String>>,
    pub city: Option<String>,
    pub company_name: Option<String>,
    pub consent_provided_for_minor: Option<String>,
    pub country: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub creation_type: Option<String>,
    pub custom_security_attributes: Option<CustomSecurityAttributeValue>,
    pub department: Option<String>,
    pub device_enrollment_limit: Option<i32>,
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub employee_hire_date: Option<String>,
    pub employee_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub employee_leave_date_time: Option<String>,
    pub employee_org_data: Option<EmployeeOrgData>,
    pub employee_type: Option<String>,
    pub external_user_state: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub external_user_state_change_date_time: Option<String>,
    pub fax_number: Option<String>,
    pub given_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub hire_date: Option<String>,
    pub identities: Option<Vec<ObjectIdentity>>,
    pub identity_parent_id: Option<String>,
    pub im_addresses: Option<Vec<String>>,
    pub interests: Option<Vec<String>>,
    pub is_management_restricted: Option<bool>,
    pub is_resource_account: Option<bool>,
    pub job_title: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_password_change_date_time: Option<String>,
    pub legal_age_group_classification: Option<String>,
    pub license_assignment_states: Option<Vec<LicenseAssignmentState>>,
    pub mail: Option<String>,
    pub mailbox_settings: Option<MailboxSettings>,
    pub mail_nickname: Option<String>,
    pub mobile_phone: Option<String>,
    pub my_site: Option<String>,
    pub office_location: Option<String>,
    pub on_premises_distinguished_name: Option<String>,
    pub on_premises_domain_name: Option<String>,
    pub on_premises_extension_attributes: Option<OnPremisesExtensionAttributes>,
    pub on_premises_immutable_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub on_premises_last_sync_date_time: Option<String>,
    pub on_premises_provisioning_errors: Option<Vec<OnPremisesProvisioningError>>,
    pub on_premises_sam_account_name: Option<String>,
    pub on_premises_security_identifier: Option<String>,
    pub on_premises_sync_enabled: Option<bool>,
    pub on_premises_user_principal_name: Option<String>,
    pub other_mails: Option<Vec<String>>,
    pub password_policies: Option<String>,
    pub password_profile: Option<PasswordProfile>,
    pub past_projects: Option<Vec<String>>,
    pub postal_code: Option<String>,
    pub preferred_data_location: Option<String>,
    pub preferred_language: Option<String>,
    pub preferred_name: Option<String>,
    pub print: Option<UserPrint>,
    pub provisioned_plans: Option<Vec<ProvisionedPlan>>,
    pub proxy_addresses: Option<Vec<String>>,
    pub responsibilities: Option<Vec<String>>,
    pub schools: Option<Vec<String>>,
    pub security_identifier: Option<String>,
    pub service_provisioning_errors: Option<Vec<ServiceProvisioningError>>,
    pub show_in_address_list: Option<bool>,
    pub sign_in_activity: Option<SignInActivity>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub sign_in_sessions_valid_from_date_time: Option<String>,
    pub skills: Option<Vec<String>>,
    pub state: Option<String>,
    pub street_address: Option<String>,
    pub surname: Option<String>,
    pub usage_location: Option<String>,
    pub user_principal_name: Option<String>,
    pub user_type: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub deleted_date_time: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `userPrint`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPrint {}

/// Graph's `workingHours`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkingHours {
    /// One of `sunday`, `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`.
    pub days_of_week: Option<Vec<String>>,
    /// A time of day, `12:00:00`.
    pub end_time: Option<String>,
    /// A time of day, `12:00:00`.
    pub start_time: Option<String>,
    pub time_zone: Option<TimeZoneBase>,
}

/// A link to something that lives elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Reference {
    /// The address of what is linked: `https://graph.microsoft.com/v1.0/directoryObjects/{id}`.
    #[serde(rename = "@odata.id")]
    pub odata_id: String,
}
