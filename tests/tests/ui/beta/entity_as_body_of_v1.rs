use graph_action::{Result, graph_action, graph_api, graph_entity};

#[graph_entity("message", version = "beta")]
struct Draft {
    subject: Option<String>,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Draft) -> Result<()>;
}

fn main() {}
