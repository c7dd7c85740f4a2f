use graph_action::{Result, graph_action, graph_api};
use serde_json::Value;

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/move", scope = "Mail.ReadWrite")]
    async fn relocate(&self, id: &str, destination_id: Option<&str>) -> Result<Value>;
}

fn main() {}
