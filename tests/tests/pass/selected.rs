//! Calls with a `$select` of their own that has what the struct cannot be read without.

use graph_action::{Call, Page, Patch, Result, graph_action, graph_api, graph_entity};

#[graph_entity("attachment")]
struct Attachment {
    id: String,
    size: i32,
}

#[graph_entity("message")]
struct Message {
    id: String,
    subject: Option<String>,
    is_read: Patch<bool>,
    categories: Vec<String>,
    attachments: Vec<Attachment>,
    #[graph(required)]
    change_key: String,
    #[serde(default)]
    #[graph(required)]
    is_draft: bool,
    #[serde(skip)]
    is_seen: bool,
}

#[graph_entity("message")]
struct Key {
    #[graph(required)]
    change_key: String,
}

#[graph_entity("message")]
struct Flattened {
    id: String,
    #[graph(flatten)]
    key: Key,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$select=changekey&$top=<top>", scope = "Mail.Read")]
    fn list(&self, top: u32) -> Call<Page<Message>>;

    #[graph_action(GET, "/messages?$select=*", scope = "Mail.Read")]
    fn all(&self) -> Call<Page<Flattened>>;

    #[graph_action(GET, "/messages/<id>?$select=changeKey&$expand=attachments($select=size)", scope = "Mail.Read")]
    async fn expanded(&self, id: &str) -> Result<Message>;

    #[graph_action(GET, "/messages/<id>?$select=<select>", scope = "Mail.Read")]
    async fn given(&self, id: &str, select: &str) -> Result<Flattened>;

    // Nothing is known of another type.
    #[graph_action(GET, "/messages?$select=id", scope = "Mail.Read")]
    fn raw(&self) -> Call<Page<serde_json::Value>>;
}

fn main() {}
