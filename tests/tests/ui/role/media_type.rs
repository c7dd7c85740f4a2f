use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(PUT, "/photo/$value", scope = "Mail.ReadWrite")]
    async fn call(&self, #[body("jpeg")] photo: &[u8]) -> Result<()>;
}

fn main() {}
