//! Drafts that reply to a message or forward it.

use serde_json::{Map, Value, json};

use super::{
    compose::Composed,
    message::{Message, address_of, text_of_html},
};
use crate::{
    http::{GraphError, Result},
    odata::payload,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReplyKind {
    Reply,
    ReplyAll,
    Forward,
}

impl ReplyKind {
    /// The parameters of the action, as the schema declares them.
    pub(crate) fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::Reply | Self::ReplyAll => &["Message", "Comment"],
            Self::Forward => &["ToRecipients", "Message", "Comment"],
        }
    }

    fn prefix(self) -> &'static str {
        match self {
            Self::Reply | Self::ReplyAll => "RE: ",
            Self::Forward => "FW: ",
        }
    }
}

/// The draft for `original`, of the user who is the recipient `me`.
pub(crate) fn draft(
    original: &Message,
    kind: ReplyKind,
    mut parameters: Map<String, Value>,
    me: &Value,
) -> Result<Composed> {
    let comment = payload::text(&parameters, "Comment")?.map(str::to_owned);
    let to = parameters.remove("ToRecipients");
    let mut draft = Composed::parameter(parameters.remove("Message"))?;
    if comment.is_some() && draft.properties.contains_key("body") {
        return Err(both("a comment", "the body"));
    }
    if let Some(to) = to {
        if draft.properties.contains_key("toRecipients") {
            return Err(both("toRecipients", "the recipients"));
        }
        let mut message = Map::new();
        message.insert("toRecipients".to_owned(), to);
        draft.properties.extend(Composed::read(message)?.properties);
    }
    let properties = Value::Object(original.properties());
    let subject = properties["subject"].as_str().unwrap_or_default();
    let given = &mut draft.properties;
    given.entry("subject").or_insert_with(|| format!("{}{subject}", kind.prefix()).into());
    given.entry("body").or_insert_with(|| quoted(&properties, comment.as_deref()));
    given.insert("conversationId".to_owned(), properties["conversationId"].clone());
    for (name, value) in recipients(&properties, kind, me) {
        given.entry(name).or_insert(value);
    }
    if kind == ReplyKind::Forward {
        draft.attachments.extend(original.attachments.iter().cloned());
    }
    Ok(draft)
}

fn both(parameter: &str, property: &str) -> GraphError {
    let message = format!("Specify either {parameter} or {property} of the message, not both.");
    GraphError::new(400, "ErrorInvalidRequest", message)
}

/// The recipients of a reply when the request names none.
fn recipients(original: &Value, kind: ReplyKind, me: &Value) -> Vec<(&'static str, Value)> {
    let list = |name: &str| original[name].as_array().cloned().unwrap_or_default();
    let mut to = list("replyTo");
    if to.is_empty() {
        to.extend(original.get("from").cloned());
    }
    match kind {
        ReplyKind::Forward => Vec::new(),
        ReplyKind::Reply => vec![("toRecipients", to.into())],
        ReplyKind::ReplyAll => {
            let mut seen = vec![address(me)];
            seen.extend(to.iter().map(address));
            let mut others = |name: &str| -> Vec<Value> {
                let mut others = list(name);
                others.retain(|recipient| {
                    let address = address(recipient);
                    let new = !seen.contains(&address);
                    seen.push(address);
                    new
                });
                others
            };
            to.extend(others("toRecipients"));
            let cc = others("ccRecipients");
            vec![("toRecipients", to.into()), ("ccRecipients", cc.into())]
        }
    }
}

fn address(recipient: &Value) -> String {
    address_of(recipient).to_lowercase()
}

/// The comment, and below it the original.
fn quoted(original: &Value, comment: Option<&str>) -> Value {
    let text = |path: &Value| path.as_str().unwrap_or_default().to_owned();
    let body = &original["body"];
    let content = text(&body["content"]);
    let content = if body["contentType"] == "html" { text_of_html(&content) } else { content };
    let from = original.get("from").map(address).unwrap_or_default();
    json!({
        "contentType": "text",
        "content": format!(
            "{}\r\n\r\n________________________________\r\nFrom: {from}\r\nSent: {}\r\nSubject: {}\r\n\r\n{content}",
            comment.unwrap_or_default(),
            text(&original["sentDateTime"]),
            text(&original["subject"]),
        ),
    })
}
