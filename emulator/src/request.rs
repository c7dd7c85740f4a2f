//! A request as the service sees it, and the answer it gives.

use std::borrow::Cow;

use serde_json::Value;

use crate::record::RecordedItem;

/// Names in lower case, and values.
pub(crate) type Headers = Vec<(Cow<'static, str>, String)>;

/// A request: the target still as it was written.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) via: Host,
}

/// The host a request came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Host {
    #[default]
    Graph,
    /// The second one, for preauthenticated URLs.
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

/// What an operation answers; the service adds what every answer carries.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
    /// What became of the items of a batch.
    pub(crate) items: Vec<RecordedItem>,
}

impl Answer {
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

    pub(crate) fn with_body(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("content-type".into(), content_type.to_owned())], body, items: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}
