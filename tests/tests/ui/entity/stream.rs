use graph_action::graph_entity;

#[graph_entity("driveItem")]
struct Item {
    content: Option<String>,
}

fn main() {}
