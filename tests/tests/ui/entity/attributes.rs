use graph_action::graph_entity;

#[graph_entity("message")]
#[graph_entity("outlookItem")]
#[graph(rename = "message")]
struct Message {
    #[cfg_attr(test, graph(rename = "subject"))]
    title: Option<String>,
}

fn main() {}
