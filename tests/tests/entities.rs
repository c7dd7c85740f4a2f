//! Entities as a user has them: what is read, what is written, and what is asked for on the wire.

use graph_action::{Call, Delta, Graph, Page, Patch, Response, Result, graph_action, graph_api, graph_entity};
use serde_json::{Value, json};

#[graph_entity("emailAddress")]
#[derive(Clone, Debug, PartialEq)]
struct Address {
    address: Option<String>,
    name: Option<String>,
}

#[graph_entity("recipient")]
#[derive(Clone, Debug, PartialEq)]
struct Recipient {
    email_address: Option<Address>,
}

#[graph_entity("importance")]
#[derive(Clone, Debug, PartialEq)]
enum Importance {
    Low,
    Normal,
    High,
    #[graph(other)]
    Other(String),
}

#[graph_entity("attachment")]
#[derive(Clone, Debug, PartialEq)]
struct Attachment {
    name: Option<String>,
    size: i32,
}

#[graph_entity("message")]
#[derive(Clone, Debug, PartialEq)]
struct Message {
    id: String,
    subject: Option<String>,
    importance: Option<Importance>,
    #[graph(rename = "toRecipients")]
    to: Vec<Recipient>,
    attachments: Vec<Attachment>,
}

#[graph_entity("message")]
#[derive(Clone, Debug, Default)]
struct MessagePatch {
    subject: Patch<String>,
    is_read: Patch<bool>,
}

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages", scope = "Mail.Read")]
    fn list(&self) -> Call<Page<Message>>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn update(&self, id: &str, #[body] change: &MessagePatch) -> Result<()>;
}

#[test]
fn reads() {
    let message: Message =
        serde_json::from_value(json!({"id": "1", "importance": "new", "toRecipients": null})).unwrap();
    assert_eq!(message.importance, Some(Importance::Other("new".to_owned())));
    let patch = MessagePatch { subject: Patch::Clear, ..Default::default() };
    assert_eq!(serde_json::to_value(patch).unwrap(), json!({"subject": null}));
    println!("{:?}", <Message as graph_action::Entity>::PROJECTION);
}
