use graph_action::graph_entity;

#[graph_entity("message")]
struct Message {
    unsubscribe_enabled: Option<bool>,
}

fn main() {}
