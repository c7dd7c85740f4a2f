//! Made by `graph-action new` from the catalog of 2026-08-03.

use std::collections::BTreeSet;

use graph_action::{Call, Page, Result, graph_action, graph_api, graph_entity};

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
        #[body] conditional_access_policy: &NewConditionalAccessPolicy,
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
        #[body] column_definition: &NewColumnDefinition,
    ) -> Result<ColumnDefinition>;
}

/// Graph's `aggregationOption`.
#[graph_entity("aggregationOption")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AggregationOption {
    pub bucket_definition: Option<BucketAggregationDefinition>,
    pub field: Option<String>,
    pub size: Option<i32>,
}

/// Graph's `alterationResponse`.
#[graph_entity("alterationResponse")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlterationResponse {
    pub original_query_string: Option<String>,
    pub query_alteration: Option<SearchAlteration>,
    pub query_alteration_type: Option<SearchAlterationType>,
}

/// Graph's `alteredQueryToken`.
#[graph_entity("alteredQueryToken")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlteredQueryToken {
    pub length: Option<i32>,
    pub offset: Option<i32>,
    pub suggestion: Option<String>,
}

/// Graph's `applicationEnforcedRestrictionsSessionControl`.
#[graph_entity("applicationEnforcedRestrictionsSessionControl")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApplicationEnforcedRestrictionsSessionControl {
    pub is_enabled: Option<bool>,
}

/// Graph's `booleanColumn`.
#[graph_entity("booleanColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BooleanColumn {}

/// Graph's `bucketAggregationDefinition`.
#[graph_entity("bucketAggregationDefinition")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BucketAggregationDefinition {
    pub is_descending: Option<bool>,
    pub minimum_count: Option<i32>,
    pub prefix_filter: Option<String>,
    pub ranges: Option<Vec<BucketAggregationRange>>,
    pub sort_by: Option<BucketAggregationSortProperty>,
}

/// Graph's `bucketAggregationRange`.
#[graph_entity("bucketAggregationRange")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BucketAggregationRange {
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Graph's `calculatedColumn`.
#[graph_entity("calculatedColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CalculatedColumn {
    pub format: Option<String>,
    pub formula: Option<String>,
    pub output_type: Option<String>,
}

/// Graph's `choiceColumn`.
#[graph_entity("choiceColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChoiceColumn {
    pub allow_text_entry: Option<bool>,
    pub choices: Option<Vec<String>>,
    pub display_as: Option<String>,
}

/// Graph's `cloudAppSecuritySessionControl`.
#[graph_entity("cloudAppSecuritySessionControl")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CloudAppSecuritySessionControl {
    pub cloud_app_security_type: Option<CloudAppSecuritySessionControlType>,
    pub is_enabled: Option<bool>,
}

/// Graph's `collapseProperty`.
#[graph_entity("collapseProperty")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CollapseProperty {
    pub fields: Option<Vec<String>>,
    pub limit: Option<i16>,
}

/// Graph's `columnDefinition`.
#[graph_entity("columnDefinition")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnDefinition {
    pub id: String,
    pub display_name: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
    pub r#type: Option<ColumnTypes>,
    pub column_group: Option<String>,
}

/// Graph's `conditionalAccessApplications`.
#[graph_entity("conditionalAccessApplications")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessApplications {
    pub application_filter: Option<ConditionalAccessFilter>,
    pub exclude_applications: Option<Vec<String>>,
    pub include_applications: Option<Vec<String>>,
    pub include_authentication_context_class_references: Option<Vec<String>>,
    pub include_user_actions: Option<Vec<String>>,
}

/// Graph's `conditionalAccessAuthenticationFlows`.
#[graph_entity("conditionalAccessAuthenticationFlows")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessAuthenticationFlows {
    pub transfer_methods: Option<BTreeSet<ConditionalAccessTransferMethods>>,
}

/// Graph's `conditionalAccessClientApplications`.
#[graph_entity("conditionalAccessClientApplications")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessClientApplications {
    pub exclude_service_principals: Option<Vec<String>>,
    pub include_service_principals: Option<Vec<String>>,
    pub service_principal_filter: Option<ConditionalAccessFilter>,
}

/// Graph's `conditionalAccessConditionSet`.
#[graph_entity("conditionalAccessConditionSet")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessConditionSet {
    pub applications: Option<ConditionalAccessApplications>,
    pub authentication_flows: Option<ConditionalAccessAuthenticationFlows>,
    pub client_applications: Option<ConditionalAccessClientApplications>,
    pub client_app_types: Option<Vec<ConditionalAccessClientApp>>,
    pub devices: Option<ConditionalAccessDevices>,
    pub insider_risk_levels: Option<BTreeSet<ConditionalAccessInsiderRiskLevels>>,
    pub locations: Option<ConditionalAccessLocations>,
    pub platforms: Option<ConditionalAccessPlatforms>,
    pub service_principal_risk_levels: Option<Vec<RiskLevel>>,
    pub sign_in_risk_levels: Option<Vec<RiskLevel>>,
    pub user_risk_levels: Option<Vec<RiskLevel>>,
    pub users: Option<ConditionalAccessUsers>,
}

/// Graph's `conditionalAccessDevices`.
#[graph_entity("conditionalAccessDevices")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessDevices {
    pub device_filter: Option<ConditionalAccessFilter>,
}

/// Graph's `conditionalAccessFilter`.
#[graph_entity("conditionalAccessFilter")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessFilter {
    pub mode: Option<FilterMode>,
    pub rule: Option<String>,
}

/// Graph's `conditionalAccessGrantControls`.
#[graph_entity("conditionalAccessGrantControls")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessGrantControls {
    pub built_in_controls: Option<Vec<ConditionalAccessGrantControl>>,
    pub custom_authentication_factors: Option<Vec<String>>,
    pub operator: Option<String>,
    pub terms_of_use: Option<Vec<String>>,
}

/// Graph's `conditionalAccessGuestsOrExternalUsers`.
#[graph_entity("conditionalAccessGuestsOrExternalUsers")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessGuestsOrExternalUsers {
    pub external_tenants: Option<serde_json::Value>,
    pub guest_or_external_user_types: Option<BTreeSet<ConditionalAccessGuestOrExternalUserTypes>>,
}

/// Graph's `conditionalAccessLocations`.
#[graph_entity("conditionalAccessLocations")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessLocations {
    pub exclude_locations: Option<Vec<String>>,
    pub include_locations: Option<Vec<String>>,
}

/// Graph's `conditionalAccessPlatforms`.
#[graph_entity("conditionalAccessPlatforms")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessPlatforms {
    pub exclude_platforms: Option<Vec<ConditionalAccessDevicePlatform>>,
    pub include_platforms: Option<Vec<ConditionalAccessDevicePlatform>>,
}

/// Graph's `conditionalAccessPolicy`.
#[graph_entity("conditionalAccessPolicy")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessPolicy {
    pub id: String,
    pub display_name: Option<String>,
    pub description: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub modified_date_time: Option<String>,
    pub state: Option<ConditionalAccessPolicyState>,
}

/// Graph's `conditionalAccessSessionControls`.
#[graph_entity("conditionalAccessSessionControls")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessSessionControls {
    pub application_enforced_restrictions: Option<ApplicationEnforcedRestrictionsSessionControl>,
    pub cloud_app_security: Option<CloudAppSecuritySessionControl>,
    pub disable_resilience_defaults: Option<bool>,
    pub persistent_browser: Option<PersistentBrowserSessionControl>,
    pub secure_sign_in_session: Option<SecureSignInSessionControl>,
    pub sign_in_frequency: Option<SignInFrequencySessionControl>,
}

/// Graph's `conditionalAccessUsers`.
#[graph_entity("conditionalAccessUsers")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionalAccessUsers {
    pub exclude_groups: Option<Vec<String>>,
    pub exclude_guests_or_external_users: Option<ConditionalAccessGuestsOrExternalUsers>,
    pub exclude_roles: Option<Vec<String>>,
    pub exclude_users: Option<Vec<String>>,
    pub include_groups: Option<Vec<String>>,
    pub include_guests_or_external_users: Option<ConditionalAccessGuestsOrExternalUsers>,
    pub include_roles: Option<Vec<String>>,
    pub include_users: Option<Vec<String>>,
}

/// Graph's `contentApprovalStatusColumn`.
#[graph_entity("contentApprovalStatusColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContentApprovalStatusColumn {}

/// Graph's `currencyColumn`.
#[graph_entity("currencyColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CurrencyColumn {
    pub locale: Option<String>,
}

/// Graph's `dateTimeColumn`.
#[graph_entity("dateTimeColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateTimeColumn {
    pub display_as: Option<String>,
    pub format: Option<String>,
}

/// Graph's `defaultColumnValue`.
#[graph_entity("defaultColumnValue")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DefaultColumnValue {
    pub formula: Option<String>,
    pub value: Option<String>,
}

/// Graph's `geolocationColumn`.
#[graph_entity("geolocationColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeolocationColumn {}

/// Graph's `hyperlinkOrPictureColumn`.
#[graph_entity("hyperlinkOrPictureColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HyperlinkOrPictureColumn {
    pub is_picture: Option<bool>,
}

/// Graph's `lookupColumn`.
#[graph_entity("lookupColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookupColumn {
    pub allow_multiple_values: Option<bool>,
    pub allow_unlimited_length: Option<bool>,
    pub column_name: Option<String>,
    pub list_id: Option<String>,
    pub primary_lookup_column_id: Option<String>,
}

/// The properties of a new `columnDefinition`.
#[graph_entity("columnDefinition")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewColumnDefinition {
    pub display_name: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
    pub boolean: Option<BooleanColumn>,
    pub calculated: Option<CalculatedColumn>,
    pub choice: Option<ChoiceColumn>,
    pub column_group: Option<String>,
    pub content_approval_status: Option<ContentApprovalStatusColumn>,
    pub currency: Option<CurrencyColumn>,
    pub date_time: Option<DateTimeColumn>,
    pub default_value: Option<DefaultColumnValue>,
    pub enforce_unique_values: Option<bool>,
    pub geolocation: Option<GeolocationColumn>,
    pub hidden: Option<bool>,
    pub hyperlink_or_picture: Option<HyperlinkOrPictureColumn>,
    pub indexed: Option<bool>,
    pub is_deletable: Option<bool>,
    pub is_reorderable: Option<bool>,
    pub is_sealed: Option<bool>,
    pub lookup: Option<LookupColumn>,
    pub number: Option<NumberColumn>,
    pub person_or_group: Option<PersonOrGroupColumn>,
    pub propagate_changes: Option<bool>,
    pub read_only: Option<bool>,
}

/// The properties of a new `conditionalAccessPolicy`.
#[graph_entity("conditionalAccessPolicy")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewConditionalAccessPolicy {
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub conditions: Option<ConditionalAccessConditionSet>,
    pub state: Option<ConditionalAccessPolicyState>,
    pub grant_controls: Option<ConditionalAccessGrantControls>,
    pub session_controls: Option<ConditionalAccessSessionControls>,
    pub template_id: Option<String>,
}

/// Graph's `numberColumn`.
#[graph_entity("numberColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberColumn {
    pub decimal_places: Option<String>,
    pub display_as: Option<String>,
    pub maximum: Option<f64>,
    pub minimum: Option<f64>,
}

/// Graph's `persistentBrowserSessionControl`.
#[graph_entity("persistentBrowserSessionControl")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersistentBrowserSessionControl {
    pub mode: Option<PersistentBrowserSessionMode>,
    pub is_enabled: Option<bool>,
}

/// Graph's `personOrGroupColumn`.
#[graph_entity("personOrGroupColumn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonOrGroupColumn {
    pub allow_multiple_selection: Option<bool>,
    pub choose_from_type: Option<String>,
    pub display_as: Option<String>,
}

/// Graph's `resultTemplateDictionary`.
#[graph_entity("resultTemplateDictionary")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultTemplateDictionary {}

/// Graph's `resultTemplateOption`.
#[graph_entity("resultTemplateOption")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultTemplateOption {
    pub enable_result_template: Option<bool>,
}

/// Graph's `searchAggregation`.
#[graph_entity("searchAggregation")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchAggregation {
    pub buckets: Vec<SearchBucket>,
    pub field: Option<String>,
}

/// Graph's `searchAlteration`.
#[graph_entity("searchAlteration")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchAlteration {
    pub altered_highlighted_query_string: Option<String>,
    pub altered_query_string: Option<String>,
    pub altered_query_tokens: Vec<AlteredQueryToken>,
}

/// Graph's `searchAlterationOptions`.
#[graph_entity("searchAlterationOptions")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchAlterationOptions {
    pub enable_modification: Option<bool>,
    pub enable_suggestion: Option<bool>,
}

/// Graph's `searchBucket`.
#[graph_entity("searchBucket")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchBucket {
    pub aggregation_filter_token: Option<String>,
    pub count: Option<i32>,
    pub key: Option<String>,
}

/// Graph's `searchHit`.
#[graph_entity("searchHit")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchHit {
    pub content_source: Option<String>,
    pub hit_id: Option<String>,
    pub is_collapsed: Option<bool>,
    pub rank: Option<i32>,
    pub result_template_id: Option<String>,
    pub summary: Option<String>,
}

/// Graph's `searchHitsContainer`.
#[graph_entity("searchHitsContainer")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchHitsContainer {
    pub aggregations: Vec<SearchAggregation>,
    pub hits: Vec<SearchHit>,
    pub more_results_available: Option<bool>,
    pub total: Option<i32>,
}

/// Graph's `searchQuery`.
#[graph_entity("searchQuery")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchQuery {
    pub query_string: Option<String>,
    pub query_template: Option<String>,
}

/// Graph's `searchRequest`.
#[graph_entity("searchRequest")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchRequest {
    pub aggregation_filters: Option<Vec<String>>,
    pub aggregations: Option<Vec<AggregationOption>>,
    pub collapse_properties: Option<Vec<CollapseProperty>>,
    pub content_sources: Option<Vec<String>>,
    pub enable_top_results: Option<bool>,
    pub entity_types: Option<Vec<EntityType>>,
    pub fields: Option<Vec<String>>,
    pub from: Option<i32>,
    pub query: Option<SearchQuery>,
    pub query_alteration_options: Option<SearchAlterationOptions>,
    pub region: Option<String>,
    pub result_template_options: Option<ResultTemplateOption>,
    pub share_point_one_drive_options: Option<SharePointOneDriveOptions>,
    pub size: Option<i32>,
    pub sort_properties: Option<Vec<SortProperty>>,
}

/// Graph's `searchResponse`.
#[graph_entity("searchResponse")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResponse {
    pub hits_containers: Vec<SearchHitsContainer>,
    pub query_alteration_response: Option<AlterationResponse>,
    pub result_templates: Option<ResultTemplateDictionary>,
    pub search_terms: Vec<String>,
}

/// Graph's `secureSignInSessionControl`.
#[graph_entity("secureSignInSessionControl")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecureSignInSessionControl {
    pub is_enabled: Option<bool>,
}

/// Graph's `sharePointOneDriveOptions`.
#[graph_entity("sharePointOneDriveOptions")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharePointOneDriveOptions {
    pub include_content: Option<BTreeSet<SearchContent>>,
}

/// Graph's `signInFrequencySessionControl`.
#[graph_entity("signInFrequencySessionControl")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignInFrequencySessionControl {
    pub authentication_type: Option<SignInFrequencyAuthenticationType>,
    pub frequency_interval: Option<SignInFrequencyInterval>,
    pub r#type: Option<SigninFrequencyType>,
    pub value: Option<i32>,
    pub is_enabled: Option<bool>,
}

/// Graph's `sortProperty`.
#[graph_entity("sortProperty")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SortProperty {
    pub is_descending: Option<bool>,
    pub name: Option<String>,
}

/// Graph's `bucketAggregationSortProperty`.
#[graph_entity("bucketAggregationSortProperty")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BucketAggregationSortProperty {
    Count,
    KeyAsString,
    KeyAsNumber,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `cloudAppSecuritySessionControlType`.
#[graph_entity("cloudAppSecuritySessionControlType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloudAppSecuritySessionControlType {
    McasConfigured,
    MonitorOnly,
    BlockDownloads,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `columnTypes`.
#[graph_entity("columnTypes")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnTypes {
    Note,
    Text,
    Choice,
    Multichoice,
    Number,
    Currency,
    DateTime,
    Lookup,
    Boolean,
    User,
    Url,
    Calculated,
    Location,
    Geolocation,
    Term,
    Multiterm,
    Thumbnail,
    ApprovalStatus,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `conditionalAccessClientApp`.
#[graph_entity("conditionalAccessClientApp")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionalAccessClientApp {
    All,
    Browser,
    MobileAppsAndDesktopClients,
    ExchangeActiveSync,
    EasSupported,
    Other,
    /// A member that was added later.
    #[graph(other)]
    Unknown(String),
}

/// Graph's `conditionalAccessDevicePlatform`.
#[graph_entity("conditionalAccessDevicePlatform")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionalAccessDevicePlatform {
    Android,
    Ios,
    Windows,
    WindowsPhone,
    MacOS,
    All,
    Linux,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `conditionalAccessGrantControl`.
#[graph_entity("conditionalAccessGrantControl")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionalAccessGrantControl {
    Block,
    Mfa,
    CompliantDevice,
    DomainJoinedDevice,
    ApprovedApplication,
    CompliantApplication,
    PasswordChange,
    RiskRemediation,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `conditionalAccessGuestOrExternalUserTypes`.
#[graph_entity("conditionalAccessGuestOrExternalUserTypes")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionalAccessGuestOrExternalUserTypes {
    None,
    InternalGuest,
    B2bCollaborationGuest,
    B2bCollaborationMember,
    B2bDirectConnectUser,
    OtherExternalUser,
    ServiceProvider,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `conditionalAccessInsiderRiskLevels`.
#[graph_entity("conditionalAccessInsiderRiskLevels")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionalAccessInsiderRiskLevels {
    Minor,
    Moderate,
    Elevated,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `conditionalAccessPolicyState`.
#[graph_entity("conditionalAccessPolicyState")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionalAccessPolicyState {
    Enabled,
    Disabled,
    EnabledForReportingButNotEnforced,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `conditionalAccessTransferMethods`.
#[graph_entity("conditionalAccessTransferMethods")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionalAccessTransferMethods {
    None,
    DeviceCodeFlow,
    AuthenticationTransfer,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `entityType`.
#[graph_entity("entityType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityType {
    Event,
    Message,
    DriveItem,
    ExternalItem,
    Site,
    List,
    ListItem,
    Drive,
    ChatMessage,
    Person,
    Acronym,
    Bookmark,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `filterMode`.
#[graph_entity("filterMode")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterMode {
    Include,
    Exclude,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `persistentBrowserSessionMode`.
#[graph_entity("persistentBrowserSessionMode")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersistentBrowserSessionMode {
    Always,
    Never,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `riskLevel`.
#[graph_entity("riskLevel")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RiskLevel {
    Low,
    Medium,
    High,
    Hidden,
    None,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `searchAlterationType`.
#[graph_entity("searchAlterationType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchAlterationType {
    Suggestion,
    Modification,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `searchContent`.
#[graph_entity("searchContent")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchContent {
    SharedContent,
    PrivateContent,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `signInFrequencyAuthenticationType`.
#[graph_entity("signInFrequencyAuthenticationType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInFrequencyAuthenticationType {
    PrimaryAndSecondaryAuthentication,
    SecondaryAuthentication,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `signInFrequencyInterval`.
#[graph_entity("signInFrequencyInterval")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInFrequencyInterval {
    TimeBased,
    EveryTime,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `signinFrequencyType`.
#[graph_entity("signinFrequencyType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SigninFrequencyType {
    Days,
    Hours,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
