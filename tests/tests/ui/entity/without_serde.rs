use graph_action::graph_entity;

struct Body;

#[graph_entity("message")]
struct Message {
    id: String,
    unique_body: Option<Body>,
}

fn main() {}
