use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn delete(&self, id: &str, #[header("IfMatch")] etag: &str) -> Result<()>;
}

fn main() {}
