use graph_action::{Result, graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    async fn send(&self, mesage: &str, save_to_sent_items: bool) -> Result<()>;
}

fn main() {}
