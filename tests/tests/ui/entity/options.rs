use graph_action::graph_entity;

#[graph_entity("message", vresion = "beta")]
struct Message {
    #[graph(renam = "id")]
    id: String,
    #[graph(renam = "webLink")]
    link: Option<String>,
    #[graph(expand)]
    attachments: Vec<serde_json::Value>,
    #[graph(expand = false)]
    subject: Option<String>,
    #[graph(etag)]
    version: String,
}

fn main() {}
