//! A stored message, and recipients of messages.

use serde_json::{Map, Value, json};

use crate::{id::Ids, time::Timestamp};

#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// Changes when the message moves.
    pub(crate) id: String,
    /// Stays while the message is in its mailbox.
    pub(crate) immutable_id: String,
    /// The id of its folder.
    pub(crate) folder: String,
    /// All other properties, under Graph's names.
    pub(crate) properties: Map<String, Value>,
    pub(crate) attachments: Vec<Map<String, Value>>,
    /// Grows with each change of any user, message or item, for delta.
    pub(crate) serial: u64,
}

impl Message {
    /// A message with these properties and a default for each it does not have.
    pub(crate) fn new(
        ids: &mut Ids,
        mailbox: &str,
        folder: String,
        properties: Map<String, Value>,
        now: Timestamp,
    ) -> Self {
        let mut message = Self {
            id: ids.outlook(mailbox),
            immutable_id: ids.immutable(mailbox),
            folder,
            properties,
            attachments: Vec::new(),
            serial: 0,
        };
        let defaults = json!({
            "bccRecipients": [],
            "body": {"contentType": "text", "content": ""},
            "categories": [],
            "ccRecipients": [],
            "conversationId": ids.conversation(mailbox),
            "createdDateTime": now.iso(),
            "flag": {"flagStatus": "notFlagged"},
            "importance": "normal",
            "inferenceClassification": "focused",
            "internetMessageId": format!("<{}@emulator.contoso.com>", ids.guid()),
            "isDeliveryReceiptRequested": false,
            "isDraft": true,
            "isRead": true,
            "isReadReceiptRequested": false,
            "receivedDateTime": now.iso(),
            "replyTo": [],
            "sentDateTime": now.iso(),
            "subject": "",
            "toRecipients": [],
        });
        if let Value::Object(defaults) = defaults {
            for (name, value) in defaults {
                message.properties.entry(name).or_insert(value);
            }
        }
        message.touch(ids, now);
        message
    }

    /// A property; null when the message has none of this name.
    pub(crate) fn property(&self, name: &str) -> &Value {
        self.properties.get(name).unwrap_or(&Value::Null)
    }

    pub(crate) fn is_draft(&self) -> bool {
        self.property("isDraft") == true
    }

    pub(crate) fn etag(&self) -> String {
        format!("W/\"{}\"", self.property("changeKey").as_str().unwrap_or_default())
    }

    /// Records that the message has changed.
    pub(crate) fn touch(&mut self, ids: &mut Ids, now: Timestamp) {
        self.serial = ids.serial();
        self.properties.insert("changeKey".to_owned(), ids.change_key().into());
        self.properties.insert("lastModifiedDateTime".to_owned(), now.iso().into());
    }

    /// As Graph shows it, with the kind of id the request prefers.
    pub(crate) fn to_json(&self, immutable: bool) -> Value {
        let mut shown = self.properties.clone();
        let id = if immutable { &self.immutable_id } else { &self.id };
        let body = self.property("body");
        let content = body["content"].as_str().unwrap_or_default();
        let text = if body["contentType"] == "html" { text_of_html(content) } else { content.to_owned() };
        shown.insert("@odata.etag".to_owned(), self.etag().into());
        shown.insert("id".to_owned(), id.clone().into());
        shown.insert("parentFolderId".to_owned(), self.folder.clone().into());
        shown.insert("hasAttachments".to_owned(), (!self.attachments.is_empty()).into());
        shown.insert("bodyPreview".to_owned(), text.chars().take(255).collect::<String>().into());
        shown.insert(
            "webLink".to_owned(),
            format!(
                "https://outlook.office365.com/owa/?ItemID={}&exvsurl=1&viewmodel=ReadMessageItem",
                id.replace('=', "%3D")
            )
            .into(),
        );
        Value::Object(shown)
    }
}

/// The text of an HTML body: tags removed, the five predefined entities decoded.
pub(crate) fn text_of_html(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for (entity, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        text = text.replace(entity, character);
    }
    text.trim().to_owned()
}

/// A recipient with a name and a mail address.
pub(crate) fn recipient(name: &str, address: &str) -> Value {
    json!({"emailAddress": {"name": name, "address": address}})
}

/// The address of a recipient; empty when there is none.
pub(crate) fn address_of(recipient: &Value) -> &str {
    recipient["emailAddress"]["address"].as_str().unwrap_or_default()
}
