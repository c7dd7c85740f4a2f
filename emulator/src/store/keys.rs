//! Under which keys an entity is found: its own, and its alternate keys as `name=value`.

use serde_json::Value;

use super::Node;

/// The keys of an entity in the collection that contains it.
pub(super) fn of(node: &Node) -> Vec<String> {
    let own = node.of.key();
    let mut keys = vec![node.id().to_owned()];
    for key in node.of.keys().into_iter().filter(|key| *key != own) {
        let parts: Option<Vec<(&str, String)>> =
            key.split('+').map(|name| Some((name, text(&node.properties[name])?))).collect();
        if let Some(parts) = parts {
            keys.push(alternate(&parts));
        }
    }
    keys
}

/// An alternate key, `appId=…`, in lower case and in the order of the names.
pub(crate) fn alternate(parts: &[(&str, String)]) -> String {
    let mut parts: Vec<String> = parts.iter().map(|(name, value)| format!("{name}={value}").to_lowercase()).collect();
    parts.sort_unstable();
    parts.join("+")
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
