use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/move", scope = "Mail.ReadWrite")]
    async fn to_folder(&self, id: &str) -> Result<()>;
}

fn main() {}
