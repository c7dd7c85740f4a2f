use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$top=5", scope = "Mail.ReadWrite")]
    async fn call(&self, #[query("$top")] top: u32) -> Result<()>;
}

fn main() {}
