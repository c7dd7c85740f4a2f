use graph_action::{graph_action, graph_api};

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    async fn get(&self, id: &str) -> std::result::Result<String, MailError>;
}

struct MailError;

fn main() {}
