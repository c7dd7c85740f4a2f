use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/photos/$value", scope = "User.Read")]
    async fn photo(&self) -> Result<String>;
}

fn main() {}
