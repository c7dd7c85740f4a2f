use graph_action::graph_entity;

#[graph_entity("message")]
struct Message(String);

fn main() {}
