use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/memberOf/microsoft.graph.group?$filter=not startsWith(displayName,'a')", scope = "Directory.Read.All")]
    async fn list(&self) -> Result<Page<()>>;
}

fn main() {}
