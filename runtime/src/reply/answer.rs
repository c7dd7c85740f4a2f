//! An HTTP answer with its body, and the reading of bodies up to a limit.

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use reqwest::Response;

use crate::reply::error::{Error, Kind};

/// An answer, of Graph or of another host, alone or in a batch.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
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
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(Incomplete::TooLarge);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(Incomplete::Lost)? {
        if body.len() + chunk.len() > limit {
            return Err(Incomplete::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Reads the beginning of the body of an error, as much as arrives, up to the limit.
pub(crate) async fn read_beginning(response: &mut Response, limit: usize) -> Bytes {
    let mut body = BytesMut::new();
    while body.len() < limit
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(limit);
    body.freeze()
}
