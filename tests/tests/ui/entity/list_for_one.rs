use graph_action::{Patch, Result, graph_action, graph_api, graph_entity};

#[graph_entity("recipient")]
struct Recipient {}

#[graph_entity("message")]
struct Draft {
    subject: Patch<String>,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/forward", scope = "Mail.Send")]
    async fn forward(&self, id: &str, to_recipients: &Recipient) -> Result<()>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] drafts: Vec<Draft>) -> Result<()>;

    // Right ones.
    #[graph_action(POST, "/messages/<id>/forward", scope = "Mail.Send")]
    async fn forward_to_all(&self, id: &str, to_recipients: Option<&[Recipient]>) -> Result<()>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create_one(&self, #[body] draft: Box<Draft>) -> Result<()>;
}

fn main() {}
