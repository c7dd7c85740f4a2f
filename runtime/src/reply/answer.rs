//! An HTTP answer with its body, and the reading of bodies up to a limit.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::LINK;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use reqwest::Response;

use crate::client::random::is_guid;
use crate::client::runtime::Deadline;
use crate::reply::error::{Error, Kind};
use crate::reply::redact::Secrets;

/// How much of the body of an error is read, in bytes.
pub(crate) const ERROR_BODY: usize = 64 * 1024;
/// The longest time that the body of an error is waited for. The status matters more than the body.
const ERROR_BODY_TIME: Duration = Duration::from_secs(5);
/// The most bytes that are reserved for a body at once, whatever length the server promises.
const RESERVED: usize = 1 << 20;

/// An answer, of Graph or of another host, alone or in a batch.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// The headers whose values errors, spans and events show.
static SHOWN: [HeaderName; 4] = [
    HeaderName::from_static("request-id"),
    HeaderName::from_static("client-request-id"),
    HeaderName::from_static("sunset"),
    LINK,
];

impl Answer {
    /// Redacts the secrets that the server repeats in the headers that are shown, and in names of headers. No secret
    /// has fewer bytes than `shortest`.
    pub(crate) fn hide_echoes(&mut self, shortest: usize, secrets: impl Fn() -> Secrets) {
        let mut longest_name = 0;
        for (name, value) in &mut self.headers {
            longest_name = longest_name.max(name.as_str().len());
            if !SHOWN.contains(name) || is_guid(value.as_bytes()) {
                continue;
            }
            let text = String::from_utf8_lossy(value.as_bytes());
            let shown = HeaderValue::from_str(&secrets().redact(&text));
            if let Ok(shown) = shown {
                *value = shown;
            }
        }
        // A token is longer than almost every name, so mostly there is nothing to search.
        if longest_name >= shortest {
            secrets().remove_names(&mut self.headers);
        }
    }
}

/// Why a body could not be read to its end.
pub(crate) enum Incomplete {
    Lost(reqwest::Error),
    TooLarge,
}

impl Incomplete {
    /// The error. `too_large` makes that of an answer over the limit.
    pub(crate) fn into_error(self, too_large: impl FnOnce() -> Error) -> Error {
        match self {
            Self::TooLarge => too_large(),
            Self::Lost(error) => {
                let kind = if error.is_timeout() { Kind::Timeout } else { Kind::Transport };
                Error::new(kind, "the answer broke off").with_source(error.without_url())
            }
        }
    }
}

/// Reads the whole body.
///
/// # Errors
///
/// When the connection is lost, or the body has more bytes than the limit.
pub(crate) async fn read_whole(response: &mut Response, limit: usize) -> Result<Bytes, Incomplete> {
    let length = response.content_length();
    if length.is_some_and(|length| length > limit as u64) {
        return Err(Incomplete::TooLarge);
    }
    let Some(first) = response.chunk().await.map_err(Incomplete::Lost)? else {
        return Ok(Bytes::new());
    };
    if length == Some(first.len() as u64) {
        return Ok(first);
    }
    if first.len() > limit {
        return Err(Incomplete::TooLarge);
    }
    let expected = length.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut body = BytesMut::with_capacity(expected.clamp(first.len(), RESERVED.max(first.len())));
    body.extend_from_slice(&first);
    while let Some(chunk) = response.chunk().await.map_err(Incomplete::Lost)? {
        if body.len() + chunk.len() > limit {
            return Err(Incomplete::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Reads the beginning of the body of an error, as much as arrives in time, up to the limit. The status and the headers
/// of the error count even if the body cannot be read.
pub(crate) async fn read_beginning(response: &mut Response, limit: usize, deadline: Deadline) -> Bytes {
    let deadline = deadline.or_after(ERROR_BODY_TIME);
    let mut body = BytesMut::new();
    while body.len() < limit
        && let Ok(Some(chunk)) = deadline.bound(async { response.chunk().await.map_err(Error::transport) }).await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(limit);
    body.freeze()
}
