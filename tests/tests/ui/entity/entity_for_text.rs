use graph_action::graph_entity;

#[graph_entity("recipient")]
struct Recipient {}

#[graph_entity("message")]
struct Message {
    subject: Option<Recipient>,
}

fn main() {}
