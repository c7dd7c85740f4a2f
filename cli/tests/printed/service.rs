//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Result, graph_action, graph_api};

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait GraphApi {
    /// Reads the schema of the service.
    #[graph_action(GET, "/$metadata", scope = none)]
    async fn metadata(&self) -> Result<String>;

    /// Sends several requests at once.
    #[graph_action(POST, "/$batch", scope = none)]
    async fn batch(&self, #[body] requests: &serde_json::Value) -> Result<serde_json::Value>;
}
