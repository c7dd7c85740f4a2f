//! Requests to the addresses that Graph hands out: upload sessions and monitors. Whoever knows such an address may use
//! it, so it is a secret, and neither the token nor anything else of the caller goes there.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::USER_AGENT;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;

use crate::client::Graph;
use crate::clock::Clock;
use crate::error::{Error, Kind, Result};
use crate::retry::after;

/// How often something is tried, as long as it does not get on.
const ATTEMPTS: u32 = 5;
/// What the waits between the attempts grow from, and how far.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Nobody waits for longer than this because a server says so.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(300);
/// How much of an answer is read, in bytes: these hosts answer with a few properties.
const ANSWER: usize = 4 << 20;

/// A request without a token.
pub(crate) struct Transfer<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) method: Method,
    pub(crate) url: &'a Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// How long it may take; without an end when `None`.
    pub(crate) limit: Option<Duration>,
}

/// Whatever was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Transfer<'_> {
    /// Sends it, once, and follows nothing.
    ///
    /// # Errors
    ///
    /// When there is no answer. Whether the request may have taken effect is told as if it wrote.
    pub(crate) async fn send(self) -> Result<Answer> {
        let limit = self.limit;
        let clock = self.graph.clock().clone();
        within(&*clock, limit, self.exchange()).await.unwrap_or_else(|| {
            let message = format!("no answer within {:?}", limit.unwrap_or_default());
            Err(Error::new(Kind::Timeout, message).with_effect(true))
        })
    }

    async fn exchange(self) -> Result<Answer> {
        let mut request = reqwest::Request::new(self.method, self.url.clone());
        *request.headers_mut() = self.headers;
        request.headers_mut().insert(USER_AGENT, self.graph.user_agent());
        if !self.body.is_empty() {
            *request.body_mut() = Some(self.body.into());
        }
        let mut response = self.graph.http().execute(request).await.map_err(|error| {
            let was_sent = !error.is_connect() && !error.is_builder();
            Error::transport(error).with_effect(was_sent)
        })?;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let mut body = BytesMut::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= ANSWER => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(Answer { status, headers, body: body.freeze() }),
                // Half an error is better than none.
                _ if !status.is_success() => return Ok(Answer { status, headers, body: body.freeze() }),
                Ok(Some(_)) => {
                    let message = format!("the answer is larger than {ANSWER} bytes");
                    return Err(Error::new(Kind::Decode, message).with_status(status, headers).with_effect(true));
                }
                Err(error) => {
                    return Err(Error::new(Kind::Transport, "the answer broke off")
                        .with_source(error.without_url())
                        .with_status(status, headers)
                        .with_effect(true));
                }
            }
        }
    }
}

impl Answer {
    /// The error that the answer is. The address stays out of it.
    pub(crate) fn into_error(self, url: &Url) -> Error {
        let host = url.origin().ascii_serialization();
        let secret = url.as_str().strip_prefix(&host).unwrap_or(url.as_str());
        Error::answer(self.status, self.headers, &self.body, Some(secret))
    }
}

/// Whether it may be another time, when a request that may be repeated failed with this status.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504 | 509)
}

/// An address that Graph handed out, or why nothing may go there.
pub(crate) fn parse(graph: &Graph, text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("cannot be read: {error}"))?;
    crate::origin::check(&url, graph.base())?;
    Ok(url)
}

/// What is left of the attempts at something.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    failures: u32,
}

impl Patience {
    /// It got on, so all attempts are there again.
    pub(crate) fn restore(&mut self) {
        self.failures = 0;
    }

    /// Waits as long as the error's answer says, or for a random time that doubles with each failure, at most a minute.
    ///
    /// # Errors
    ///
    /// The error, when it is enough.
    pub(crate) async fn wait(&mut self, graph: &Graph, error: Error) -> Result<()> {
        self.failures += 1;
        if self.failures >= ATTEMPTS {
            return Err(error);
        }
        let wait = match after::read(error.headers(), graph.clock().now()) {
            Some(told) if told > LONGEST_RETRY_AFTER => return Err(error),
            Some(told) => told,
            None => {
                let ceiling = SHORTEST_WAIT.saturating_mul(1 << (self.failures - 1)).min(LONGEST_WAIT);
                let share = f64::from((graph.random()() >> 32) as u32) / f64::from(u32::MAX);
                ceiling.mul_f64(share)
            }
        };
        graph.clock().sleep(wait).await;
        Ok(())
    }
}

/// What a future gives in time.
pub(crate) async fn within<F: Future>(clock: &dyn Clock, limit: Option<Duration>, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut end = limit.map(|limit| clock.sleep(limit));
    poll_fn(|cx| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(Some(output));
        }
        match &mut end {
            Some(end) => end.as_mut().poll(cx).map(|()| None),
            None => Poll::Pending,
        }
    })
    .await
}
