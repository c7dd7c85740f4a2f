use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(cloud = china)]
trait Mail {
    #[graph_action(GET, "/insights/used", scope = "Sites.Read.All")]
    async fn used(&self) -> Result<Page<String>>;
}

fn main() {}
