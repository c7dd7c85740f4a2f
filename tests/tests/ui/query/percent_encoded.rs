use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$top=<top>&$filter=subject%20eq%20'a'", scope = "Mail.ReadBasic")]
    async fn list(&self, top: u32) -> Result<Page<()>>;
}

fn main() {}
