//! Makes messages from the bodies of requests.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use super::{Mailbox, message::Message};
use crate::{
    http::{GraphError, Result},
    id::Ids,
    odata::payload,
    schema::{FILE_ATTACHMENT, MESSAGE, Type},
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
    pub(crate) fn read(message: Map<String, Value>) -> Result<Self> {
        let mut properties = payload::entity(message, MESSAGE, &["attachments"])?;
        let attachments = match properties.remove("attachments") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items.into_iter().map(attachment).collect::<Result<_, _>>()?,
            Some(_) => return Err(GraphError::body("The value of 'attachments' is not an array.")),
        };
        // A property that is set to null gets its default value.
        properties.retain(|_, value| !value.is_null());
        Ok(Self { properties, attachments })
    }

    /// Reads an action's parameter that is a message.
    pub(crate) fn parameter(message: Option<Value>) -> Result<Self> {
        match message {
            None => Ok(Self::default()),
            Some(Value::Object(message)) => Self::read(message),
            Some(_) => Err(GraphError::body("The parameter 'Message' is not a message.")),
        }
    }

    /// Saves it in a folder as a draft.
    pub(crate) fn save<'m>(
        self,
        mailbox: &'m mut Mailbox,
        ids: &mut Ids,
        folder: &str,
        now: Timestamp,
    ) -> Result<&'m mut Message> {
        let mut attachments = self.attachments;
        for attachment in &mut attachments {
            mailbox.stamp_attachment(ids, attachment, now);
        }
        let message = mailbox.add(ids, folder, self.properties, now)?;
        message.attachments = attachments;
        Ok(message)
    }
}

/// Reads a `microsoft.graph.fileAttachment`, the only kind the emulator keeps.
pub(crate) fn attachment(given: Value) -> Result<Map<String, Value>> {
    let Value::Object(given) = given else {
        return Err(GraphError::body("An attachment is not an object."));
    };
    let kind = given.get("@odata.type").and_then(Value::as_str).unwrap_or_default();
    if Type::named(kind) != Some(FILE_ATTACHMENT) {
        return Err(GraphError::body(
            "Property '@odata.type' of an attachment must be '#microsoft.graph.fileAttachment'.",
        ));
    }
    let mut attachment = payload::entity(given, FILE_ATTACHMENT, &[])?;
    let content = attachment.get("contentBytes").and_then(Value::as_str).unwrap_or_default();
    let content = STANDARD.decode(content).map_err(|_| {
        GraphError::body("Cannot convert the value of 'contentBytes' to the expected type 'Edm.Binary'.")
    })?;
    attachment.insert("size".to_owned(), content.len().into());
    attachment.insert("@odata.type".to_owned(), "#microsoft.graph.fileAttachment".into());
    attachment.entry("contentType").or_insert("application/octet-stream".into());
    attachment.entry("isInline").or_insert(false.into());
    for name in ["contentId", "contentLocation"] {
        attachment.entry(name).or_insert(Value::Null);
    }
    Ok(attachment)
}
