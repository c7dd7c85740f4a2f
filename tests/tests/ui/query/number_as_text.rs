use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages?$top=<top>", scope = "Mail.Read")]
    async fn list(&self, top: &str) -> Result<Page<()>>;
}

fn main() {}
