//! A request, its target and headers as they were written.

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
