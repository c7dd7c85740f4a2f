use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages?top=5", scope = "Mail.Read")]
    async fn list(&self) -> Result<Page<()>>;
}

fn main() {}
