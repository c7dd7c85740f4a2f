//! Requests to the addresses that Graph hands out: upload sessions and monitors. Whoever knows such an address may use
//! it, so it is a secret, and neither the token nor anything else of the caller goes there.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::USER_AGENT;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;
use tokio::time;

use crate::call::request::Request;
use crate::client::graph::Graph;
use crate::client::runtime;
use crate::reply::error::{Error, Kind, Result};
use crate::reply::redact::Secrets;
use crate::reply::retry_after;

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
        runtime::require_for_call()?;
        match self.limit {
            None => self.exchange().await,
            Some(limit) => time::timeout(limit, self.exchange()).await.unwrap_or_else(|_| {
                Err(Error::new(Kind::Timeout, format!("no answer within {limit:?}")).with_effect(true))
            }),
        }
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
    pub(crate) fn into_error(self, graph: &Graph, url: &Url) -> Error {
        let wait = retry_after::read(&self.headers, graph.clock().now());
        let secrets = Secrets::none().address(url);
        Error::answer(self.status, self.headers, &self.body, &secrets).with_retry_after(wait)
    }
}

/// An address that Graph handed out, or why nothing may go there.
pub(crate) fn parse(graph: &Graph, text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("cannot be read: {error}"))?;
    crate::client::origin::check(&url, graph.base())?;
    Ok(url)
}

/// The failures in a row of something that may be repeated, after each of which it waits.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    failures: u32,
}

impl Patience {
    /// It got on, so all attempts are there again.
    pub(crate) fn restore(&mut self) {
        self.failures = 0;
    }

    /// Waits before the next attempt.
    ///
    /// # Errors
    ///
    /// The error, when it is enough.
    pub(crate) async fn wait(&mut self, request: &Request, error: Error) -> Result<()> {
        self.failures += 1;
        match request.retry.wait(self.failures, &error, request.graph.random()()) {
            Some(wait) => {
                request.graph.clock().sleep(wait).await;
                Ok(())
            }
            None => Err(error),
        }
    }
}
