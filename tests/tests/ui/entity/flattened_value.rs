use graph_action::graph_entity;

#[graph_entity("message")]
struct Message {
    id: String,
    #[graph(flatten)]
    subject: String,
    #[graph(flatten)]
    recipients: Vec<serde_json::Value>,
}

fn main() {}
