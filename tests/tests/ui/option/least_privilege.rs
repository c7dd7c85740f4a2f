use graph_action::{Result, graph_action, graph_api};

#[graph_api(least_privilege = forbid)]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;
}

async fn call(graph: graph_action::Graph) {
    let _ = MailClient::new(graph.me()).send("id").await;
    let _ = (MailClient::SCOPES, MailClient::ACTIONS);
}

fn main() {}
