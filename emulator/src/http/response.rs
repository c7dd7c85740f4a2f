//! A response.

use std::borrow::Cow;

use serde_json::Value;

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
