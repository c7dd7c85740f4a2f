use graph_action::graph_entity;

#[graph_entity("message")]
struct Message {
    subject: Option<String>,
    #[graph(rename = "subject")]
    title: Option<String>,
}

fn main() {}
