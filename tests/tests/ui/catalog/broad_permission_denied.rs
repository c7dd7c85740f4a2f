use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(least_privilege = deny)]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadWrite")]
    async fn list(&self) -> Result<Page<String>>;
}

fn main() {}
