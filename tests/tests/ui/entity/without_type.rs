use graph_action::graph_entity;

#[graph_entity]
struct Message {
    id: String,
}

fn main() {}
