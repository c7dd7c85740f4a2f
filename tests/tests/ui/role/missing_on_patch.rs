use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn call(&self, id: &str, subject: &str) -> Result<()>;
}

fn main() {}
