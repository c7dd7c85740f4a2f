use graph_action::{Call, Page, graph_action, graph_api};
use serde_json::Value;

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages/<id>/attachments?$select=contentBytes", scope = "Mail.Read")]
    fn attachments(&self, id: &str) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$expand=attachments($select=name,contentId)", scope = "Mail.Read")]
    fn nested(&self) -> Call<Page<Value>>;

    // A right one.
    #[graph_action(
        GET,
        "/messages/<id>/attachments?$select=microsoft.graph.fileAttachment/contentBytes",
        scope = "Mail.Read"
    )]
    fn with_type(&self, id: &str) -> Call<Page<Value>>;
}

fn main() {}
