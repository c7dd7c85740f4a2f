use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(root = service, flow = application)]
trait Mail {
    #[graph_action(GET, "/me/messages", scope = "Mail.ReadBasic.All")]
    async fn list(&self) -> Result<Page<String>>;
}

fn main() {}
