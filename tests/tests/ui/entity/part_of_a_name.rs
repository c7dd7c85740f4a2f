use graph_action::graph_entity;

#[graph_entity("message")]
struct Message {
    to: Vec<serde_json::Value>,
    received: Option<String>,
    nothing_like_this: Option<String>,
}

#[graph_entity("user")]
struct User {
    phone: Option<String>,
    name: Option<String>,
}

fn main() {}
