use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get(&self, message: &str) -> Result<()>;
}

fn main() {}
