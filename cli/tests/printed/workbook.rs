//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Result, graph_action, graph_api};
use serde::Deserialize;

/// Its client is made with `graph.drive(id)`.
#[graph_api(root = drive)]
pub trait Items {
    /// Calls the function `range` of `workbookWorksheet`.
    #[graph_action(
        GET,
        "/items/<item_id>/workbook/worksheets/<worksheet_id>/range(address='<address>')",
        scope = "Files.ReadWrite"
    )]
    async fn range(
        &self,
        item_id: &str,
        worksheet_id: &str,
        address: &str,
    ) -> Result<WorkbookRange>;

    /// Calls the action `createSession` of `workbook`.
    #[graph_action(POST, "/items/<id>/workbook/createSession", scope = "Files.ReadWrite")]
    async fn create_session(&self, id: &str, persist_changes: bool) -> Result<WorkbookSessionInfo>;
}

/// Graph's `workbookRange`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkbookRange {
    pub id: Option<String>,
    pub address: Option<String>,
    pub address_local: Option<String>,
    pub cell_count: Option<i32>,
    pub column_count: Option<i32>,
    pub column_hidden: Option<bool>,
    pub column_index: Option<i32>,
    pub formulas: Option<serde_json::Value>,
    pub formulas_local: Option<serde_json::Value>,
    pub formulas_r1_c1: Option<serde_json::Value>,
    pub hidden: Option<bool>,
    pub number_format: Option<serde_json::Value>,
    pub row_count: Option<i32>,
    pub row_hidden: Option<bool>,
    pub row_index: Option<i32>,
    pub text: Option<serde_json::Value>,
    pub values: Option<serde_json::Value>,
    pub value_types: Option<serde_json::Value>,
}

/// Graph's `workbookSessionInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkbookSessionInfo {
    pub id: Option<String>,
    pub persist_changes: Option<bool>,
}
