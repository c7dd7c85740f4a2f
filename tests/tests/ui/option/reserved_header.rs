use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic", header("Authorization" = "Bearer a"))]
    async fn list(&self) -> Result<Page<()>>;
}

fn main() {}
