use graph_action::{Result, graph_action};

trait Mail {
    #[graph_action(POST, "/me/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;
}

impl Mail for graph_action::User {}

fn main() {}
