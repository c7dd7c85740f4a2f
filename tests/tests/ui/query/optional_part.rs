use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages?$filter=isRead eq true and receivedDateTime ge <since>", scope = "Mail.Read")]
    async fn list(&self, since: Option<&str>) -> Result<Page<()>>;
}

fn main() {}
