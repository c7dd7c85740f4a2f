use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<message>", scope = "Mail.ReadBasic")]
    async fn get(&self, mesage: &str) -> Result<()>;
}

fn main() {}
