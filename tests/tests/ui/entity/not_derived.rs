use graph_action::graph_entity;

#[graph_entity("user")]
struct User {
    id: String,
}

#[graph_entity("directoryObject")]
enum Member {
    User(User),
    Grop(User),
    Device { id: String },
}

fn main() {}
