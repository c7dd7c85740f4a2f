use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/groups/<id>/members", scope = "GroupMember.Read.All")]
    async fn members(&self, id: &str) -> Result<()>;
}

fn main() {}
