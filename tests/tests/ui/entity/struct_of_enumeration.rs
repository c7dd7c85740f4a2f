use graph_action::graph_entity;

#[graph_entity("importance")]
struct Importance {
    low: bool,
}

fn main() {}
