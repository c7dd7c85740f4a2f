use graph_action::{Call, Page, Result, graph_action, graph_api, graph_entity};

#[graph_entity("mesage")]
struct Message {
    id: String,
}

// One mistake is reported once.
#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.ReadBasic")]
    fn list(&self) -> Call<Page<Message>>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    async fn create(&self, #[body] draft: &Message) -> Result<Message>;
}

fn main() {
    let _ = serde_json::to_string(&Message { id: String::new() });
}
