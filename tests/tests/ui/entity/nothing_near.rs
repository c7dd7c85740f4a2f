use graph_action::graph_entity;

#[graph_entity("message")]
struct Message {
    xylophone: Option<String>,
}

fn main() {}
