//! `$search` of messages: words, and the properties that Outlook searches by.

use serde_json::{Value, json};

use crate::{
    http::{GraphError, Result},
    odata::search::Search,
};

/// The properties that a `$search` may name (documented at "Use the $search query parameter").
const PROPERTIES: [&str; 14] = [
    "attachment",
    "bcc",
    "body",
    "cc",
    "from",
    "hasAttachment",
    "hasAttachments",
    "importance",
    "participants",
    "received",
    "recipients",
    "sent",
    "subject",
    "to",
];

/// Reads a `$search`, which is in double quotes as a whole.
pub(super) fn parse(search: &str) -> Result<Search> {
    let text = search.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).replace("\\\"", "\"");
    let search = Search::parse(&text, false)?;
    let unknown =
        search.properties().into_iter().find(|name| !PROPERTIES.iter().any(|known| known.eq_ignore_ascii_case(name)));
    if let Some(name) = unknown {
        let known = PROPERTIES.join(", ");
        return Err(GraphError::uri(format!("The emulator searches messages by {known}, not by '{name}'.")));
    }
    Ok(search)
}

/// Whether a search finds a message: words are looked for in its subject, its body and its sender.
pub(super) fn finds(search: &Search, message: &Value) -> bool {
    let of = |name: &str| &message[name];
    let plain = json!([of("subject"), of("body")["content"], of("from")["emailAddress"]]);
    let recipients = [of("toRecipients"), of("ccRecipients"), of("bccRecipients")];
    let named = json!({
        "attachment": of("attachments"), "bcc": recipients[2], "body": of("body")["content"], "cc": recipients[1],
        "from": of("from"), "hasAttachment": of("hasAttachments"), "hasAttachments": of("hasAttachments"),
        "importance": of("importance"), "participants": [of("from"), recipients[0], recipients[1], recipients[2]],
        "received": of("receivedDateTime"), "recipients": recipients, "sent": of("sentDateTime"),
        "subject": of("subject"), "to": recipients[0],
    });
    search.finds_in(&plain, &named)
}
