use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, subject: &str, importance: &str) -> Result<()>;
}

fn main() {}
