use graph_action::graph_entity;

#[graph_entity("message")]
fn message() {}

fn main() {}
