use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages?$filter=<property> eq 'a'", scope = "Mail.Read")]
    async fn list(&self, property: &str) -> Result<Page<()>>;
}

fn main() {}
