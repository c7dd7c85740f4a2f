use graph_action::{Result, graph_action, graph_api, graph_entity};

#[graph_entity("mailFolder")]
struct Folder {
    id: String,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    async fn send_mail(&self, message: &Folder) -> Result<()>;
}

fn main() {}
