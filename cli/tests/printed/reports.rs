//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Bytes, Call, Page, Result, graph_action, graph_api};
use serde::Deserialize;

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait GraphApi {
    /// Calls the function `getEmailActivityUserDetail` of `reportRoot`.
    #[graph_action(
        GET,
        "/reports/getEmailActivityUserDetail(period='<period>')",
        scope = "Reports.Read.All"
    )]
    async fn get_email_activity_user_detail(&self, period: &str) -> Result<Bytes>;

    /// Lists `signIns`, page by page.
    #[graph_action(GET, "/auditLogs/signIns", scope = "AuditLog.Read.All")]
    fn list_sign_ins(&self) -> Call<Page<SignIn>>;

    /// Lists `alerts_v2`, page by page.
    #[graph_action(GET, "/security/alerts_v2", scope = "SecurityAlert.Read.All")]
    fn list_alerts_v2(&self) -> Call<Page<SecurityAlert>>;
}

/// Graph's `appliedConditionalAccessPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppliedConditionalAccessPolicy {
    pub id: Option<String>,
    pub display_name: Option<String>,
    pub enforced_grant_controls: Option<Vec<String>>,
    pub enforced_session_controls: Option<Vec<String>>,
    /// One of `success`, `failure`, `notApplied`, `notEnabled`, `unknown`, `reportOnlySuccess`, `reportOnlyFailure`, `reportOnlyNotApplied`, `reportOnlyInterrupted`.
    pub result: Option<String>,
}

/// Graph's `authenticationAppDeviceDetails`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthenticationAppDeviceDetails {
    pub app_version: Option<String>,
    pub client_app: Option<String>,
    pub device_id: Option<String>,
    pub operating_system: Option<String>,
}

/// Graph's `deviceDetail`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceDetail {
    pub browser: Option<String>,
    pub device_id: Option<String>,
    pub display_name: Option<String>,
    pub is_compliant: Option<bool>,
    pub is_managed: Option<bool>,
    pub operating_system: Option<String>,
    pub trust_type: Option<String>,
}

/// Graph's `geoCoordinates`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GeoCoordinates {
    pub altitude: Option<f64>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// Graph's `security.alert`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityAlert {
    pub id: Option<String>,
    pub actor_display_name: Option<String>,
    pub additional_data: Option<SecurityDictionary>,
    pub alert_policy_id: Option<String>,
    pub alert_web_url: Option<String>,
    pub assigned_to: Option<String>,
    pub categories: Option<Vec<String>>,
    pub category: Option<String>,
    /// One of `unknown`, `falsePositive`, `truePositive`, `informationalExpectedActivity`.
    pub classification: Option<String>,
    pub comments: Option<Vec<SecurityAlertComment>>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub custom_details: Option<SecurityDictionary>,
    pub description: Option<String>,
    /// One of `unknown`, `microsoftDefenderForEndpoint`, `antivirus`, `smartScreen`, `customTi`, `microsoftDefenderForOffice365`, `automatedInvestigation`, `microsoftThreatExperts`, `customDetection`, `microsoftDefenderForIdentity`, `cloudAppSecurity`, `microsoft365Defender`, `azureAdIdentityProtection`, `manual`, `microsoftDataLossPrevention`, `appGovernancePolicy`, `appGovernanceDetection`, `microsoftDefenderForCloud`, `microsoftDefenderForIoT`, `microsoftDefenderForServers`, `microsoftDefenderForStorage`, `microsoftDefenderForDNS`, `microsoftDefenderForDatabases`, `microsoftDefenderForContainers`, `microsoftDefenderForNetwork`, `microsoftDefenderForAppService`, `microsoftDefenderForKeyVault`, `microsoftDefenderForResourceManager`, `microsoftDefenderForApiManagement`, `nrtAlerts`, `scheduledAlerts`, `microsoftDefenderThreatIntelligenceAnalytics`, `builtInMl`, `microsoftInsiderRiskManagement`, `microsoftThreatIntelligence`, `microsoftDefenderForAIServices`, `securityCopilot`, `microsoftSentinel`.
    pub detection_source: Option<String>,
    pub detector_id: Option<String>,
    /// One of `unknown`, `apt`, `malware`, `securityPersonnel`, `securityTesting`, `unwantedSoftware`, `other`, `multiStagedAttack`, `compromisedAccount`, `phishing`, `maliciousUserActivity`, `notMalicious`, `notEnoughDataToValidate`, `confirmedActivity`, `lineOfBusinessApplication`.
    pub determination: Option<String>,
    pub evidence: Option<Vec<SecurityAlertEvidence>>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub first_activity_date_time: Option<String>,
    pub incident_id: Option<String>,
    pub incident_web_url: Option<String>,
    /// One of `unknown`, `terminated`, `successfullyRemediated`, `benign`, `failed`, `partiallyRemediated`, `running`, `pendingApproval`, `pendingResource`, `queued`, `innerFailure`, `preexistingAlert`, `unsupportedOs`, `unsupportedAlertType`, `suppressedAlert`, `partiallyInvestigated`, `terminatedByUser`, `terminatedBySystem`.
    pub investigation_state: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_activity_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_update_date_time: Option<String>,
    pub mitre_techniques: Option<Vec<String>>,
    pub product_name: Option<String>,
    pub provider_alert_id: Option<String>,
    pub recommended_actions: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub resolved_date_time: Option<String>,
    /// One of `unknown`, `microsoftDefenderForEndpoint`, `microsoftDefenderForIdentity`, `microsoftDefenderForCloudApps`, `microsoftDefenderForOffice365`, `microsoft365Defender`, `azureAdIdentityProtection`, `microsoftAppGovernance`, `dataLossPrevention`, `microsoftDefenderForCloud`, `microsoftSentinel`, `microsoftInsiderRiskManagement`, `microsoftThreatIntelligence`, `microsoftSecurityForAI`.
    pub service_source: Option<String>,
    /// One of `unknown`, `informational`, `low`, `medium`, `high`.
    pub severity: Option<String>,
    /// One of `unknown`, `new`, `inProgress`, `resolved`.
    pub status: Option<String>,
    pub system_tags: Option<Vec<String>>,
    pub tenant_id: Option<String>,
    pub threat_display_name: Option<String>,
    pub threat_family_name: Option<String>,
    pub title: Option<String>,
}

/// Graph's `security.alertComment`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityAlertComment {
    pub comment: Option<String>,
    pub created_by_display_name: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
}

/// Graph's `security.alertEvidence`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityAlertEvidence {
    /// The type, where it is one derived from `security.alertEvidence`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub detailed_roles: Option<Vec<String>>,
    /// One of `none`, `remediated`, `prevented`, `blocked`, `notFound`, `active`, `pendingApproval`, `declined`, `unremediated`, `running`, `partiallyRemediated`.
    pub remediation_status: Option<String>,
    pub remediation_status_details: Option<String>,
    /// One of `unknown`, `contextual`, `scanned`, `source`, `destination`, `created`, `added`, `compromised`, `edited`, `attacked`, `attacker`, `commandAndControl`, `loaded`, `suspicious`, `policyViolator`.
    pub roles: Option<Vec<String>>,
    pub tags: Option<Vec<String>>,
    /// One of `unknown`, `suspicious`, `malicious`, `noThreatsFound`.
    pub verdict: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `security.dictionary`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityDictionary {
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `signIn`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    pub id: Option<String>,
    pub app_display_name: Option<String>,
    pub app_id: Option<String>,
    pub applied_conditional_access_policies: Option<Vec<AppliedConditionalAccessPolicy>>,
    pub authentication_app_device_details: Option<AuthenticationAppDeviceDetails>,
    pub client_app_used: Option<String>,
    /// One of `success`, `failure`, `notApplied`.
    pub conditional_access_status: Option<String>,
    pub correlation_id: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
    pub device_detail: Option<DeviceDetail>,
    pub home_tenant_id: Option<String>,
    pub ip_address: Option<String>,
    pub is_interactive: Option<bool>,
    pub location: Option<SignInLocation>,
    pub resource_display_name: Option<String>,
    pub resource_id: Option<String>,
    pub resource_tenant_id: Option<String>,
    /// One of `none`, `adminGeneratedTemporaryPassword`, `userPerformedSecuredPasswordChange`, `userPerformedSecuredPasswordReset`, `adminConfirmedSigninSafe`, `aiConfirmedSigninSafe`, `userPassedMFADrivenByRiskBasedPolicy`, `adminDismissedAllRiskForUser`, `adminConfirmedSigninCompromised`, `hidden`, `adminConfirmedUserCompromised`, `m365DAdminDismissedDetection`, `adminConfirmedServicePrincipalCompromised`, `adminDismissedAllRiskForServicePrincipal`, `userChangedPasswordOnPremises`, `adminDismissedRiskForSignIn`, `adminConfirmedAccountSafe`, `microsoftRevokedSessions`.
    pub risk_detail: Option<String>,
    /// One of `unlikelyTravel`, `anonymizedIPAddress`, `maliciousIPAddress`, `unfamiliarFeatures`, `malwareInfectedIPAddress`, `suspiciousIPAddress`, `leakedCredentials`, `investigationsThreatIntelligence`, `generic`, `adminConfirmedUserCompromised`, `mcasImpossibleTravel`, `mcasSuspiciousInboxManipulationRules`, `investigationsThreatIntelligenceSigninLinked`, `maliciousIPAddressValidCredentialsBlockedIP`.
    pub risk_event_types: Option<Vec<String>>,
    #[serde(rename = "riskEventTypes_v2")]
    pub risk_event_types_v2: Option<Vec<String>>,
    /// One of `low`, `medium`, `high`, `hidden`, `none`.
    pub risk_level_aggregated: Option<String>,
    /// One of `low`, `medium`, `high`, `hidden`, `none`.
    pub risk_level_during_sign_in: Option<String>,
    /// One of `none`, `confirmedSafe`, `remediated`, `dismissed`, `atRisk`, `confirmedCompromised`.
    pub risk_state: Option<String>,
    pub service_principal_id: Option<String>,
    pub service_principal_name: Option<String>,
    pub status: Option<SignInStatus>,
    pub user_agent: Option<String>,
    pub user_display_name: Option<String>,
    pub user_id: Option<String>,
    pub user_principal_name: Option<String>,
}

/// Graph's `signInLocation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInLocation {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
    pub geo_coordinates: Option<GeoCoordinates>,
    pub state: Option<String>,
}

/// Graph's `signInStatus`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInStatus {
    pub additional_details: Option<String>,
    pub error_code: Option<i32>,
    pub failure_reason: Option<String>,
}
