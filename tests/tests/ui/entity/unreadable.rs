use graph_action::graph_entity;

#[graph_entity("message")]
struct Message {
    id String,
}

fn main() {}
