//! One attempt of a call: its headers, its time limit, and whether the answer is a success.

use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Response, Url};

use crate::call::request::{CLIENT_REQUEST_ID, Request};
use crate::client::runtime::Deadline;
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

/// The outcome of an attempt.
pub(super) struct Attempted {
    pub(super) result: Result<Decodable, Error>,
    /// Who answered, if anybody did.
    pub(super) answered_by: Option<Answerer>,
}

/// Who answered a request. Only Graph's own answers change the limits of the throttler and the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answerer {
    Graph,
    /// A host that Graph redirected to.
    Other,
}

/// The answer that the return type decodes.
pub(super) struct Decodable {
    pub(super) answer: Answer,
    live: Option<Box<Response>>,
    /// The token that the request was sent with.
    authorization: HeaderValue,
    /// The address that answered, when it is not Graph's own.
    elsewhere: Option<Box<Url>>,
    /// The error of an answer without success, for a return type that cannot be nothing.
    pub(super) absence: Option<Error>,
}

impl Decodable {
    pub(super) fn into_reply(self, request: Box<Request>, id: &HeaderValue) -> Reply {
        Reply {
            live: self.live,
            authorization: Some(self.authorization),
            elsewhere: self.elsewhere,
            absence: self.absence,
            ..Reply::new(request, self.answer, id.to_str().unwrap_or_default())
        }
    }
}

/// Sends the request once, within its time limit.
///
/// It fails when there is no answer, or one that the return type does not decode. The error says what this attempt may
/// have done.
pub(super) async fn attempt(
    request: &Request,
    authorization: &HeaderValue,
    id: &HeaderValue,
    repeat: u32,
) -> Attempted {
    let trusted = || trusted_headers(request, authorization, id, repeat);
    match exchange(request, trusted, Deadline::after(request.timeout)).await {
        Ok(exchanged) => {
            let answerer = if exchanged.elsewhere.is_some() { Answerer::Other } else { Answerer::Graph };
            Attempted { result: classify(request, exchanged, authorization), answered_by: Some(answerer) }
        }
        Err(error) => {
            let secrets = Secrets::of(Some(authorization), None);
            Attempted { result: Err(error.redacted(&secrets)), answered_by: None }
        }
    }
}

fn classify(request: &Request, exchanged: Exchanged, authorization: &HeaderValue) -> Result<Decodable, Error> {
    let Exchanged { mut answer, live, was_done, elsewhere } = exchanged;
    let authorization = authorization.clone();
    let shortest = Secrets::shortest(Some(&authorization), elsewhere.as_deref());
    answer.hide_echoes(shortest, || Secrets::of(Some(&authorization), elsewhere.as_deref()));
    if answer.status.is_success() {
        return Ok(Decodable { answer, live, authorization, elsewhere, absence: None });
    }
    let secrets = Secrets::of(Some(&authorization), elsewhere.as_deref());
    let wait = retry_after::read(&answer.headers, request.graph.shared.clock.now());
    let claims = if elsewhere.is_none() { challenge::claims(&answer.headers) } else { None };
    let error = Error::answer(answer.status, answer.headers.clone(), &answer.body, &secrets);
    let error = error.with_retry_after(wait).with_claims(claims);
    let error = if was_done { error.after(Attempt::Done) } else { error };
    if !is_decoded(&request.expects, answer.status, &error) {
        return Err(error);
    }
    Ok(Decodable { answer, live, authorization, elsewhere, absence: Some(error) })
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
