//! Reads and writes messages as MIME (RFC 5322) with a single text part.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::{
    compose::Composed,
    message::{Message, recipient},
};
use crate::http::{GraphError, Result};

/// Reads the base64 of a MIME message, as `text/plain` bodies carry it.
pub(crate) fn read(body: &[u8]) -> Result<Composed> {
    let encoded: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let decoded = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = decoded.ok_or_else(|| {
        GraphError::new(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.")
    })?;
    let text = text.replace("\r\n", "\n");
    let (head, content) = text.split_once("\n\n").unwrap_or((&text, ""));
    let head = head.replace("\n ", " ").replace("\n\t", " ");
    let mut properties = Map::new();
    let mut kind = "text";
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else {
            return Err(GraphError::new(400, "ErrorMimeContentInvalid", "MIME content is not valid."));
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "subject" => drop(properties.insert("subject".to_owned(), value.into())),
            "message-id" => drop(properties.insert("internetMessageId".to_owned(), value.into())),
            "to" => drop(properties.insert("toRecipients".to_owned(), recipients(value))),
            "cc" => drop(properties.insert("ccRecipients".to_owned(), recipients(value))),
            "bcc" => drop(properties.insert("bccRecipients".to_owned(), recipients(value))),
            "content-type" if value.to_ascii_lowercase().starts_with("multipart/") => {
                let message = "The emulator reads MIME messages of one text part only.";
                return Err(GraphError::new(501, "NotImplemented", message));
            }
            "content-type" if value.to_ascii_lowercase().starts_with("text/html") => kind = "html",
            _ => {}
        }
    }
    properties.insert("body".to_owned(), json!({"contentType": kind, "content": content}));
    Ok(Composed { properties, attachments: Vec::new() })
}

/// `Adele Vance <adele@contoso.com>, alex@contoso.com`
fn recipients(list: &str) -> Value {
    let each = list.split(',').map(str::trim).filter(|one| !one.is_empty());
    each.map(|one| match one.split_once('<') {
        Some((name, address)) => recipient(name.trim().trim_matches('"'), address.trim_end_matches('>')),
        None => recipient(one, one),
    })
    .collect()
}

/// Writes a message as MIME, for `$value`.
pub(crate) fn write(message: &Message) -> Vec<u8> {
    let properties = Value::Object(message.properties());
    let text = |name: &str| properties[name].as_str().unwrap_or_default();
    let body = &properties["body"];
    let kind = if body["contentType"] == "html" { "html" } else { "plain" };
    let mut lines = vec![format!("Message-ID: {}", text("internetMessageId"))];
    for (header, property) in [("To", "toRecipients"), ("Cc", "ccRecipients")] {
        let list = properties[property].as_array();
        let list: Vec<String> = list.into_iter().flatten().map(mailbox).collect();
        if !list.is_empty() {
            lines.push(format!("{header}: {}", list.join(", ")));
        }
    }
    if let Some(from) = properties.get("from") {
        lines.push(format!("From: {}", mailbox(from)));
    }
    lines.push(format!("Subject: {}", text("subject")));
    lines.push("MIME-Version: 1.0".to_owned());
    lines.push(format!("Content-Type: text/{kind}; charset=utf-8"));
    lines.push("Content-Transfer-Encoding: 8bit".to_owned());
    lines.push(String::new());
    lines.push(body["content"].as_str().unwrap_or_default().to_owned());
    lines.join("\r\n").into_bytes()
}

fn mailbox(recipient: &Value) -> String {
    let part = |name: &str| recipient["emailAddress"][name].as_str().unwrap_or_default();
    match (part("name"), part("address")) {
        (name, address) if name.is_empty() || name == address => address.to_owned(),
        (name, address) => format!("\"{name}\" <{address}>"),
    }
}
