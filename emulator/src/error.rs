//! Refusals: the emulator's own [`Error`] and the error bodies it answers in Graph's shape.

use std::{borrow::Cow, fmt, io};

use serde_json::{Value, json};

use crate::request::Headers;

/// Why the emulator could not do what a test asked of it directly (not over HTTP).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The loopback port could not be opened.
    Listen(io::Error),
    /// No user has this id or user principal name.
    UnknownUser(String),
    /// The mailbox has no folder with this id or well-known name.
    UnknownFolder(String),
    /// The drive has no item at this path.
    UnknownItem(String),
    /// The properties are not those of the type; the text is Graph's message.
    InvalidProperties(String),
}

/// The result of asking the emulator directly.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(_) => f.write_str("the emulator could not listen on the loopback port"),
            Self::UnknownUser(user) => write!(f, "the emulator has no user {user:?}"),
            Self::UnknownFolder(folder) => write!(f, "the mailbox has no folder {folder:?}"),
            Self::UnknownItem(path) => write!(f, "the drive has nothing at {path:?}"),
            Self::InvalidProperties(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen(source) => Some(source),
            _ => None,
        }
    }
}

/// An error answer of Graph: its status, `error.code` and `error.message`.
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

    /// A request Graph's front end cannot make sense of.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    /// A query option that does not parse, or names what does not exist.
    pub(crate) fn uri(message: impl Into<String>) -> Self {
        Self::new(400, "RequestBroker--ParseUri", message)
    }

    /// A body that is not what the type or the action declares.
    pub(crate) fn body(message: impl Into<String>) -> Self {
        Self::new(400, "RequestBodyRead", message)
    }

    pub(crate) fn unknown_segment(segment: &str) -> Self {
        Self::bad_request(format!("Resource not found for the segment '{segment}'."))
    }

    pub(crate) fn item_not_found() -> Self {
        Self::new(404, "ErrorItemNotFound", "The specified object was not found in the store.")
    }

    /// The body; the ids and the time go into `innerError`, whose date has no offset.
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
