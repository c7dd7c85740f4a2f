use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$top=10?$skip=5", scope = "Mail.ReadBasic")]
    async fn list(&self) -> Result<Page<()>>;
}

fn main() {}
