//! The bytes of a download, over as many requests as it takes.

use bytes::Bytes;
use http::header::{CONTENT_RANGE, ETAG, LAST_MODIFIED};
use http::{HeaderMap, HeaderValue, StatusCode};
use tokio::time;

use crate::call::action::Action;
use crate::call::expects::{ByteRange, Expects};
use crate::call::request::Request;
use crate::client::runtime;
use crate::dispatch::dispatch;
use crate::reply::Reply;
use crate::reply::error::{Error, Kind, Result};
use crate::send::outcome::{Attempt, Outcome};
use crate::transfer::Failures;

pub(super) struct Body {
    request: Request,
    client_request_id: String,
    outcome: Outcome,
    live: Option<Box<reqwest::Response>>,
    /// The position of the first byte that was wanted.
    start: u64,
    /// The position of the next byte to return.
    position: u64,
    /// How many bytes of the current answer to skip before that.
    skip: u64,
    /// How many bytes the current answer still has, as far as it tells.
    left: Option<u64>,
    /// One after the last byte to return, as far as known.
    end: Option<u64>,
    /// The length of the whole file.
    total: Option<u64>,
    version: Version,
    failures: Failures,
}

/// What identifies the version of a file.
#[derive(Default)]
struct Version {
    etag: Option<HeaderValue>,
    modified: Option<HeaderValue>,
}

impl Version {
    fn of(headers: &HeaderMap) -> Self {
        Self { etag: headers.get(ETAG).cloned(), modified: headers.get(LAST_MODIFIED).cloned() }
    }

    fn is_known(&self) -> bool {
        self.etag.is_some() || self.modified.is_some()
    }

    /// Whether another answer is of this version; `None` when nothing tells.
    fn is_same(&self, other: &Self) -> Option<bool> {
        let same = |one: &Option<HeaderValue>, other: &Option<HeaderValue>| Some(one.as_ref()? == other.as_ref()?);
        let etag = same(&self.etag, &other.etag);
        let modified = same(&self.modified, &other.modified);
        if [etag, modified].contains(&Some(false)) { Some(false) } else { etag.or(modified) }
    }

    /// The ETag by which a host compares the version itself. A weak one is not for ranges (RFC 9110, 13.1.5).
    fn has_strong_etag(&self) -> bool {
        self.etag.as_ref().is_some_and(|etag| !etag.as_bytes().starts_with(b"W/"))
    }
}

impl Body {
    pub(super) fn new(reply: Reply) -> Result<Self> {
        let wanted = match &reply.request.expects {
            Expects::Stream(wanted) => ByteRange::clone(wanted),
            _ => ByteRange::default(),
        };
        let mut body = Self {
            request: (*reply.request).clone(),
            client_request_id: reply.client_request_id.clone(),
            outcome: reply.outcome,
            live: None,
            start: wanted.start,
            position: wanted.start,
            skip: 0,
            left: None,
            end: wanted.end,
            total: None,
            version: Version { etag: wanted.etag, modified: None },
            failures: Failures::default(),
        };
        body.adopt(reply)?;
        Ok(body)
    }

    /// The action, and the id of its request.
    pub(super) fn request(&self) -> (&'static Action, &str) {
        (self.request.action, &self.client_request_id)
    }

    /// How many bytes are still to come.
    pub(super) fn length(&self) -> Option<u64> {
        Some(self.end?.saturating_sub(self.position))
    }

    /// The next bytes; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>> {
        runtime::require_for_call().map_err(|error| self.with_context(error))?;
        loop {
            if self.end.is_some_and(|end| self.position >= end) {
                self.live = None;
                return Ok(None);
            }
            let Some(live) = &mut self.live else {
                self.ask_for_the_rest().await?;
                continue;
            };
            let limit = self.request.timeout;
            let read = match limit {
                Some(limit) => time::timeout(limit, live.chunk()).await,
                None => Ok(live.chunk().await),
            };
            let lost = match read {
                Ok(Ok(Some(bytes))) => match self.cut(bytes)? {
                    Some(bytes) => {
                        self.failures.reset();
                        return Ok(Some(bytes));
                    }
                    None => continue,
                },
                Ok(Ok(None)) if self.end.is_none() => {
                    let has_nothing = self.position == self.start && self.start > 0;
                    if self.skip > 0 || has_nothing {
                        return Err(self.past_the_end());
                    }
                    // A part of a file whose length is not told need not be the last.
                    if self.left.is_some() {
                        let reason = "the answer is a part of the file, and does not tell whether more follows";
                        return Err(self.with_context(Error::new(Kind::Decode, reason)));
                    }
                    self.end = Some(self.position);
                    continue;
                }
                Ok(Ok(None)) => Error::new(Kind::Transport, "the download ended early"),
                Ok(Err(error)) => Error::transport(error),
                Err(_) => {
                    let message = format!("the download was silent for {:?}", limit.unwrap_or_default());
                    Error::new(Kind::Timeout, message)
                }
            };
            self.live = None;
            let lost = self.with_context(lost);
            if !self.can_go_on() {
                return Err(lost);
            }
            self.failures.wait(&self.request, lost).await?;
        }
    }

    /// The part of a piece that is wanted.
    ///
    /// # Errors
    ///
    /// When the answer has more bytes than it tells.
    fn cut(&mut self, mut bytes: Bytes) -> Result<Option<Bytes>> {
        if let Some(left) = &mut self.left {
            let Some(rest) = left.checked_sub(bytes.len() as u64) else {
                self.live = None;
                let reason = "the answer has more bytes than it tells, so they may not be those of the file";
                return Err(self.with_context(Error::new(Kind::Decode, reason)));
            };
            *left = rest;
        }
        let skipped = usize::try_from(self.skip).unwrap_or(usize::MAX).min(bytes.len());
        bytes = bytes.split_off(skipped);
        self.skip -= skipped as u64;
        if let Some(end) = self.end {
            bytes.truncate(usize::try_from(end - self.position).unwrap_or(usize::MAX));
        }
        self.position += bytes.len() as u64;
        Ok((!bytes.is_empty()).then_some(bytes))
    }

    /// Whether the rest can be requested: it can be checked to be of the same file, and the request has no effect.
    fn can_go_on(&self) -> bool {
        self.request.method.is_safe() && (self.version.is_known() || self.total.is_some())
    }

    async fn ask_for_the_rest(&mut self) -> Result<()> {
        let mut request = self.request.clone();
        let etag = self.version.etag.clone();
        request.expects = Expects::Stream(Box::new(ByteRange { start: self.position, end: self.end, etag }));
        let mut reply = dispatch(Box::new(request)).await?;
        match reply.absence.take() {
            Some(error) => Err(error),
            None => self.adopt(reply),
        }
    }

    /// Continues with an answer, if it is of the same file and has the bytes that are wanted.
    fn adopt(&mut self, mut reply: Reply) -> Result<()> {
        let length = reply.live.as_ref().and_then(|live| live.content_length());
        let is_part = reply.status == StatusCode::PARTIAL_CONTENT;
        let (start, left, total) = match reply.headers.get(CONTENT_RANGE).filter(|_| is_part).map(content_range) {
            Some(Some(ContentRange { start, end, total })) => (start, Some(end - start), total),
            _ if is_part => return Err(self.refuse(&reply, "it does not tell which part of the file it is")),
            _ => (0, length, length),
        };
        let Some(skip) = self.position.checked_sub(start) else {
            return Err(self.refuse(&reply, &format!("it begins with byte {start}, after what was asked for")));
        };
        if length.is_some() && length != left {
            return Err(self.refuse(&reply, "it has another length than the part of the file that it is said to be"));
        }
        let version = Version::of(&reply.headers);
        self.check_version(&reply, &version, total)?;
        if let Some(total) = total {
            if self.position > 0 && self.position >= total {
                return Err(self.past_the_end());
            }
            self.total = Some(total);
            self.end = Some(self.end.map_or(total, |end| end.min(total)));
        }
        if !self.version.is_known() {
            self.version = version;
        }
        (self.skip, self.left) = (skip, left);
        self.outcome = reply.outcome;
        self.live = reply.live.take();
        Ok(())
    }

    /// Checks that an answer is of the version that was begun with.
    fn check_version(&self, reply: &Reply, version: &Version, total: Option<u64>) -> Result<()> {
        let has_other_length = self.total.is_some() && total.is_some() && self.total != total;
        // A host that was given the strong ETag sends a part of that version only, and otherwise the whole of another.
        let is_part = reply.status == StatusCode::PARTIAL_CONTENT;
        let is_other = self.version.has_strong_etag() && !is_part && version.etag != self.version.etag;
        let is_same = if is_other { Some(false) } else { self.version.is_same(version) };
        let is_proved = self.version.has_strong_etag() && is_part;
        // Nothing was known before, and nothing was returned.
        let is_first = !self.version.is_known() && self.total.is_none();
        match is_same {
            _ if has_other_length => Err(self.refuse(reply, "the file has changed since the download began")),
            Some(false) => Err(self.refuse(reply, "the file has changed since the download began")),
            Some(true) => Ok(()),
            None if is_first || is_proved => Ok(()),
            None => Err(self.refuse(reply, "nothing shows that the file has not changed since the download began")),
        }
    }

    fn refuse(&self, reply: &Reply, reason: &str) -> Error {
        reply.unreadable("graph_action::Download", &reason)
    }

    fn past_the_end(&self) -> Error {
        let message = format!("the file ends before byte {}, where the download was to go on", self.position);
        self.with_context(Error::new(Kind::Decode, message))
    }

    /// The error of a download that Graph has answered.
    fn with_context(&self, error: Error) -> Error {
        error
            .after(Attempt::Done)
            .settled(&self.outcome)
            .with_action(self.request.action)
            .with_client_request_id(Some(&self.client_request_id))
    }
}

/// The part of a file that an answer is.
#[derive(Debug, PartialEq, Eq)]
struct ContentRange {
    start: u64,
    /// One after the last byte.
    end: u64,
    /// The length of the file.
    total: Option<u64>,
}

/// Reads `bytes 10-19/100` or `bytes 10-19/*`.
fn content_range(value: &HeaderValue) -> Option<ContentRange> {
    let (range, total) = value.to_str().ok()?.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (start, last) = (first.trim().parse::<u64>().ok()?, last.trim().parse::<u64>().ok()?);
    let total = match total.trim() {
        "*" => None,
        total => Some(total.parse().ok().filter(|total| last < *total)?),
    };
    let end = last.checked_add(1).filter(|end| start < *end)?;
    Some(ContentRange { start, end, total })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_ranges_are_read() {
        for (text, expected) in [
            ("bytes 10-19/100", Some((10, 20, Some(100)))),
            ("bytes 10-19/*", Some((10, 20, None))),
            ("bytes 0-0/1", Some((0, 1, Some(1)))),
            ("bytes 0-18446744073709551615/*", None),
            ("bytes */100", None),
            ("bytes 10-9/100", None),
            ("bytes 10-100/100", None),
            ("bytes=1-2/3", None),
            ("pages 1-2/3", None),
            ("", None),
        ] {
            let expected = expected.map(|(start, end, total)| ContentRange { start, end, total });
            assert_eq!(content_range(&HeaderValue::from_static(text)), expected, "{text}");
        }
    }
}
