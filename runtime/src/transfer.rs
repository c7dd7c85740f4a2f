//! Requests without a token to addresses that Graph hands out, for upload sessions and monitors. Such an address gives
//! access by itself, so it is a secret, and nothing of the caller is sent there.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::header::USER_AGENT;
use reqwest::Url;

use crate::call::action::Method;
use crate::call::request::Request;
use crate::client::graph::Graph;
use crate::client::origin;
use crate::client::runtime::{self, Deadline};
use crate::reply::answer::{Answer, ERROR_BODY, read_beginning, read_whole};
use crate::reply::error::{Error, Kind, Result};
use crate::reply::redact::Secrets;
use crate::reply::retry_after;
use crate::send::outcome::{Attempt, Outcome};

/// The largest answer, in bytes: these hosts answer with a few properties.
const ANSWER: usize = 4 << 20;

/// A request without a token.
pub(crate) struct Transfer<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) method: Method,
    pub(crate) url: &'a Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The time limit; none when `None`.
    pub(crate) limit: Option<Duration>,
}

impl Transfer<'_> {
    /// Sends the request once. Redirects are not followed.
    ///
    /// # Errors
    ///
    /// When there is no answer in time.
    pub(crate) async fn send(self) -> Result<Answer> {
        runtime::require_for_call()?;
        let (url, mut outcome) = (self.url, Outcome::new(self.method));
        outcome.begin();
        match self.exchange().await {
            Ok(mut answer) => {
                answer.hide_echoes(Secrets::shortest(None, Some(url)), || Secrets::of(None, Some(url)));
                Ok(answer)
            }
            Err(error) => Err(error.redacted(&Secrets::of(None, Some(url))).settled(&outcome)),
        }
    }

    async fn exchange(self) -> Result<Answer> {
        let deadline = Deadline::after(self.limit);
        let mut request = reqwest::Request::new(self.method.into_http(), self.url.clone());
        *request.headers_mut() = self.headers;
        request.headers_mut().insert(USER_AGENT, self.graph.shared.user_agent.clone());
        if !self.body.is_empty() {
            *request.body_mut() = Some(self.body.into());
        }
        let sending = self.graph.shared.http.execute(request);
        let mut response = deadline.bound(async { sending.await.map_err(Error::transport) }).await?;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        if !status.is_success() {
            let body = read_beginning(&mut response, ERROR_BODY, deadline).await;
            return Ok(Answer { status, headers, body });
        }
        let too_large = || Error::new(Kind::Decode, format!("the answer is larger than {ANSWER} bytes"));
        let whole = read_whole(&mut response, ANSWER);
        match deadline.bound(async { whole.await.map_err(|incomplete| incomplete.into_error(too_large)) }).await {
            Ok(body) => Ok(Answer { status, headers, body }),
            Err(error) => Err(error.with_status(status, headers).after(Attempt::Done)),
        }
    }
}

/// The error for an answer without success to a request with this method. It does not contain the address.
pub(crate) fn failure(answer: Answer, method: Method, graph: &Graph, url: &Url) -> Error {
    let wait = retry_after::read(&answer.headers, graph.shared.clock.now());
    let error = Error::answer(answer.status, answer.headers, &answer.body, &Secrets::none().address(url));
    let mut outcome = Outcome::new(method);
    outcome.begin();
    error.with_retry_after(wait).settled(&outcome)
}

/// Reads an address that Graph handed out, or says why nothing may be sent there.
pub(crate) fn parse(graph: &Graph, text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("cannot be read: {error}"))?;
    origin::check(&url, &graph.shared.base)?;
    Ok(url)
}

/// Counts the failures in a row of a repeatable request, and waits after each.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    in_a_row: u32,
}

impl Failures {
    /// Starts over after a success: all attempts are available again.
    pub(crate) fn reset(&mut self) {
        self.in_a_row = 0;
    }

    /// The error of a failure that no further attempt follows.
    pub(crate) fn last(&self, error: Error) -> Error {
        error.with_attempts(self.in_a_row + 1)
    }

    /// Waits before the next attempt.
    ///
    /// # Errors
    ///
    /// The failure, when there are no attempts left.
    pub(crate) async fn wait(&mut self, request: &Request, error: Error) -> Result<()> {
        self.in_a_row += 1;
        match request.retry.wait(self.in_a_row, &error, (request.graph.shared.random)()) {
            Some(wait) => {
                request.graph.shared.clock.sleep(wait).await;
                Ok(())
            }
            None => Err(error.with_attempts(self.in_a_row)),
        }
    }
}
