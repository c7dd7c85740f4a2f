use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(PUT, "/photo/$value", scope = "User.ReadWrite")]
    async fn photo(&self, #[body("image/jpeg")] photo: u32) -> Result<()>;
}

fn main() {}
