use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(version = "beta")]
trait Mail {
    #[graph_action(GET, "/messages?$select=subjcet", scope = "Mail.ReadBasic")]
    async fn list(&self) -> Result<Page<String>>;
}

fn main() {}
