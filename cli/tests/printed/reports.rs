//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Bytes, Call, Page, Result, graph_action, graph_api, graph_entity};

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

/// Graph's `geoCoordinates`.
#[graph_entity("geoCoordinates")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeoCoordinates {
    pub altitude: Option<f64>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// Graph's `security.alert`.
#[graph_entity("security.alert")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecurityAlert {
    pub id: String,
    pub title: Option<String>,
    pub description: Option<String>,
    pub status: Option<SecurityAlertStatus>,
    pub severity: Option<SecurityAlertSeverity>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
}

/// Graph's `signIn`.
#[graph_entity("signIn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignIn {
    pub id: String,
    pub location: Option<SignInLocation>,
    pub user_principal_name: Option<String>,
    pub app_id: Option<String>,
    pub status: Option<SignInStatus>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub created_date_time: Option<String>,
}

/// Graph's `signInLocation`.
#[graph_entity("signInLocation")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignInLocation {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
    pub geo_coordinates: Option<GeoCoordinates>,
    pub state: Option<String>,
}

/// Graph's `signInStatus`.
#[graph_entity("signInStatus")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignInStatus {
    pub additional_details: Option<String>,
    pub error_code: Option<i32>,
    pub failure_reason: Option<String>,
}

/// Graph's `security.alertSeverity`.
#[graph_entity("security.alertSeverity")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityAlertSeverity {
    Unknown,
    Informational,
    Low,
    Medium,
    High,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `security.alertStatus`.
#[graph_entity("security.alertStatus")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityAlertStatus {
    Unknown,
    New,
    InProgress,
    Resolved,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
