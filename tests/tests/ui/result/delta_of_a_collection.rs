use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    async fn list(&self) -> Result<graph_action::Delta<()>>;
}

fn main() {}
