use graph_action::graph_entity;

#[graph_entity("mesage")]
struct Message {
    id: String,
}

fn main() {
    let _ = serde_json::to_string(&Message { id: String::new() });
}
