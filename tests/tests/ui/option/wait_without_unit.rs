use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send", wait_for_replication = "30")]
    async fn send(&self, id: &str) -> Result<()>;
}

fn main() {}
