use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.Read")]
    async fn get(&self, id: &str) -> Result<Page<()>>;
}

fn main() {}
