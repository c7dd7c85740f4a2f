use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, #[param] id: &str) -> Result<()>;
}

fn main() {}
