use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages?$filter=subject in (<id>)", scope = "Mail.Read")]
    async fn list(&self, id: &str) -> Result<Page<()>>;
}

fn main() {}
