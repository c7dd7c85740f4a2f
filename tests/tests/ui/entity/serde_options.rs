use graph_action::graph_entity;

#[graph_entity("message")]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(rename = "subject")]
    title: Option<String>,
    #[serde(rename = "is_read")]
    is_read: Option<bool>,
    // A right one: it is the name in Graph.
    #[serde(rename = "isDraft")]
    is_draft: Option<bool>,
    #[graph(etag)]
    #[serde(rename = "etag")]
    version: Option<String>,
}

#[graph_entity("importance")]
#[serde(rename_all = "camelCase")]
enum Importance {
    #[serde(rename = "low")]
    Minor,
    Normal,
    #[serde(other)]
    Unknown,
}

fn main() {}
