//! The bytes of a download, over as many requests as it takes.

use bytes::Bytes;
use http::header::{CONTENT_RANGE, ETAG, LAST_MODIFIED};
use http::{HeaderName, HeaderValue, StatusCode};
use tokio::time;

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
    live: Option<reqwest::Response>,
    /// The position of the next byte to return.
    position: u64,
    /// How many bytes of the current answer to skip before that.
    skip: u64,
    /// One after the last byte to return, as far as known.
    end: Option<u64>,
    /// The length of the whole file.
    total: Option<u64>,
    /// The header that identifies the version of the file.
    version: Option<(HeaderName, HeaderValue)>,
    failures: Failures,
}

impl Body {
    pub(super) fn new(reply: Reply) -> Result<Self> {
        let wanted = match &reply.request.expects {
            Expects::Stream(wanted) => ByteRange::clone(wanted),
            _ => ByteRange::default(),
        };
        let mut body = Self {
            request: reply.request.clone(),
            client_request_id: reply.client_request_id.clone(),
            live: None,
            position: wanted.start,
            skip: 0,
            end: wanted.end,
            total: None,
            version: wanted.etag.map(|etag| (ETAG, etag)),
            failures: Failures::default(),
        };
        body.adopt(reply)?;
        Ok(body)
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
                Ok(Ok(Some(bytes))) => match self.cut(bytes) {
                    Some(bytes) => {
                        self.failures.reset();
                        return Ok(Some(bytes));
                    }
                    None => continue,
                },
                Ok(Ok(None)) if self.end.is_none() => {
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
    fn cut(&mut self, mut bytes: Bytes) -> Option<Bytes> {
        let skipped = usize::try_from(self.skip).unwrap_or(usize::MAX).min(bytes.len());
        bytes = bytes.split_off(skipped);
        self.skip -= skipped as u64;
        if let Some(end) = self.end {
            bytes.truncate(usize::try_from(end - self.position).unwrap_or(usize::MAX));
        }
        self.position += bytes.len() as u64;
        (!bytes.is_empty()).then_some(bytes)
    }

    /// Whether the rest can be requested: it can be checked to be of the same file, and the request has no effect.
    fn can_go_on(&self) -> bool {
        self.request.method.is_safe() && (self.version.is_some() || self.total.is_some())
    }

    async fn ask_for_the_rest(&mut self) -> Result<()> {
        let etag = self.version.as_ref().filter(|(name, _)| name == ETAG).map(|(_, etag)| etag.clone());
        let mut request = self.request.clone();
        request.expects = Expects::Stream(Box::new(ByteRange { start: self.position, end: self.end, etag }));
        let mut reply = dispatch(request).await?;
        match reply.absence.take() {
            Some(error) => Err(error),
            None => self.adopt(reply),
        }
    }

    /// Continues with an answer, if it is of the same file and has the bytes that are wanted.
    fn adopt(&mut self, mut reply: Reply) -> Result<()> {
        let length = reply.live.as_ref().and_then(reqwest::Response::content_length);
        let (start, total) = if reply.status == StatusCode::PARTIAL_CONTENT {
            let Some((start, total)) = reply.headers.get(CONTENT_RANGE).and_then(content_range) else {
                return Err(self.refuse(&reply, "it does not tell which part of the file it is"));
            };
            (start, total)
        } else {
            (0, length)
        };
        let Some(skip) = self.position.checked_sub(start) else {
            return Err(self.refuse(&reply, &format!("it begins with byte {start}, after what was asked for")));
        };
        let has_changed = match &self.version {
            Some((name, value)) => reply.headers.get(name).is_some_and(|now| now != value),
            None => false,
        };
        if has_changed || (self.total.is_some() && total.is_some() && self.total != total) {
            return Err(self.refuse(&reply, "the file has changed since the download began"));
        }
        if let Some(total) = total {
            self.total = Some(total);
            self.end = Some(self.end.map_or(total, |end| end.min(total)));
        }
        if self.version.is_none() {
            let known = |name: HeaderName| Some((name.clone(), reply.headers.get(&name)?.clone()));
            self.version = known(ETAG).or_else(|| known(LAST_MODIFIED));
        }
        self.skip = skip;
        self.live = reply.live.take();
        Ok(())
    }

    fn refuse(&self, reply: &Reply, reason: &str) -> Error {
        reply.unreadable("graph_action::Download", &reason)
    }

    /// The error of a download that Graph has answered.
    fn with_context(&self, error: Error) -> Error {
        error
            .after(Attempt::Done)
            .settled(&Outcome::new(self.request.method))
            .with_action(self.request.action)
            .with_client_request_id(Some(&self.client_request_id))
    }
}

/// The first byte and the length of the file, from `bytes 10-19/100` or `bytes 10-19/*`.
fn content_range(value: &HeaderValue) -> Option<(u64, Option<u64>)> {
    let (range, total) = value.to_str().ok()?.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last) = (first.trim().parse::<u64>().ok()?, last.trim().parse::<u64>().ok()?);
    let total = match total.trim() {
        "*" => None,
        total => Some(total.parse().ok().filter(|total| last < *total)?),
    };
    (first <= last).then_some((first, total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_ranges_are_read() {
        for (text, expected) in [
            ("bytes 10-19/100", Some((10, Some(100)))),
            ("bytes 10-19/*", Some((10, None))),
            ("bytes 0-0/1", Some((0, Some(1)))),
            ("bytes */100", None),
            ("bytes 10-9/100", None),
            ("bytes 10-100/100", None),
            ("bytes=1-2/3", None),
            ("pages 1-2/3", None),
            ("", None),
        ] {
            assert_eq!(content_range(&HeaderValue::from_static(text)), expected, "{text}");
        }
    }
}
