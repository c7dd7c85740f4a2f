use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(DELETE, "/messages/<ids>", scope = "Mail.ReadWrite")]
    async fn delete(&self, ids: &[&str]) -> Result<()>;
}

fn main() {}
