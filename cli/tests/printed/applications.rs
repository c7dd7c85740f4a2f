//! Made by `graph-action new` from the catalog of 2026-08-03.

use std::collections::BTreeSet;

use graph_action::{Result, graph_action, graph_api, graph_entity};

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
    async fn create_application(&self, #[body] application: &NewApplication) -> Result<Application>;
}

/// Graph's `addIn`.
#[graph_entity("addIn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddIn {
    /// A GUID.
    pub id: Option<String>,
    pub properties: Option<Vec<KeyValue>>,
    pub r#type: Option<String>,
}

/// Graph's `apiApplication`.
#[graph_entity("apiApplication")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApiApplication {
    pub accept_mapped_claims: Option<bool>,
    /// A GUID.
    pub known_client_applications: Option<Vec<String>>,
    pub oauth2_permission_scopes: Option<Vec<PermissionScope>>,
    pub pre_authorized_applications: Option<Vec<PreAuthorizedApplication>>,
    pub requested_access_token_version: Option<i32>,
}

/// Graph's `appRole`.
#[graph_entity("appRole")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppRole {
    /// A GUID.
    pub id: Option<String>,
    pub allowed_member_types: Option<Vec<String>>,
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub is_enabled: Option<bool>,
    pub origin: Option<String>,
    pub value: Option<String>,
}

/// Graph's `application`.
#[graph_entity("application")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Application {
    pub id: String,
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub app_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub application_template_id: Option<String>,
}

/// Graph's `authenticationBehaviors`.
#[graph_entity("authenticationBehaviors")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthenticationBehaviors {
    pub coop_enforcement: Option<bool>,
    #[graph(rename = "blockAzureADGraphAccess")]
    pub block_azure_ad_graph_access: Option<bool>,
    pub remove_unverified_email_claim: Option<bool>,
    pub require_client_service_principal: Option<bool>,
}

/// Graph's `certification`.
#[graph_entity("certification")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Certification {
    pub certification_details_url: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub certification_expiration_date_time: Option<String>,
    pub is_certified_by_microsoft: Option<bool>,
    pub is_publisher_attested: Option<bool>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_certification_date_time: Option<String>,
}

/// Graph's `informationalUrl`.
#[graph_entity("informationalUrl")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InformationalUrl {
    pub logo_url: Option<String>,
    pub marketing_url: Option<String>,
    pub privacy_statement_url: Option<String>,
    pub support_url: Option<String>,
    pub terms_of_service_url: Option<String>,
}

/// Graph's `keyCredential`.
#[graph_entity("keyCredential")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyCredential {
    pub custom_key_identifier: Option<Vec<u8>>,
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub end_date_time: Option<String>,
    pub key: Option<Vec<u8>>,
    /// A GUID.
    pub key_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub start_date_time: Option<String>,
    pub r#type: Option<String>,
    pub usage: Option<String>,
}

/// Graph's `keyValue`.
#[graph_entity("keyValue")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyValue {
    pub key: Option<String>,
    pub value: Option<String>,
}

/// The properties of a new `application`.
#[graph_entity("application")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewApplication {
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub app_id: Option<String>,
    pub oauth2_require_post_response: Option<bool>,
    pub add_ins: Option<Vec<AddIn>>,
    pub api: Option<ApiApplication>,
    pub application_template_id: Option<String>,
    pub app_roles: Option<Vec<AppRole>>,
    pub authentication_behaviors: Option<AuthenticationBehaviors>,
    pub certification: Option<Certification>,
    pub default_redirect_uri: Option<String>,
    pub disabled_by_microsoft_status: Option<String>,
    pub group_membership_claims: Option<String>,
    pub identifier_uris: Option<Vec<String>>,
    pub info: Option<InformationalUrl>,
    pub is_device_only_auth_supported: Option<bool>,
    pub is_disabled: Option<bool>,
    pub is_fallback_public_client: Option<bool>,
    pub key_credentials: Option<Vec<KeyCredential>>,
    /// A GUID.
    pub manager_applications: Option<Vec<String>>,
    pub native_authentication_apis_enabled: Option<BTreeSet<NativeAuthenticationApisEnabled>>,
    pub notes: Option<String>,
    pub optional_claims: Option<OptionalClaims>,
    pub parental_control_settings: Option<ParentalControlSettings>,
}

/// Graph's `optionalClaim`.
#[graph_entity("optionalClaim")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptionalClaim {
    pub additional_properties: Option<Vec<String>>,
    pub essential: Option<bool>,
    pub name: Option<String>,
    pub source: Option<String>,
}

/// Graph's `optionalClaims`.
#[graph_entity("optionalClaims")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptionalClaims {
    pub access_token: Option<Vec<OptionalClaim>>,
    pub id_token: Option<Vec<OptionalClaim>>,
    pub saml2_token: Option<Vec<OptionalClaim>>,
}

/// Graph's `parentalControlSettings`.
#[graph_entity("parentalControlSettings")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParentalControlSettings {
    pub countries_blocked_for_minors: Option<Vec<String>>,
    pub legal_age_group_rule: Option<String>,
}

/// Graph's `passwordCredential`.
#[graph_entity("passwordCredential")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PasswordCredential {
    pub custom_key_identifier: Option<Vec<u8>>,
    pub display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub end_date_time: Option<String>,
    pub hint: Option<String>,
    /// A GUID.
    pub key_id: Option<String>,
    pub secret_text: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub start_date_time: Option<String>,
}

/// Graph's `permissionScope`.
#[graph_entity("permissionScope")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PermissionScope {
    /// A GUID.
    pub id: Option<String>,
    pub admin_consent_description: Option<String>,
    pub admin_consent_display_name: Option<String>,
    pub is_enabled: Option<bool>,
    pub origin: Option<String>,
    pub r#type: Option<String>,
    pub user_consent_description: Option<String>,
    pub user_consent_display_name: Option<String>,
    pub value: Option<String>,
}

/// Graph's `preAuthorizedApplication`.
#[graph_entity("preAuthorizedApplication")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PreAuthorizedApplication {
    pub app_id: Option<String>,
    pub delegated_permission_ids: Option<Vec<String>>,
}

/// Graph's `nativeAuthenticationApisEnabled`.
#[graph_entity("nativeAuthenticationApisEnabled")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NativeAuthenticationApisEnabled {
    None,
    All,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
