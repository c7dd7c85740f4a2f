use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic")]
    async fn list(&self) -> Result<Vec<String>>;
}

fn main() {}
