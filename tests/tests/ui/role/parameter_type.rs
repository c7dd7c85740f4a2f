use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    async fn send(&self, message: &[u8], save_to_sent_items: &str) -> Result<()>;
}

fn main() {}
