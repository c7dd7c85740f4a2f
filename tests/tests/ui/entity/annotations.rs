use graph_action::graph_entity;

#[graph_entity("message")]
struct Message {
    #[graph(rename = "@odata.etga")]
    version: Option<String>,
    #[graph(rename = "odata.type")]
    ty: Option<String>,
    #[graph(rename = "attachmets@odata.count")]
    count: Option<u32>,
    // Right ones.
    #[graph(rename = "attachments@odata.count")]
    attachment_count: Option<u32>,
    #[graph(rename = "@odata.id")]
    link: Option<String>,
    #[graph(rename = "@own.annotation")]
    own: Option<String>,
    #[graph(rename = "extension_x@odata.type")]
    of_extension: Option<String>,
}

fn main() {}
