use graph_action::graph_entity;
use serde_json::Value;

#[graph_entity("directoryObject")]
enum Member {
    DirectoryObject(Box<Member>),
    #[graph(other)]
    Other(Value),
}

fn main() {}
