use graph_action::{Page, Result, graph_action, graph_api, graph_entity};

#[graph_entity("message", version = "beta")]
struct OfBeta {
    unsubscribe_enabled: Option<bool>,
}

#[graph_entity("mailFolder")]
struct Folder {
    messages: Vec<OfBeta>,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic")]
    async fn list(&self) -> Result<Page<OfBeta>>;

    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic", version = "beta")]
    async fn beta(&self) -> Result<Page<OfBeta>>;
}

fn main() {}
