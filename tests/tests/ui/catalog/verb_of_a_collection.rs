use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(DELETE, "/messages", scope = "Mail.ReadWrite")]
    async fn delete(&self) -> Result<()>;
}

fn main() {}
