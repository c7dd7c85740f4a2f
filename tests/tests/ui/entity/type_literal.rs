use graph_action::graph_entity;

#[graph_entity(message)]
struct Message {
    id: String,
}

#[graph_entity(version = "beta", "message")]
struct Beta {
    id: String,
}

#[graph_entity(version = "beta")]
struct Untyped {
    id: String,
}

#[graph_entity("accessDriftReport")]
struct OnlyInBeta {
    id: String,
}

fn main() {}
