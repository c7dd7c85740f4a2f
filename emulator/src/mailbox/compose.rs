//! Makes messages from what requests say, and delivers them.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::{Mailbox, message::Message};
use crate::{
    error::GraphError,
    id::Ids,
    odata::payload,
    schema::{FILE_ATTACHMENT, MESSAGE},
    state::State,
    time::Timestamp,
};

/// The properties of a message as a request gives them, and its attachments.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    pub(crate) properties: Map<String, Value>,
    pub(crate) attachments: Vec<Map<String, Value>>,
}

impl Composed {
    /// Reads a `microsoft.graph.message`.
    pub(crate) fn read(message: Map<String, Value>) -> Result<Self, GraphError> {
        let mut properties = payload::entity(message, &MESSAGE, &["attachments"])?;
        let attachments = match properties.remove("attachments") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items.into_iter().map(attachment).collect::<Result<_, _>>()?,
            Some(_) => return Err(GraphError::body("The value of 'attachments' is not an array.")),
        };
        // Clearing a property gives it its default again.
        properties.retain(|_, value| !value.is_null());
        Ok(Self { properties, attachments })
    }

    /// Reads an action's parameter that is a message.
    pub(crate) fn parameter(message: Option<Value>) -> Result<Self, GraphError> {
        match message {
            None => Ok(Self::default()),
            Some(Value::Object(message)) => Self::read(message),
            Some(_) => Err(GraphError::body("The parameter 'Message' is not a message.")),
        }
    }

    /// Puts it into a folder as a draft.
    pub(crate) fn save<'m>(
        self,
        mailbox: &'m mut Mailbox,
        ids: &mut Ids,
        folder: &str,
        now: Timestamp,
    ) -> Result<&'m mut Message, GraphError> {
        let mut attachments = self.attachments;
        for attachment in &mut attachments {
            attachment.insert("id".to_owned(), mailbox.attachment_id(ids).into());
            attachment.insert("lastModifiedDateTime".to_owned(), now.iso().into());
        }
        let message = mailbox.add(ids, folder, self.properties, now)?;
        message.attachments = attachments;
        Ok(message)
    }
}

/// Reads a `microsoft.graph.fileAttachment`, the only kind the emulator keeps.
pub(crate) fn attachment(given: Value) -> Result<Map<String, Value>, GraphError> {
    let Value::Object(given) = given else {
        return Err(GraphError::body("An attachment is not an object."));
    };
    let kind = given.get("@odata.type").and_then(Value::as_str).unwrap_or_default();
    if kind.trim_start_matches('#') != FILE_ATTACHMENT.name {
        return Err(GraphError::body(
            "Property '@odata.type' of an attachment must be '#microsoft.graph.fileAttachment'.",
        ));
    }
    let mut attachment = payload::entity(given, &FILE_ATTACHMENT, &[])?;
    let content = attachment.get("contentBytes").and_then(Value::as_str).unwrap_or_default();
    let content = STANDARD.decode(content).map_err(|_| {
        GraphError::body("Cannot convert the value of 'contentBytes' to the expected type 'Edm.Binary'.")
    })?;
    attachment.insert("size".to_owned(), content.len().into());
    attachment.insert("@odata.type".to_owned(), "#microsoft.graph.fileAttachment".into());
    let defaults = json!({"contentType": "application/octet-stream", "isInline": false, "contentId": null, "contentLocation": null});
    if let Value::Object(defaults) = defaults {
        for (name, value) in defaults {
            attachment.entry(name).or_insert(value);
        }
    }
    Ok(attachment)
}

/// A recipient as Graph writes it.
pub(crate) fn recipient(name: &str, address: &str) -> Value {
    json!({"emailAddress": {"name": name, "address": address}})
}

/// Sends a message that lies in the sender's mailbox: into Sent Items, and into the inbox of each recipient who is a user.
pub(crate) fn send(state: &mut State, sender: usize, id: &str, save: bool, now: Timestamp) -> Result<(), GraphError> {
    let from = state.accounts[sender].recipient();
    let (ids, mailbox) = (&mut state.ids, &mut state.accounts[sender].mailbox);
    let message = mailbox.message_mut(id)?;
    if !message.is_draft() {
        // Microsoft documents no code for this one; the status is what counts.
        return Err(GraphError::new(
            400,
            "ErrorInvalidRequest",
            "The message cannot be sent because it is not a draft.",
        ));
    }
    let addresses = addresses(message)?;
    for (name, value) in
        [("isDraft", Value::Bool(false)), ("sentDateTime", now.iso().into()), ("receivedDateTime", now.iso().into())]
    {
        message.properties.insert(name.to_owned(), value);
    }
    for name in ["from", "sender"] {
        message.properties.entry(name).or_insert_with(|| from.clone());
    }
    let sent = message.clone();
    if save {
        mailbox.move_message(ids, id, "sentitems", now)?;
    } else {
        mailbox.discard(ids, id);
    }
    for address in addresses {
        if let Some(index) = state.find_address(&address) {
            deliver(state, index, &sent, now)?;
        }
    }
    Ok(())
}

/// Puts a copy into a user's inbox, unread and without the hidden recipients.
fn deliver(state: &mut State, recipient: usize, sent: &Message, now: Timestamp) -> Result<(), GraphError> {
    let (ids, mailbox) = (&mut state.ids, &mut state.accounts[recipient].mailbox);
    let mut properties = sent.properties.clone();
    properties.remove("bccRecipients");
    properties.insert("isRead".to_owned(), false.into());
    properties.insert("createdDateTime".to_owned(), now.iso().into());
    let copy = Composed { properties, attachments: sent.attachments.clone() };
    copy.save(mailbox, ids, "inbox", now).map(drop)
}

/// The addresses of all recipients, each once, lower case; refused when there is none or one is no address.
fn addresses(message: &Message) -> Result<Vec<String>, GraphError> {
    let mut addresses = Vec::new();
    for list in ["toRecipients", "ccRecipients", "bccRecipients"] {
        for recipient in message.property(list).as_array().into_iter().flatten() {
            let address = recipient["emailAddress"]["address"].as_str().unwrap_or_default();
            let valid = address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
            if !valid {
                return Err(invalid_recipients(&format!(
                    "Recipient '{address}' is not resolved. All recipients must be resolved before a message can be submitted."
                )));
            }
            let address = address.to_lowercase();
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
    }
    if addresses.is_empty() {
        return Err(invalid_recipients("A message can't be sent because it contains no recipients."));
    }
    Ok(addresses)
}

fn invalid_recipients(reason: &str) -> GraphError {
    GraphError::new(400, "ErrorInvalidRecipients", format!("At least one recipient isn't valid., {reason}"))
}
