use graph_action::{Result, graph_action, graph_api};

#[graph_api(root = service)]
trait Applications {
    #[graph_action(GET, "/applications(appId=abc)", scope = "Application.Read.All")]
    async fn read(&self) -> Result<serde_json::Value>;
}

fn main() {}
