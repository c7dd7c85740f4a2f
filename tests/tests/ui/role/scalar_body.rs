use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn update(&self, id: &str, #[body] subject: &str) -> Result<()>;
}

fn main() {}
