use graph_action::graph_entity;

#[graph_entity("user")]
struct User {
    id: String,
}

#[graph_entity("directoryObject")]
enum Member {
    Group(User),
}

fn main() {}
