//! A stored message, and recipients of messages.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::{id::Ids, time::Timestamp};

#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// Changes when the message moves.
    pub(crate) id: Arc<str>,
    /// Stays while the message is in its mailbox.
    pub(crate) immutable_id: Arc<str>,
    /// The id of its folder.
    pub(crate) folder: Arc<str>,
    /// All other properties, under Graph's names, as JSON: a tree of values takes four times the memory.
    properties: Box<str>,
    change_key: Box<str>,
    is_draft: bool,
    is_read: bool,
    pub(crate) attachments: Vec<Map<String, Value>>,
    /// Grows with each change of any user, message or item, for delta.
    pub(crate) serial: u64,
}

impl Message {
    /// A message with these properties and a default for each it does not have.
    pub(crate) fn new(
        ids: &mut Ids,
        mailbox: &str,
        folder: Arc<str>,
        mut properties: Map<String, Value>,
        now: Timestamp,
    ) -> Self {
        let (id, immutable_id) = (ids.outlook(mailbox).into(), ids.immutable(mailbox).into());
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
                properties.entry(name).or_insert(value);
            }
        }
        let mut message = Self {
            id,
            immutable_id,
            folder,
            properties: Box::default(),
            change_key: Box::default(),
            is_draft: false,
            is_read: false,
            attachments: Vec::new(),
            serial: ids.serial(),
        };
        stamp(&mut properties, ids, now);
        message.keep(properties);
        message
    }

    /// All properties but the id and the folder.
    pub(crate) fn properties(&self) -> Map<String, Value> {
        // It was written by `keep`, so that it can be read.
        let mut properties: Map<String, Value> = serde_json::from_str(&self.properties).unwrap_or_default();
        properties.insert("changeKey".to_owned(), (*self.change_key).into());
        properties
    }

    /// Changes properties.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Map<String, Value>)) {
        let mut properties = self.properties();
        change(&mut properties);
        self.keep(properties);
    }

    fn keep(&mut self, mut properties: Map<String, Value>) {
        if let Some(Value::String(key)) = properties.remove("changeKey") {
            self.change_key = key.into();
        }
        let is = |name: &str| properties.get(name) == Some(&Value::Bool(true));
        (self.is_draft, self.is_read) = (is("isDraft"), is("isRead"));
        self.properties = Value::Object(properties).to_string().into();
    }

    pub(crate) fn is_draft(&self) -> bool {
        self.is_draft
    }

    pub(crate) fn is_read(&self) -> bool {
        self.is_read
    }

    pub(crate) fn etag(&self) -> String {
        format!("W/\"{}\"", self.change_key)
    }

    /// Records that the message has changed.
    pub(crate) fn touch(&mut self, ids: &mut Ids, now: Timestamp) {
        self.serial = ids.serial();
        self.change(|properties| stamp(properties, ids, now));
    }

    /// As Graph shows it, with the kind of id the request prefers.
    pub(crate) fn to_json(&self, immutable: bool) -> Value {
        let mut shown = self.properties();
        let id = if immutable { &self.immutable_id } else { &self.id };
        let body = &shown["body"];
        let content = body["content"].as_str().unwrap_or_default();
        let text = if body["contentType"] == "html" { text_of_html(content) } else { content.to_owned() };
        shown.insert("@odata.etag".to_owned(), self.etag().into());
        shown.insert("id".to_owned(), (**id).into());
        shown.insert("parentFolderId".to_owned(), (*self.folder).into());
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

fn stamp(properties: &mut Map<String, Value>, ids: &mut Ids, now: Timestamp) {
    properties.insert("changeKey".to_owned(), ids.change_key().into());
    properties.insert("lastModifiedDateTime".to_owned(), now.iso().into());
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
