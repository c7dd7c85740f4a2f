use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadWrite")]
    async fn call(&self, #[header("Prefer")] a: &str, #[header("prefer")] b: &str) -> Result<()>;
}

fn main() {}
