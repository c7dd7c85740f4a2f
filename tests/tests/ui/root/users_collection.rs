use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/users", scope = "User.Read.All")]
    async fn users(&self) -> Result<()>;
}

fn main() {}
