use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/{}/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;
}

fn main() {}
