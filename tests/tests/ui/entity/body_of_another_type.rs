use graph_action::{Result, graph_action, graph_api, graph_entity};

#[graph_entity("mailFolder")]
struct Folder {
    id: String,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Folder) -> Result<()>;
}

fn main() {}
