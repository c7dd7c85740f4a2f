use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(root = service, version = "beta")]
trait Settings {
    #[graph_action(GET, "/groupSettings", scope = "GroupSettings.Read.All")]
    async fn settings(&self) -> Result<Page<String>>;
}

fn main() {}
