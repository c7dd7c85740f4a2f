use graph_action::{Result, graph_action, graph_api};

#[graph_api(root = service)]
trait Calls {
    #[graph_action(GET, "/users/<id>?$select=id,profile", scope = "User.Read.All")]
    async fn read(&self, id: &str) -> Result<()>;
}

fn main() {}
