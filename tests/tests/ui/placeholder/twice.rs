use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>/attachments/<id>?a=<other>&b=<other>", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> Result<()>;
}

fn main() {}
