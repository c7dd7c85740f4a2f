use graph_action::graph_entity;

#[graph_entity("importance")]
enum Importance {
    Low,
    Hihg,
    Urgent,
    #[graph(other)]
    Other,
}

fn main() {}
