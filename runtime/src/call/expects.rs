//! What a return type does with an answer, as far as sending depends on it.

use http::header::{ACCEPT_ENCODING, IF_RANGE, RANGE};
use http::{HeaderMap, HeaderValue};

/// What the return type does with an answer. It decides how the body is read, and which answers without success are
/// decoded.
#[derive(Clone, Default)]
pub(crate) enum Expects {
    /// It reads a body.
    #[default]
    Body,
    /// It follows a delta query, and starts over when Graph no longer knows the link.
    Changes {
        /// The address of the call, when a link replaced it.
        start: Option<String>,
    },
    /// It reads the body by itself: this part of a file.
    Stream(Box<ByteRange>),
    /// It reads the answer to a `$batch` request, which with a 424 as well says what is wrong with each call.
    Batch,
}

/// The part of a file to download; by default all of it.
#[derive(Clone, Default)]
pub(crate) struct ByteRange {
    pub(crate) start: u64,
    /// One after the last byte; `None` is the end of the file.
    pub(crate) end: Option<u64>,
    /// The version of the file that the part must be of.
    pub(crate) etag: Option<HeaderValue>,
}

impl ByteRange {
    /// The headers of the download, sent to every host that Graph redirects to. They hold nothing of the caller.
    pub(crate) fn headers(&self) -> HeaderMap {
        // A compressed body cannot be resumed in its middle.
        let mut headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]);
        let range = match self.end {
            None if self.start == 0 => return headers,
            None => format!("bytes={}-", self.start),
            Some(end) => format!("bytes={}-{}", self.start, end - 1),
        };
        if let Ok(range) = HeaderValue::try_from(range) {
            headers.insert(RANGE, range);
        }
        // A weak ETag must not be used for ranges (RFC 9110, 13.1.5); it is compared afterwards.
        if let Some(etag) = self.etag.as_ref().filter(|etag| !etag.as_bytes().starts_with(b"W/")) {
            headers.insert(IF_RANGE, etag.clone());
        }
        headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_strong_etag_is_a_condition() {
        let headers = |start, end, etag: Option<&'static str>| {
            ByteRange { start, end, etag: etag.map(HeaderValue::from_static) }.headers()
        };
        assert_eq!(headers(0, None, Some("\"a\"")).len(), 1);
        let part = headers(5, Some(10), Some("\"a\""));
        for (name, value) in [("range", "bytes=5-9"), ("if-range", "\"a\""), ("accept-encoding", "identity")] {
            assert_eq!(part[name], value);
        }
        assert!(!headers(5, None, Some("W/\"a\"")).contains_key("if-range"));
        assert_eq!(headers(5, None, None)["range"], "bytes=5-");
    }
}
