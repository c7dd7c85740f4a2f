use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$filter=isRead eq '<read>'", scope = "Mail.ReadBasic")]
    async fn list(&self, read: bool) -> Result<Page<String>>;
}

fn main() {}
