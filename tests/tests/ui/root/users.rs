use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/users/<user>/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, user: &str, id: &str) -> Result<()>;
}

fn main() {}
