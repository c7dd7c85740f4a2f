//! Change notifications that are still to be sent.

use serde_json::Value;

/// A notification to a subscription's address.
#[derive(Clone, Debug)]
pub(crate) struct Notification {
    pub(crate) url: String,
    pub(crate) body: Value,
}
