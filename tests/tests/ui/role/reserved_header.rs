use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadWrite")]
    async fn call(&self, #[header("Authorization")] token: &str) -> Result<()>;
}

fn main() {}
