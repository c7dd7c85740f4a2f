use graph_action::{Result, graph_action, graph_api, graph_entity};

#[graph_entity("message", version = "beta")]
struct Message {
    id: String,
}

#[graph_api]
trait Mail {
    #[graph_action(PUT, "/messages/<id>", unlisted = "a preview", scope = "Mail.ReadWrite")]
    async fn replace(&self, id: &str, #[body] message: &Message) -> Result<Message>;

    // Its answer has no type in the schema.
    #[graph_action(PUT, "/messages/<id>/$value", unlisted = "a preview", scope = "Mail.ReadWrite")]
    async fn content(&self, id: &str, #[body("text/plain")] content: String) -> Result<Message>;

    // The user knows better.
    #[graph_action(GET, "/messages/<id>", unchecked = "a preview", scope = "Mail.Read")]
    async fn unchecked(&self, id: &str) -> Result<Message>;
}

fn main() {}
