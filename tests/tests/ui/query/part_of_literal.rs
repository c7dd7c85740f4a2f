use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$filter=subject eq 'a <top>'", scope = "Mail.ReadBasic")]
    async fn list(&self, top: u32) -> Result<Page<()>>;
}

fn main() {}
