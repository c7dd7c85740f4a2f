//! Requests to the authority: sent, repeated when it is busy, and read.

use std::fmt;
use std::sync::PoisonError;
use std::time::Duration;

use http::StatusCode;
use http::header::{ACCEPT, CONTENT_TYPE};
use reqwest::Url;
use serde::de::DeserializeOwned;

use super::answer::{DeviceAnswer, TokenAnswer};
use super::authority::Authority;
use super::authority_error::AuthorityError;
use super::form::Form;
use crate::client::http::http_client;
use crate::client::random;
use crate::client::runtime::{self, with_io};
use crate::reply::answer::{Answer, Incomplete, read_whole};
use crate::reply::error::{BoxError, Error, innermost};
use crate::reply::retry_after;
use crate::send::retry::Retry;

/// The most attempts of a request.
const ATTEMPTS: u32 = 3;
/// The longest wait that the authority may ask for; a longer one is an error.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How long such an error holds at most: a mistaken answer must not end a program that runs for months.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);
/// The largest answer, in bytes; tokens have a few thousand.
const LARGEST_ANSWER: usize = 1 << 20;

/// What a poll with a device code found.
pub(super) enum Polled {
    Token(TokenAnswer),
    /// The person has not signed in yet.
    Pending,
    /// The next polls have to be slower, and the next one later by this wait.
    SlowDown(Duration),
}

impl Authority {
    /// Requests a token.
    ///
    /// # Errors
    ///
    /// An [`AuthorityError`], or why there is no answer.
    pub(super) async fn token(&self, form: &Form) -> Result<TokenAnswer, BoxError> {
        bearer(read(&self.send("token", form).await?, form)?)
    }

    /// Requests a device code.
    ///
    /// # Errors
    ///
    /// Like [`token`](Self::token).
    pub(super) async fn device_code(&self, form: &Form) -> Result<DeviceAnswer, BoxError> {
        read(&self.send("devicecode", form).await?, form)
    }

    /// Asks once whether the person has signed in. An authority that is overloaded or cannot be reached has not
    /// answered yet, so polling continues, more slowly, until the code expires (RFC 8628, 3.5).
    ///
    /// # Errors
    ///
    /// An [`AuthorityError`] that ends the polling, or an answer that cannot be read.
    pub(super) async fn poll(&self, form: &Form) -> Result<Polled, BoxError> {
        let url = self.endpoint("token")?;
        let http = self.http(&url)?;
        let answer = match self.once(http, &url, form).await {
            Ok(answer) if !is_busy(&answer) => answer,
            Ok(busy) => {
                let wait = retry_after::read(&busy.headers, self.clock.now()).unwrap_or_default();
                return Ok(Polled::SlowDown(wait.min(LONGEST_WAIT)));
            }
            Err(unreachable) if unreachable.may_pass => return Ok(Polled::SlowDown(Duration::ZERO)),
            Err(unreachable) => return Err(unreachable.into()),
        };
        match read(&answer, form).and_then(bearer) {
            Ok(token) => Ok(Polled::Token(token)),
            Err(error) => match error.downcast_ref::<AuthorityError>().map(AuthorityError::code) {
                Some("authorization_pending") => Ok(Polled::Pending),
                Some("slow_down") => Ok(Polled::SlowDown(Duration::ZERO)),
                _ => Err(error),
            },
        }
    }

    /// Sends a request, and repeats it if needed. A repeat does no harm: it is given another token, or the refusal of
    /// a code that was used.
    async fn send(&self, endpoint: &str, form: &Form) -> Result<Answer, BoxError> {
        let url = self.endpoint(endpoint)?;
        runtime::require("ask for a token")?;
        let http = self.http(&url)?;
        self.wait_as_told_before().await?;
        let mut number = 1;
        loop {
            let outcome = self.once(http, &url, form).await;
            let told = match &outcome {
                Ok(answer) if is_busy(answer) => retry_after::read(&answer.headers, self.clock.now()),
                Err(unreachable) if unreachable.may_pass => None,
                _ => return Ok(outcome?),
            };
            let wait = told.unwrap_or_else(|| Retry::default().backoff(number, random::standard()()));
            if number == ATTEMPTS || wait > LONGEST_WAIT {
                let pause = told.unwrap_or_default().min(LONGEST_PAUSE);
                let until = self.clock.elapsed().saturating_add(pause);
                *self.busy_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
                return Ok(outcome?);
            }
            number += 1;
            self.clock.sleep(wait).await;
        }
    }

    /// Waits as long as the authority asked for when the last request was given up.
    ///
    /// # Errors
    ///
    /// When that is too long to wait.
    async fn wait_as_told_before(&self) -> Result<(), BoxError> {
        let until = *self.busy_until.lock().unwrap_or_else(PoisonError::into_inner);
        let left = until.saturating_sub(self.clock.elapsed());
        if left > LONGEST_WAIT {
            let seconds = left.as_secs();
            return Err(format!("the authority is busy and asked for no request for another {seconds} s").into());
        }
        if !left.is_zero() {
            self.clock.sleep(left).await;
        }
        Ok(())
    }

    fn http(&self, url: &Url) -> Result<&reqwest::Client, Error> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let http = http_client(None, None, url.scheme() == "https")?;
        Ok(self.http.get_or_init(|| http))
    }

    async fn once(&self, http: &reqwest::Client, url: &Url, form: &Form) -> Result<Answer, Unreachable> {
        let request = http
            .post(url.clone())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .timeout(self.timeout)
            .body(form.encoded().to_owned());
        let lost = |error| Unreachable::lost(error, self.timeout);
        let mut response = with_io(request.send()).await?.map_err(lost)?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let body = read_whole(&mut response, LARGEST_ANSWER).await.map_err(|incomplete| match incomplete {
            Incomplete::Lost(error) => lost(error),
            Incomplete::TooLarge => {
                let message = "the answer of the authority is too large".to_owned();
                Unreachable { message, source: None, may_pass: true }
            }
        })?;
        Ok(Answer { status, headers, body })
    }
}

fn is_busy(answer: &Answer) -> bool {
    let status = answer.status;
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT) || status.is_server_error()
}

/// Reads the answer to a request. Nothing of a body that cannot be read is told: it may hold secrets.
fn read<T: DeserializeOwned>(answer: &Answer, request: &Form) -> Result<T, BoxError> {
    let place = |error: &serde_json::Error| format!("(line {}, column {})", error.line(), error.column());
    if answer.status.is_success() {
        return serde_json::from_slice(&answer.body)
            .map_err(|error| format!("the answer of the authority cannot be read {}", place(&error)).into());
    }
    match AuthorityError::read(&answer.body) {
        Ok(refusal) => Err(refusal.without(&request.secrets()).into()),
        Err(error) => {
            let (status, place) = (answer.status.as_u16(), place(&error));
            Err(format!("the authority answered {status}, and its answer cannot be read {place}").into())
        }
    }
}

/// Refuses a token that is sent in another way than `Bearer`.
fn bearer(answer: TokenAnswer) -> Result<TokenAnswer, BoxError> {
    if answer.is_bearer() { Ok(answer) } else { Err("the authority gave a token that is no bearer token".into()) }
}

/// The authority did not answer.
#[derive(Debug)]
struct Unreachable {
    message: String,
    source: Option<BoxError>,
    /// Another attempt may have an answer.
    may_pass: bool,
}

impl Unreachable {
    fn lost(error: reqwest::Error, limit: Duration) -> Self {
        let error = error.without_url();
        let message = if error.is_timeout() {
            format!("the authority gave no answer within {limit:?}")
        } else {
            format!("the authority cannot be reached: {}", innermost(&error))
        };
        Self { message, source: Some(error.into()), may_pass: true }
    }
}

/// The tokio runtime cannot send.
impl From<Error> for Unreachable {
    fn from(error: Error) -> Self {
        let message = format!("the authority cannot be asked: {error}");
        Self { message, source: Some(error.into()), may_pass: false }
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unreachable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
