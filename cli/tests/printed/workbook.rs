//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Result, graph_action, graph_api, graph_entity};

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
#[graph_entity("workbookRange")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkbookRange {
    pub id: Option<String>,
    pub address: Option<String>,
    pub address_local: Option<String>,
    pub cell_count: Option<i32>,
    pub column_count: Option<i32>,
    pub column_hidden: Option<bool>,
}

/// Graph's `workbookSessionInfo`.
#[graph_entity("workbookSessionInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkbookSessionInfo {
    pub id: Option<String>,
    pub persist_changes: Option<bool>,
}
