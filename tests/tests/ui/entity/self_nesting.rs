use graph_action::graph_entity;

#[graph_entity("user")]
struct User {
    id: String,
    manager: Option<Box<User>>,
}

fn main() {}
