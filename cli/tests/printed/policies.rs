//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Call, Page, Result, graph_action, graph_api};
use serde::{Deserialize, Serialize};

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait GraphApi {
    /// Lists `policies`, page by page.
    #[graph_action(GET, "/identity/conditionalAccess/policies", scope = "Policy.Read.All")]
    fn list_policies(&self) -> Call<Page<ConditionalAccessPolicy>>;

    /// Calls the action `query` of `searchEntity`.
    #[graph_action(
        POST,
        "/search/query",
        scope(delegated = "Mail.Read", application = "Files.Read.All")
    )]
    fn query(&self, requests: &[SearchRequest]) -> Call<Page<SearchResponse>>;

    /// Creates one of `policies`.
    #[graph_action(
        POST,
        "/identity/conditionalAccess/policies",
        scope = ["Policy.ReadWrite.ConditionalAccess", "Policy.Read.All"]
    )]
    async fn create_policy(
        &self,
        #[body] conditional_access_policy: &ConditionalAccessPolicy,
    ) -> Result<ConditionalAccessPolicy>;
}

/// Its client is made with `graph.site(id)`.
#[graph_api(root = site)]
pub trait Lists {
    /// Lists `columns`, page by page.
    #[graph_action(GET, "/lists/<id>/columns", scope = "Sites.Read.All")]
    fn list_columns(&self, id: &str) -> Call<Page<ColumnDefinition>>;

    /// Creates one of `columns`.
    #[graph_action(POST, "/lists/<id>/columns", scope = "Sites.Manage.All")]
    async fn create_column(
        &self,
        id: &str,
        #[body] column_definition: &ColumnDefinition,
    ) -> Result<ColumnDefinition>;
}

/// Graph's `aggregationOption`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AggregationOption {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket_definition: Option<BucketAggregationDefinition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i32>,
}

/// Graph's `alterationResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlterationResponse {
    pub original_query_string: Option<String>,
    pub query_alteration: Option<SearchAlteration>,
    /// One of `suggestion`, `modification`.
    pub query_alteration_type: Option<String>,
}

/// Graph's `alteredQueryToken`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlteredQueryToken {
    pub length: Option<i32>,
    pub offset: Option<i32>,
    pub suggestion: Option<String>,
}

/// Graph's `applicationEnforcedRestrictionsSessionControl`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationEnforcedRestrictionsSessionControl {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
}

/// Graph's `booleanColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BooleanColumn {}

/// Graph's `bucketAggregationDefinition`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketAggregationDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_descending: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_count: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix_filter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Vec<BucketAggregationRange>>,
    /// One of `count`, `keyAsString`, `keyAsNumber`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<String>,
}

/// Graph's `bucketAggregationRange`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketAggregationRange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Graph's `calculatedColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalculatedColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_type: Option<String>,
}

/// Graph's `choiceColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_text_entry: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_as: Option<String>,
}

/// Graph's `cloudAppSecuritySessionControl`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CloudAppSecuritySessionControl {
    /// One of `mcasConfigured`, `monitorOnly`, `blockDownloads`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_app_security_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
}

/// Graph's `collapseProperty`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CollapseProperty {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i16>,
}

/// Graph's `columnDefinition`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnDefinition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boolean: Option<BooleanColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calculated: Option<CalculatedColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<ChoiceColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column_group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_approval_status: Option<ContentApprovalStatusColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<CurrencyColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time: Option<DateTimeColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_value: Option<DefaultColumnValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforce_unique_values: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geolocation: Option<GeolocationColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hyperlink_or_picture: Option<HyperlinkOrPictureColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indexed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_deletable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_reorderable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_sealed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lookup: Option<LookupColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_or_group: Option<PersonOrGroupColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub propagate_changes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_only: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_content_type: Option<ContentTypeInfo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<TermColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextColumn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<ThumbnailColumn>,
    /// One of `note`, `text`, `choice`, `multichoice`, `number`, `currency`, `dateTime`, `lookup`, `boolean`, `user`, `url`, `calculated`, `location`, `geolocation`, `term`, `multiterm`, `thumbnail`, `approvalStatus`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validation: Option<ColumnValidation>,
}

/// Graph's `columnValidation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnValidation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub descriptions: Option<Vec<DisplayNameLocalization>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
}

/// Graph's `conditionalAccessApplications`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessApplications {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_filter: Option<ConditionalAccessFilter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_applications: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_applications: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_authentication_context_class_references: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_user_actions: Option<Vec<String>>,
}

/// Graph's `conditionalAccessAuthenticationFlows`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessAuthenticationFlows {
    /// Some of `none`, `deviceCodeFlow`, `authenticationTransfer`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer_methods: Option<String>,
}

/// Graph's `conditionalAccessClientApplications`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessClientApplications {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_service_principals: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_service_principals: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_principal_filter: Option<ConditionalAccessFilter>,
}

/// Graph's `conditionalAccessConditionSet`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessConditionSet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applications: Option<ConditionalAccessApplications>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_flows: Option<ConditionalAccessAuthenticationFlows>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_applications: Option<ConditionalAccessClientApplications>,
    /// One of `all`, `browser`, `mobileAppsAndDesktopClients`, `exchangeActiveSync`, `easSupported`, `other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_app_types: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub devices: Option<ConditionalAccessDevices>,
    /// Some of `minor`, `moderate`, `elevated`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insider_risk_levels: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locations: Option<ConditionalAccessLocations>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platforms: Option<ConditionalAccessPlatforms>,
    /// One of `low`, `medium`, `high`, `hidden`, `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_principal_risk_levels: Option<Vec<String>>,
    /// One of `low`, `medium`, `high`, `hidden`, `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_risk_levels: Option<Vec<String>>,
    /// One of `low`, `medium`, `high`, `hidden`, `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_risk_levels: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<ConditionalAccessUsers>,
}

/// Graph's `conditionalAccessDevices`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessDevices {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_filter: Option<ConditionalAccessFilter>,
}

/// Graph's `conditionalAccessFilter`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessFilter {
    /// One of `include`, `exclude`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Graph's `conditionalAccessGrantControls`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessGrantControls {
    /// One of `block`, `mfa`, `compliantDevice`, `domainJoinedDevice`, `approvedApplication`, `compliantApplication`, `passwordChange`, `riskRemediation`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub built_in_controls: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_authentication_factors: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms_of_use: Option<Vec<String>>,
}

/// Graph's `conditionalAccessGuestsOrExternalUsers`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessGuestsOrExternalUsers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_tenants: Option<serde_json::Value>,
    /// Some of `none`, `internalGuest`, `b2bCollaborationGuest`, `b2bCollaborationMember`, `b2bDirectConnectUser`, `otherExternalUser`, `serviceProvider`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest_or_external_user_types: Option<String>,
}

/// Graph's `conditionalAccessLocations`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessLocations {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_locations: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_locations: Option<Vec<String>>,
}

/// Graph's `conditionalAccessPlatforms`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessPlatforms {
    /// One of `android`, `iOS`, `windows`, `windowsPhone`, `macOS`, `all`, `linux`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_platforms: Option<Vec<String>>,
    /// One of `android`, `iOS`, `windows`, `windowsPhone`, `macOS`, `all`, `linux`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_platforms: Option<Vec<String>>,
}

/// Graph's `conditionalAccessPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessPolicy {
    /// The type, where it is one derived from `conditionalAccessPolicy`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<ConditionalAccessConditionSet>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_controls: Option<ConditionalAccessGrantControls>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_controls: Option<ConditionalAccessSessionControls>,
    /// One of `enabled`, `disabled`, `enabledForReportingButNotEnforced`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_date_time: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `conditionalAccessSessionControls`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessSessionControls {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_enforced_restrictions: Option<ApplicationEnforcedRestrictionsSessionControl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_app_security: Option<CloudAppSecuritySessionControl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_resilience_defaults: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persistent_browser: Option<PersistentBrowserSessionControl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secure_sign_in_session: Option<SecureSignInSessionControl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_frequency: Option<SignInFrequencySessionControl>,
}

/// Graph's `conditionalAccessUsers`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionalAccessUsers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_groups: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_guests_or_external_users: Option<ConditionalAccessGuestsOrExternalUsers>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_roles: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_users: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_groups: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_guests_or_external_users: Option<ConditionalAccessGuestsOrExternalUsers>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_roles: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_users: Option<Vec<String>>,
}

/// Graph's `contentApprovalStatusColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContentApprovalStatusColumn {}

/// Graph's `contentTypeInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContentTypeInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Graph's `currencyColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrencyColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// Graph's `dateTimeColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTimeColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// Graph's `defaultColumnValue`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DefaultColumnValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Graph's `displayNameLocalization`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DisplayNameLocalization {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_tag: Option<String>,
}

/// Graph's `geolocationColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GeolocationColumn {}

/// Graph's `hyperlinkOrPictureColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HyperlinkOrPictureColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_picture: Option<bool>,
}

/// Graph's `lookupColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LookupColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_multiple_values: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_unlimited_length: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_lookup_column_id: Option<String>,
}

/// Graph's `numberColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NumberColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal_places: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
}

/// Graph's `persistentBrowserSessionControl`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PersistentBrowserSessionControl {
    /// One of `always`, `never`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
}

/// Graph's `personOrGroupColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonOrGroupColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_multiple_selection: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choose_from_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_as: Option<String>,
}

/// Graph's `resultTemplateDictionary`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultTemplateDictionary {
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `resultTemplateOption`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultTemplateOption {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_result_template: Option<bool>,
}

/// Graph's `searchAggregation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchAggregation {
    pub buckets: Option<Vec<SearchBucket>>,
    pub field: Option<String>,
}

/// Graph's `searchAlteration`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchAlteration {
    pub altered_highlighted_query_string: Option<String>,
    pub altered_query_string: Option<String>,
    pub altered_query_tokens: Option<Vec<AlteredQueryToken>>,
}

/// Graph's `searchAlterationOptions`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchAlterationOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_modification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_suggestion: Option<bool>,
}

/// Graph's `searchBucket`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchBucket {
    pub aggregation_filter_token: Option<String>,
    pub count: Option<i32>,
    pub key: Option<String>,
}

/// Graph's `searchHit`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    pub content_source: Option<String>,
    pub hit_id: Option<String>,
    pub is_collapsed: Option<bool>,
    pub rank: Option<i32>,
    pub result_template_id: Option<String>,
    pub summary: Option<String>,
}

/// Graph's `searchHitsContainer`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchHitsContainer {
    pub aggregations: Option<Vec<SearchAggregation>>,
    pub hits: Option<Vec<SearchHit>>,
    pub more_results_available: Option<bool>,
    pub total: Option<i32>,
}

/// Graph's `searchQuery`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_string: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_template: Option<String>,
}

/// Graph's `searchRequest`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation_filters: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregations: Option<Vec<AggregationOption>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collapse_properties: Option<Vec<CollapseProperty>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_sources: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_top_results: Option<bool>,
    /// One of `event`, `message`, `driveItem`, `externalItem`, `site`, `list`, `listItem`, `drive`, `chatMessage`, `person`, `acronym`, `bookmark`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity_types: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<SearchQuery>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_alteration_options: Option<SearchAlterationOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_template_options: Option<ResultTemplateOption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_point_one_drive_options: Option<SharePointOneDriveOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_properties: Option<Vec<SortProperty>>,
}

/// Graph's `searchResponse`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchResponse {
    pub hits_containers: Option<Vec<SearchHitsContainer>>,
    pub query_alteration_response: Option<AlterationResponse>,
    pub result_templates: Option<ResultTemplateDictionary>,
    pub search_terms: Option<Vec<String>>,
}

/// Graph's `secureSignInSessionControl`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SecureSignInSessionControl {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
}

/// Graph's `sharePointOneDriveOptions`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharePointOneDriveOptions {
    /// Some of `sharedContent`, `privateContent`, joined by `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_content: Option<String>,
}

/// Graph's `signInFrequencySessionControl`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInFrequencySessionControl {
    /// One of `primaryAndSecondaryAuthentication`, `secondaryAuthentication`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_type: Option<String>,
    /// One of `timeBased`, `everyTime`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency_interval: Option<String>,
    /// One of `days`, `hours`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enabled: Option<bool>,
}

/// Graph's `sortProperty`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SortProperty {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_descending: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Graph's `termColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TermColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_multiple_values: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_fully_qualified_name: Option<bool>,
}

/// Graph's `textColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TextColumn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_multiple_lines: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub append_changes_to_existing_text: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines_for_editing: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_type: Option<String>,
}

/// Graph's `thumbnailColumn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ThumbnailColumn {}
