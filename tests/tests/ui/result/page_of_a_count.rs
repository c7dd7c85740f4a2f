use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages/$count", scope = "Mail.Read")]
    async fn count(&self) -> Result<Page<()>>;
}

fn main() {}
