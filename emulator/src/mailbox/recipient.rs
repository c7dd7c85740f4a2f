//! Recipients of messages, as Graph writes them.

use serde_json::{Value, json};

/// A recipient with a name and a mail address.
pub(crate) fn new(name: &str, address: &str) -> Value {
    json!({"emailAddress": {"name": name, "address": address}})
}

/// The address of a recipient; empty when there is none.
pub(crate) fn address(recipient: &Value) -> &str {
    recipient["emailAddress"]["address"].as_str().unwrap_or_default()
}
