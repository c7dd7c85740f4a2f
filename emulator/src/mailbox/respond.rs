//! Drafts that answer or pass on a message.

use serde_json::{Map, Value, json};

use super::{compose::Composed, message::Message};
use crate::{error::GraphError, mailbox::message::text_of_html, odata::payload};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Response {
    Reply,
    ReplyAll,
    Forward,
}

impl Response {
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

/// The draft that answers `original` for the user whose recipient is `me`.
pub(crate) fn draft(
    original: &Message,
    response: Response,
    mut parameters: Map<String, Value>,
    me: &Value,
) -> Result<Composed, GraphError> {
    let comment = payload::text(&parameters, "Comment")?.map(str::to_owned);
    let to = parameters.remove("ToRecipients");
    let mut draft = Composed::parameter(parameters.remove("Message"))?;
    if comment.is_some() && draft.properties.contains_key("body") {
        return Err(GraphError::new(
            400,
            "ErrorInvalidRequest",
            "Specify either a comment or the body of the message, not both.",
        ));
    }
    if let Some(to) = to {
        if draft.properties.contains_key("toRecipients") {
            return Err(GraphError::new(
                400,
                "ErrorInvalidRequest",
                "Specify either toRecipients or the recipients of the message, not both.",
            ));
        }
        let mut message = Map::new();
        message.insert("toRecipients".to_owned(), to);
        draft.properties.extend(Composed::read(message)?.properties);
    }
    let subject = original.properties["subject"].as_str().unwrap_or_default();
    let given = &mut draft.properties;
    given.entry("subject").or_insert_with(|| format!("{}{subject}", response.prefix()).into());
    given.entry("body").or_insert_with(|| quoted(original, comment.as_deref()));
    given.insert("conversationId".to_owned(), original.properties["conversationId"].clone());
    for (name, value) in recipients(original, response, me) {
        given.entry(name).or_insert(value);
    }
    if response == Response::Forward {
        draft.attachments.extend(original.attachments.iter().cloned());
    }
    Ok(draft)
}

/// Whom a reply goes to when the request does not say.
fn recipients(original: &Message, response: Response, me: &Value) -> Vec<(&'static str, Value)> {
    let list = |name: &str| original.properties[name].as_array().cloned().unwrap_or_default();
    let mut to = list("replyTo");
    if to.is_empty() {
        to.extend(original.properties.get("from").cloned());
    }
    match response {
        Response::Forward => Vec::new(),
        Response::Reply => vec![("toRecipients", to.into())],
        Response::ReplyAll => {
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
    recipient["emailAddress"]["address"].as_str().unwrap_or_default().to_lowercase()
}

/// The comment over the original.
fn quoted(original: &Message, comment: Option<&str>) -> Value {
    let text = |path: &Value| path.as_str().unwrap_or_default().to_owned();
    let body = &original.properties["body"];
    let content = text(&body["content"]);
    let content = if body["contentType"] == "html" { text_of_html(&content) } else { content };
    let from = original.properties.get("from").map(address).unwrap_or_default();
    json!({
        "contentType": "text",
        "content": format!(
            "{}\r\n\r\n________________________________\r\nFrom: {from}\r\nSent: {}\r\nSubject: {}\r\n\r\n{content}",
            comment.unwrap_or_default(),
            text(&original.properties["sentDateTime"]),
            text(&original.properties["subject"]),
        ),
    })
}
