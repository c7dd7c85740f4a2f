use graph_action::{Result, graph_action, graph_api};

#[graph_api(version = "beta")]
trait Mail {
    #[graph_action(POST, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn change(&self, id: &str) -> Result<()>;
}

fn main() {}
