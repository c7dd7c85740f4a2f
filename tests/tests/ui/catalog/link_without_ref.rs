use graph_action::{Result, graph_action, graph_api};

#[graph_api(root = group)]
trait Mail {
    #[graph_action(POST, "/members", scope = "GroupMember.ReadWrite.All")]
    async fn add(&self, #[body] link: &str) -> Result<()>;
}

fn main() {}
