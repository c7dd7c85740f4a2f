use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/applications/<id>", scope = "Application.Read.All")]
    async fn application(&self, id: &str) -> Result<String>;
}

fn main() {}
