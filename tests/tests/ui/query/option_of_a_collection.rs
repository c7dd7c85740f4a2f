use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>?$top=5", scope = "Mail.ReadBasic")]
    async fn read(&self, id: &str) -> Result<serde_json::Value>;
}

fn main() {}
