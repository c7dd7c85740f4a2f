//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Result, graph_action, graph_api};
use serde::{Deserialize, Serialize};

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait Registrations {
    /// Reads one of `applications`.
    #[graph_action(GET, "/applications(appId='<app_id>')", scope = "Application.Read.All")]
    async fn get_application(&self, app_id: &str) -> Result<Application>;

    /// Calls the action `addPassword` of `application`.
    #[graph_action(
        POST,
        "/applications/<id>/addPassword",
        scope(delegated = "Application.ReadWrite.All", application = "Application.ReadWrite.OwnedBy")
    )]
    async fn add_password(
        &self,
        id: &str,
        password_credential: Option<&PasswordCredential>,
    ) -> Result<PasswordCredential>;

    /// Calls the action `removePassword` of `application`.
    #[graph_action(
        POST,
        "/applications/<id>/removePassword",
        scope(delegated = "Application.ReadWrite.All", application = "Application.ReadWrite.OwnedBy")
    )]
    async fn remove_password(&self, id: &str, key_id: &str) -> Result<()>;

    /// Creates one of `applications`.
    #[graph_action(POST, "/applications", scope = "AppRegistration.Create")]
    async fn create_application(&self, #[body] application: &Application) -> Result<Application>;
}

/// Graph's `addIn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AddIn {
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<Vec<KeyValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Graph's `apiApplication`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiApplication {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_mapped_claims: Option<bool>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_client_applications: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth2_permission_scopes: Option<Vec<PermissionScope>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pre_authorized_applications: Option<Vec<PreAuthorizedApplication>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_access_token_version: Option<i32>,
}

/// Graph's `appRole`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppRole {
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_member_types: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Graph's `application`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// The type, where it is one derived from `application`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_ins: Option<Vec<AddIn>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api: Option<ApiApplication>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_template_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_roles: Option<Vec<AppRole>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_behaviors: Option<AuthenticationBehaviors>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification: Option<Certification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by_app_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_redirect_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled_by_microsoft_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_membership_claims: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_uris: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info: Option<InformationalUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_device_only_auth_supported: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_fallback_public_client: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_credentials: Option<Vec<KeyCredential>>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager_applications: Option<Vec<String>>,
    /// Some of `none`, `all`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub native_authentication_apis_enabled: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth2_require_post_response: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional_claims: Option<OptionalClaims>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parental_control_settings: Option<ParentalControlSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_credentials: Option<Vec<PasswordCredential>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_client: Option<PublicClientApplication>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher_domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_signature_verification: Option<RequestSignatureVerification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_resource_access: Option<Vec<RequiredResourceAccess>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saml_metadata_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_management_reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_principal_lock_configuration: Option<ServicePrincipalLockConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_audience: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spa: Option<SpaApplication>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_encryption_key_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_publisher: Option<VerifiedPublisher>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<WebApplication>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_date_time: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `authenticationBehaviors`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticationBehaviors {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coop_enforcement: Option<bool>,
    #[serde(rename = "blockAzureADGraphAccess", skip_serializing_if = "Option::is_none")]
    pub block_azure_ad_graph_access: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove_unverified_email_claim: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_client_service_principal: Option<bool>,
}

/// Graph's `certification`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Certification {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification_details_url: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification_expiration_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_certified_by_microsoft: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_publisher_attested: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_certification_date_time: Option<String>,
}

/// Graph's `implicitGrantSettings`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImplicitGrantSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_access_token_issuance: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_id_token_issuance: Option<bool>,
}

/// Graph's `informationalUrl`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InformationalUrl {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy_statement_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms_of_service_url: Option<String>,
}

/// Graph's `keyCredential`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyCredential {
    /// Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_key_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<String>,
    /// Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
}

/// Graph's `keyValue`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Graph's `optionalClaim`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionalClaim {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub essential: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Graph's `optionalClaims`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionalClaims {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<Vec<OptionalClaim>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<Vec<OptionalClaim>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saml2_token: Option<Vec<OptionalClaim>>,
}

/// Graph's `parentalControlSettings`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParentalControlSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub countries_blocked_for_minors: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_age_group_rule: Option<String>,
}

/// Graph's `passwordCredential`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordCredential {
    /// Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_key_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_text: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<String>,
}

/// Graph's `permissionScope`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionScope {
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_consent_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_consent_display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_consent_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_consent_display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Graph's `preAuthorizedApplication`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PreAuthorizedApplication {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegated_permission_ids: Option<Vec<String>>,
}

/// Graph's `publicClientApplication`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicClientApplication {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
}

/// Graph's `redirectUriSettings`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RedirectUriSettings {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
}

/// Graph's `requestSignatureVerification`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestSignatureVerification {
    /// Some of `rsaSha1`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_weak_algorithms: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_signed_request_required: Option<bool>,
}

/// Graph's `requiredResourceAccess`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RequiredResourceAccess {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_access: Option<Vec<ResourceAccess>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_app_id: Option<String>,
}

/// Graph's `resourceAccess`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResourceAccess {
    /// A GUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Graph's `servicePrincipalLockConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServicePrincipalLockConfiguration {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_properties: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials_with_usage_sign: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials_with_usage_verify: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_encryption_key_id: Option<bool>,
}

/// Graph's `spaApplication`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpaApplication {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
}

/// Graph's `verifiedPublisher`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerifiedPublisher {
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_publisher_id: Option<String>,
}

/// Graph's `webApplication`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebApplication {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implicit_grant_settings: Option<ImplicitGrantSettings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logout_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri_settings: Option<Vec<RedirectUriSettings>>,
}
