use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<message>", scope = "Mail.Read")]
    async fn get(&self, mesage: &str) -> Result<()>;
}

fn main() {}
