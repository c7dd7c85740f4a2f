//! HTTP requests and responses as plain values, and Graph's errors, which are responses too.

pub(crate) mod percent;

use std::borrow::Cow;

use serde_json::{Value, json};

/// A request that arrived whole, or one of the requests in a batch.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) host: Host,
}

/// The host a request came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Host {
    #[default]
    Graph,
    /// The host of preauthenticated URLs.
    Storage,
}

impl Request {
    /// The first value of a header, its name compared without case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|header| header.0.eq_ignore_ascii_case(name)).map(|header| header.1.as_str())
    }

    /// The value of a preference (`Prefer: a="b", c`), unquoted; empty when it has none.
    ///
    /// Several may share a header, and there may be several headers.
    pub(crate) fn preference(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .filter(|header| header.0.eq_ignore_ascii_case("prefer"))
            .flat_map(|header| header.1.split([',', ';']))
            .map(|preference| preference.split_once('=').unwrap_or((preference, "")))
            .find(|preference| preference.0.trim().eq_ignore_ascii_case(name))
            .map(|preference| preference.1.trim().trim_matches('"'))
    }

    /// The media type of the body in lower case, without parameters.
    pub(crate) fn content_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        let media_type = value.split(';').next().unwrap_or_default();
        Some(media_type.trim().to_ascii_lowercase()).filter(|media_type| !media_type.is_empty())
    }
}

/// Names in lower case, and values.
pub(crate) type Headers = Vec<(Cow<'static, str>, String)>;

/// A response of an operation; the service adds the headers that every response has.
#[derive(Debug, Default)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// A status and no body.
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// A JSON body, with the content type Graph gives it.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::with_body(
            status,
            "application/json;odata.metadata=minimal;odata.streaming=true;\
             IEEE754Compatible=false;charset=utf-8",
            body.to_string().into_bytes(),
        )
    }

    /// A body of any media type.
    pub(crate) fn with_body(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("content-type".into(), content_type.to_owned())], body }
    }

    /// `$count`: a number as text.
    pub(crate) fn count(count: usize) -> Self {
        Self::with_body(200, "text/plain", count.to_string().into_bytes())
    }

    /// Adds a header; the name is in lower case.
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// The result of what a request asks for.
pub(crate) type Result<T, E = GraphError> = std::result::Result<T, E>;

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
