use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite", wait_for_replication = "9h")]
    async fn delete(&self, id: &str) -> Result<()>;
}

fn main() {}
