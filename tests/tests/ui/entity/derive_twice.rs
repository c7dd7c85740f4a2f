use graph_action::graph_entity;

#[graph_entity("message")]
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Message {
    id: String,
}

fn main() {}
