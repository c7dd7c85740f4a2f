use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/inbox", scope = "Mail.ReadBasic")]
    async fn inbox(&self) -> Result<String>;
}

fn main() {}
