//! Downloads: bodies that are read piece by piece, and resumed when the connection is lost.

mod body;

use std::fmt;
use std::future::poll_fn;
use std::ops::{Bound, RangeBounds};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::{CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderValue};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::call::Call;
use crate::call::action::Action;
use crate::call::expects::{ByteRange, Expects};
use crate::call::request::Request;
use crate::cancel_safe::CancelSafe;
use crate::reply::Reply;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Kind, Result, header_text};
use body::Body;

/// The content of a file, read piece by piece: the answer of an action on `…/content` or `…/$value`.
///
/// It is a stream of [`Bytes`], which holds one piece at a time in memory. Graph mostly redirects to the host of the
/// file, which does not receive the token. When the connection is lost, or no bytes arrive for as long as the time
/// limit of a call, the rest is requested, as often as the [`Retry`](crate::Retry) of the call says. Once more bytes
/// have arrived, all attempts are available again. When the file has changed in between, as its `ETag`, date or length
/// shows, or when none of them shows that it has not, that is an error.
///
/// ```
/// # async fn run(call: graph_action::Call<graph_action::Download>) -> graph_action::Result<()> {
/// let mut download = call.await?;
/// println!("{:?} bytes", download.length());
/// while let Some(bytes) = download.try_next().await? {
///     println!("{} more", bytes.len());
/// }
/// # Ok(()) }
/// ```
///
/// A 304, which answers an `If-None-Match`, is an error with that [`status`](Error::status). Source: *Download
/// driveItem content* in Graph's documentation.
#[must_use = "a download does nothing unless it is read"]
pub struct Download {
    reading: CancelSafe<Box<Body>, Result<Option<Bytes>>>,
    /// The whole content, when nothing more has to be read.
    made: Option<Bytes>,
    length: Option<u64>,
    headers: HeaderMap,
    /// The action and the id of its request; `None` for a fake.
    request: Option<(&'static Action, String)>,
    /// How many bytes are read into memory at most.
    limit: Option<usize>,
}

impl Call<Download> {
    /// Downloads only these bytes: `10..20` are ten bytes, `10..` is all after the first ten.
    ///
    /// The call fails when the range is empty, and with 416 when it begins after the end of the file.
    pub fn range(self, range: impl RangeBounds<u64>) -> Self {
        let start = match range.start_bound() {
            Bound::Included(start) => Some(*start),
            Bound::Excluded(before) => before.checked_add(1),
            Bound::Unbounded => Some(0),
        };
        let end = match range.end_bound() {
            Bound::Included(last) => last.checked_add(1),
            Bound::Excluded(end) => Some(*end),
            Bound::Unbounded => None,
        };
        self.want(move |wanted| match start {
            Some(start) if end.is_none_or(|end| start < end) => {
                (wanted.start, wanted.end) = (start, end);
                Ok(())
            }
            _ => Err(Error::new(Kind::Argument, "the range to download is empty")),
        })
    }

    /// Continues a download that ended after this many bytes, perhaps in another process.
    ///
    /// The call fails when the file no longer has this [`etag`](Download::etag), or nothing shows that it has. It
    /// fails, mostly with 416, when there are no more bytes.
    pub fn resume(self, position: u64, etag: &str) -> Self {
        self.want(move |wanted| {
            let Ok(etag) = HeaderValue::from_str(etag) else {
                return Err(Error::new(Kind::Argument, "the ETag has a character that no header can have"));
            };
            (wanted.start, wanted.etag) = (position, Some(etag));
            Ok(())
        })
    }

    fn want(self, change: impl FnOnce(&mut ByteRange) -> Result<()>) -> Self {
        self.change(|request| {
            Download::prepare(request);
            match &mut request.expects {
                Expects::Stream(wanted) => change(wanted),
                _ => Ok(()),
            }
        })
    }
}

impl Download {
    /// A download of these bytes, for fakes in tests.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self::made(content.into(), HeaderMap::new())
    }

    /// How many bytes the download has, if the server tells.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The `ETag`, which identifies this version of the file, if the server tells.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.headers.get(ETAG)?.to_str().ok()
    }

    /// The media type, if the server tells.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// The next bytes; `None` at the end. It is cancel-safe.
    ///
    /// # Errors
    ///
    /// When the rest cannot be had, or the file has changed.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>> {
        poll_fn(|cx| self.poll_bytes(cx)).await.transpose()
    }

    /// Reads all bytes into memory, as many as [`GraphBuilder::response_limit`](crate::GraphBuilder::response_limit)
    /// allows. Larger files are for [`try_next`](Self::try_next) and [`copy_to`](Self::copy_to).
    ///
    /// # Errors
    ///
    /// See [`try_next`](Self::try_next); and [`is_too_large`](Error::is_too_large) when the file is larger than the
    /// limit.
    pub async fn bytes(mut self) -> Result<Bytes> {
        self.check_limit(self.length.unwrap_or_default())?;
        let Some(first) = self.try_next().await? else {
            return Ok(Bytes::new());
        };
        self.check_limit(first.len() as u64)?;
        let Some(second) = self.try_next().await? else {
            return Ok(first);
        };
        // The server's length is not trusted with more memory than this.
        let expected = self.length.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        let mut all = BytesMut::with_capacity(expected.min(64 << 20));
        all.extend_from_slice(&first);
        all.extend_from_slice(&second);
        while let Some(bytes) = self.try_next().await? {
            self.check_limit((all.len() + bytes.len()) as u64)?;
            all.extend_from_slice(&bytes);
        }
        Ok(all.freeze())
    }

    fn check_limit(&self, length: u64) -> Result<()> {
        match self.limit.filter(|limit| length > *limit as u64) {
            None => Ok(()),
            Some(limit) => {
                let message = format!(
                    "the download is larger than {limit} bytes, the limit set by `GraphBuilder::response_limit`"
                );
                Err(self.with_context(Error::new(Kind::TooLarge, message)))
            }
        }
    }

    fn with_context(&self, error: Error) -> Error {
        match &self.request {
            Some((action, id)) => error.with_action(action).with_client_request_id(Some(id)),
            None => error,
        }
    }

    /// Writes all bytes, and flushes the writer. Returns how many there were.
    ///
    /// # Errors
    ///
    /// Those of [`try_next`](Self::try_next); and an [`std::io::Error`] as the [`source`](std::error::Error::source)
    /// when the writer fails.
    pub async fn copy_to(mut self, writer: &mut (impl AsyncWrite + Unpin + ?Sized)) -> Result<u64> {
        let failed = |download: &Self, error: std::io::Error| {
            let message = format!("what was downloaded cannot be written: {error}");
            download.with_context(Error::new(Kind::Io, message).with_source(error))
        };
        let mut length = 0;
        while let Some(bytes) = self.try_next().await? {
            writer.write_all(&bytes).await.map_err(|error| failed(&self, error))?;
            length += bytes.len() as u64;
        }
        writer.flush().await.map_err(|error| failed(&self, error))?;
        Ok(length)
    }

    fn made(content: Bytes, headers: HeaderMap) -> Self {
        Self {
            reading: CancelSafe::Lost,
            length: Some(content.len() as u64),
            made: Some(content),
            headers,
            request: None,
            limit: None,
        }
    }

    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if let Some(content) = self.made.take() {
            return Poll::Ready((!content.is_empty()).then_some(Ok(content)));
        }
        let read = ready!(self.reading.poll(cx, |mut body| async move {
            let bytes = body.next().await;
            (body, bytes)
        }));
        let bytes = read.and_then(Result::transpose);
        if !matches!(bytes, Some(Ok(_))) {
            self.reading = CancelSafe::Lost;
        }
        Poll::Ready(bytes)
    }
}

impl Decode for Download {
    fn prepare(request: &mut Request) {
        if !matches!(request.expects, Expects::Stream(_)) {
            request.expects = Expects::Stream(Box::default());
        }
    }

    fn decode(mut reply: Reply) -> Result<Self> {
        if let Some(error) = reply.absence.take() {
            return Err(error);
        }
        if reply.live.is_none() {
            return Ok(Self::made(reply.body, reply.headers));
        }
        let headers = reply.headers.clone();
        let limit = Some(reply.request.graph.shared.response_limit);
        let body = Body::new(reply)?;
        let (action, id) = body.request();
        let request = Some((action, id.to_owned()));
        let length = body.length();
        Ok(Self { length, reading: CancelSafe::Idle(Box::new(body)), made: None, headers, request, limit })
    }
}

impl Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_bytes(cx)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("length", &self.length)
            .field("content_type", &header_text(&self.headers, "content-type"))
            .finish_non_exhaustive()
    }
}
