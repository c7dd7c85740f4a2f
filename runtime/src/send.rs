//! The order of sending.
//!
//! 1. **Build** ([`Request::prepare`]): arguments, headers and body are encoded when the method is called, before
//!    anything is awaited. What cannot be sent fails here.
//! 2. **Attempts** ([`attempts`]), one after the other:
//!    1. *Permit* ([`Throttler`](crate::throttle::Throttler)): the request waits until the limits allow it.
//!    2. *Token*: the credential is asked, unless the caller set an `authorization` header.
//!    3. *Send* ([`attempt`]): the headers of ours that the caller did not set are added, and the time limit starts.
//!    4. *Redirects* ([`redirect`]): followed by [`exchange`]; token, headers and body stay with Graph.
//!    5. *Read* ([`exchange`]): the whole body of a success, unless the return type reads it as a
//!       [stream](crate::call::expects::Expects::Stream); the beginning of the body of an error.
//!    6. *Classify* ([`classify`]): a success goes on to be decoded, and so do a 304, a 404 and what else the return
//!       type expects. Everything else is an [`Error`], which says what this attempt may have done.
//!    7. *Release*: the throttler learns from the answer, and the permit goes to the next request.
//!    8. *Observe* ([`Observation`]): traces and metrics are told.
//!    9. *Challenge*: a 401 with claims, or because the token has expired, is answered once, with another token. Graph
//!       refused the request, so any may be sent again.
//!    10. *Repeat* ([`Repeats`]): a failure that may pass is repeated after a wait, if the request may be sent again.
//!        So is one that the caller [waits for](crate::RetryWhen).
//! 3. **Settle** ([`Outcome`]): what earlier attempts may have done is added to the result.
//! 4. **Decode** ([`Decode`](crate::Decode)): by the return type.
//!
//! Where calls are [gathered](crate::dispatch), a request waits between the first and the second step for others to be
//! sent with. A `$batch` request then takes these steps in its place, and each answer in it is classified and repeated
//! by the same rules.
//!
//! Microsoft advises a new connection for the repeat after a 503. reqwest has no way to ask for one, so a repeat may
//! take a connection that is open.

mod attempt;
pub(crate) mod challenge;
pub(crate) mod classify;
mod exchange;
pub(crate) mod outcome;
pub(crate) mod redirect;
pub(crate) mod retry;

use std::pin::pin;
use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};
use tracing::Instrument as _;

use crate::call::request::Request;
use crate::call::retry_when::Awaited;
use crate::client::runtime;
use crate::observe::{Observation, Sending};
use crate::reply::Reply;
use crate::reply::error::Error;
use crate::send::attempt::{Answerer, Attempted, Decodable, attempt};
use crate::send::outcome::Outcome;
use crate::send::retry::Repeats;
use crate::token::credential::TokenRequest;

/// Sends a request by itself, repeats it where that is useful and allowed, and classifies the answer.
///
/// # Errors
///
/// Whatever kept the call from succeeding, with the action, the id of the request and whether it may have taken effect.
pub(crate) async fn execute(request: Box<Request>) -> Result<Reply, Error> {
    let (action, id) = (request.action, request.client_request_id());
    let mut outcome = Outcome::new(request.method);
    let result = attempts(&request, &id, &mut outcome).await;
    Reply::settle(result.map(|decodable| decodable.into_reply(request, &id)), &outcome, action, &id)
}

async fn attempts(request: &Request, id: &HeaderValue, outcome: &mut Outcome) -> Result<Decodable, Error> {
    runtime::require_for_call().and_then(|()| request.check_length())?;
    let clock = &request.graph.shared.clock;
    let mut repeats = Repeats::new(request.retry);
    let mut awaited = Awaited::new(request.retry_when.as_ref());
    let mut renewed = None;
    loop {
        let queued = clock.elapsed();
        let permit = request.graph.shared.throttler.acquire(request.address(), repeats.left(queued), queued).await?;
        let authorization = match &renewed {
            Some(renewed) => HeaderValue::clone(renewed),
            None => authorization(request, || repeats.left(clock.elapsed())).await?,
        };
        let start = clock.elapsed();
        repeats.begin(start);
        let observation = observe(request, id, outcome.attempts(), (queued, start));
        outcome.begin();
        // It does not move, because it is large.
        let sent = pin!(attempt(request, &authorization, id, repeats.number() + awaited.number()));
        let Attempted { result, answered_by } = sent.instrument(observation.span().clone()).await;
        match answered_by {
            Some(Answerer::Graph) => {
                let answer = result.as_ref().map(|decodable| &decodable.answer.headers);
                request.graph.shared.throttler.learn(&permit, answer);
            }
            // Graph answered with a redirect, which is a success.
            Some(Answerer::Other) => request.graph.shared.throttler.learn(&permit, Ok(&HeaderMap::new())),
            None => {}
        }
        drop(permit);
        let error = match unless_awaited(result, &awaited, outcome, || clock.elapsed()) {
            Ok(decodable) => {
                observation.answered(decodable.answer.status, &decodable.answer.headers);
                return Ok(decodable);
            }
            Err(error) => error,
        };
        if error.is_unauthorized() && answered_by == Some(Answerer::Graph) {
            request.graph.shared.credential.forget(&token_request(request), &authorization);
        }
        if renewed.is_none() && may_renew(request, &error) {
            let another = another_authorization(request, &error, &authorization, repeats.left(clock.elapsed())).await;
            if error.claims().is_some() || another.as_ref().is_ok_and(|another| *another != authorization) {
                observation.failed(&error, Some(Duration::ZERO));
                renewed = Some(another?);
                continue;
            }
        }
        let (now, random) = (clock.elapsed(), &request.graph.shared.random);
        let wait = repeats.next(&error, || request.is_repeatable(), now, random);
        let wait = wait.or_else(|| {
            let wait = awaited.next(&error, || request.is_repeatable(), now, random);
            wait.inspect(|wait| repeats.leave_out(*wait))
        });
        observation.failed(&error, wait);
        let Some(wait) = wait else {
            return Err(error);
        };
        outcome.remember(error.effect());
        clock.sleep(wait).await;
    }
}

/// Takes an answer that the return type would decode as "nothing" for the error it is, while the call is to be repeated
/// until there is something.
fn unless_awaited(
    result: Result<Decodable, Error>,
    awaited: &Awaited,
    outcome: &Outcome,
    now: impl Fn() -> Duration,
) -> Result<Decodable, Error> {
    let mut decodable = result?;
    let is_deleted = outcome.is_deleted(decodable.answer.status);
    match decodable.absence.take_if(|absence| !is_deleted && awaited.applies(absence, now())) {
        Some(absence) => Err(absence),
        None => Ok(decodable),
    }
}

fn observe<'a>(
    request: &'a Request,
    client_request_id: &'a HeaderValue,
    resend_count: u32,
    (queued_since, start): (Duration, Duration),
) -> Observation<'a> {
    let Request { graph, action, method, .. } = request;
    let base = &graph.shared.base;
    let sending = Sending { action, method: *method, base, client_request_id, resend_count, queued_since, start };
    Observation::start(&sending, graph.shared.observer.as_ref(), &graph.shared.clock)
}

async fn authorization(request: &Request, limit: impl Fn() -> Duration) -> Result<HeaderValue, Error> {
    if let Some(own) = request.headers.get(AUTHORIZATION) {
        return Ok(own.clone());
    }
    let credential = &request.graph.shared.credential;
    match credential.fixed_authorization() {
        Some(fixed) => fixed,
        None => credential.authorization(token_request(request), None, limit()).await,
    }
}

fn token_request(request: &Request) -> TokenRequest {
    TokenRequest::new(request.action, request.permissions.clone(), request.graph.shared.audience.clone())
}

/// Whether another token may be accepted: one with the claims that Graph asks for, or one that has not expired.
fn may_renew(request: &Request, error: &Error) -> bool {
    let may_help = error.is_unauthorized() && (error.claims().is_some() || error.is_expired_token());
    // After a 303 the request was done, and must not be sent again.
    may_help && !request.headers.contains_key(AUTHORIZATION) && !error.may_have_taken_effect()
}

/// Another token than the one that was refused; the same when the credential has no other.
async fn another_authorization(
    request: &Request,
    why: &Error,
    refused: &HeaderValue,
    limit: Duration,
) -> Result<HeaderValue, Error> {
    let mut wanted = token_request(request);
    if let Some(claims) = why.claims() {
        wanted = wanted.with_claims(claims);
    }
    let authorization = request.graph.shared.credential.authorization(wanted, Some(refused), limit).await;
    authorization.map_err(|error| error.with_claims(why.claims().map(str::to_owned)))
}
