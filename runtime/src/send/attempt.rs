//! One attempt of a call: its headers, its time limit, and whether the answer is a success.

use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Response;

use crate::call::request::{CLIENT_REQUEST_ID, Request};
use crate::client::runtime;
use crate::reply::Reply;
use crate::reply::answer::Answer;
use crate::reply::error::Error;
use crate::reply::redact::Secrets;
use crate::reply::retry_after;
use crate::send::challenge;
use crate::send::classify::is_decoded;
use crate::send::exchange::{Exchanged, exchange};
use crate::send::outcome::Attempt;

const RETRY_ATTEMPT: HeaderName = HeaderName::from_static("retry-attempt");

/// The answer that the return type decodes.
pub(super) struct Decodable {
    pub(super) answer: Answer,
    live: Option<Response>,
    /// The token that the request was sent with.
    authorization: HeaderValue,
    /// What an answer without success is to a return type that cannot be nothing.
    pub(super) absence: Option<Error>,
}

impl Decodable {
    pub(super) fn into_reply(self, request: Request, id: &HeaderValue) -> Reply {
        Reply {
            live: self.live,
            authorization: Some(self.authorization),
            absence: self.absence,
            ..Reply::new(request, self.answer, id.to_str().unwrap_or_default())
        }
    }
}

/// Sends the request once, within its time limit.
///
/// # Errors
///
/// When there is no answer, or one that the return type does not decode. The error says what this attempt may have
/// done.
pub(super) async fn attempt(
    request: &Request,
    authorization: &HeaderValue,
    id: &HeaderValue,
    repeat: u32,
) -> Result<Decodable, Error> {
    let trusted = trusted_headers(request, authorization, id, repeat);
    let exchanged = runtime::within(request.timeout, exchange(request, &trusted)).await?;
    classify(request, exchanged, authorization)
}

fn classify(request: &Request, exchanged: Exchanged, authorization: &HeaderValue) -> Result<Decodable, Error> {
    let Exchanged { answer, live, was_done, is_trusted } = exchanged;
    let authorization = authorization.clone();
    if answer.status.is_success() {
        return Ok(Decodable { answer, live, authorization, absence: None });
    }
    let secrets = Secrets::none().authorization(&String::from_utf8_lossy(authorization.as_bytes()));
    let wait = retry_after::read(&answer.headers, request.graph.shared.clock.now());
    let claims = if is_trusted { challenge::claims(&answer.headers) } else { None };
    let error = Error::answer(answer.status, answer.headers.clone(), &answer.body, &secrets);
    let error = error.with_retry_after(wait).with_claims(claims);
    let error = if was_done { error.after(Attempt::Done) } else { error };
    if !is_decoded(&request.expects, answer.status, &error) {
        return Err(error);
    }
    Ok(Decodable { answer, live, authorization, absence: Some(error) })
}

/// The headers that go to Graph, and to Graph only.
fn trusted_headers(request: &Request, authorization: &HeaderValue, id: &HeaderValue, repeat: u32) -> HeaderMap {
    let mut headers = request.headers.clone();
    headers.insert(AUTHORIZATION, authorization.clone());
    headers.insert(CLIENT_REQUEST_ID, id.clone());
    if repeat > 0 {
        headers.insert(RETRY_ATTEMPT, repeat.into());
    }
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
    headers
}
