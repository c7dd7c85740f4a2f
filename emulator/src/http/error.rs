//! Graph's errors: a status, a code and a message.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::response::Headers;

/// An error response of Graph: its status, `error.code` and `error.message`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct GraphError {
    pub(crate) status: u16,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
    /// `Allow`, `WWW-Authenticate` and the like.
    pub(crate) headers: Headers,
}

impl GraphError {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code: Cow::Borrowed(code), message: message.into(), headers: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name.into(), value));
        self
    }

    /// A request that Graph's front end refuses as malformed.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    /// A query option that does not parse, or names a property that does not exist.
    pub(crate) fn uri(message: impl Into<String>) -> Self {
        Self::new(400, "RequestBroker--ParseUri", message)
    }

    /// A body that does not fit the type or the action.
    pub(crate) fn body(message: impl Into<String>) -> Self {
        Self::new(400, "RequestBodyRead", message)
    }

    /// A path that leads to no resource from this segment on.
    pub(crate) fn unknown_segment(segment: &str) -> Self {
        Self::bad_request(format!("Resource not found for the segment '{segment}'."))
    }

    /// An item that is not in the mailbox.
    pub(crate) fn item_not_found() -> Self {
        Self::new(404, "ErrorItemNotFound", "The specified object was not found in the store.")
    }

    /// The body. Both ids and the date, which has no offset, go into `innerError`.
    pub(crate) fn to_json(&self, date: &str, request_id: &str, client_request_id: &str) -> Value {
        json!({"error": {
            "code": self.code,
            "message": self.message,
            "innerError": {
                "date": date,
                "request-id": request_id,
                "client-request-id": client_request_id,
            },
        }})
    }
}
