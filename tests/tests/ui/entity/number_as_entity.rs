use graph_action::{Bytes, Result, graph_action, graph_api, graph_entity};

#[graph_entity("message")]
struct Message {
    id: String,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/$count", scope = "Mail.ReadBasic")]
    async fn count(&self) -> Result<Message>;

    #[graph_action(GET, "/messages/$count", scope = "Mail.ReadBasic")]
    async fn number(&self) -> Result<u64>;

    #[graph_action(GET, "/messages/<id>/$value", scope = "Mail.Read")]
    async fn mime(&self, id: &str) -> Result<Bytes>;
}

fn main() {}
