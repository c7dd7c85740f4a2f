use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(PUT, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn replace(&self, id: &str, #[body] message: &str) -> Result<()>;
}

fn main() {}
