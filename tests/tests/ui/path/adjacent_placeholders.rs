use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id><part>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str, part: &str) -> Result<()>;
}

fn main() {}
