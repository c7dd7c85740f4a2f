use graph_action::graph_entity;

#[graph_entity("message", version = "beta")]
struct Message {
    unsubscribe_enabled: Option<bool>,
    unsubscribe_enabld: Option<bool>,
    mentions_preview: Option<String>,
}

#[graph_entity("mesage", version = "beta")]
struct Unknown {
    id: String,
}

fn main() {}
