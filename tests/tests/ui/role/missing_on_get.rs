use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn call(&self, id: &str, expand: &str) -> Result<()>;
}

fn main() {}
