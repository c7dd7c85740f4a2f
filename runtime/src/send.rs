//! The order of sending.
//!
//! 1. **Build** ([`Request::prepare`]): arguments, headers and body are encoded when the method is called, before anything is
//!    awaited. What cannot be sent fails here.
//! 2. **Attempts** ([`attempts`]), one after the other:
//!    1. *Permit* ([`Throttler`](crate::throttle::Throttler)): the request waits for its turn.
//!    2. *Token*: the credential is asked, unless the caller set an `authorization` of their own.
//!    3. *Send* ([`exchange`]): the headers of ours that the caller did not set are added, and the time limit starts.
//!    4. *Redirects* ([`Trail`]): followed here; token, headers and body stay with Graph.
//!    5. *Read*: the whole body of a success, unless the return type reads it as a [stream](Expects::Stream); the beginning of
//!       that of an error.
//!    6. *Classify*: a success, a 304, a 404 and what else the return type [expects](is_decoded) go on to be decoded,
//!       everything else is an [`Error`]; what this attempt may have done is decided here and nowhere else.
//!    7. *Release*: the pace is learnt from the answer, and the permit goes to the next.
//!    8. *Observe* ([`Observation`]): traces and metrics are told.
//!    9. *Challenge*: a 401 with claims is answered once, with a token that has them. Graph refused the request, so any may
//!       be sent again.
//!    10. *Repeat* ([`Repeats`]): what may pass and may be sent again waits, and is.
//! 3. **Settle** ([`Course`]): what the attempts before the last one may have done is added to the outcome.
//! 4. **Decode** ([`Decode`](crate::Decode)): by the return type.
//!
//! Where calls are [gathered](crate::dispatch), a request waits between the first and the second step for others to travel with. A `$batch` request
//! then goes this way in its place, and each answer in it is classified and repeated by the same rules.
//!
//! Microsoft advises a new connection for the repeat after a 503. reqwest has no way to ask for one, so a repeat may take a
//! connection that is open.

pub(crate) mod challenge;
pub(crate) mod classify;
pub(crate) mod redirect;
pub(crate) mod retry;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use reqwest::Response;
use tokio::time;
use tracing::Instrument as _;

use crate::call::action::Method;
use crate::call::expects::Expects;
use crate::call::request::Request;
use crate::client::random;
use crate::client::runtime;
use crate::observe::{Observation, Sending};
use crate::reply::Reply;
use crate::reply::error::{Error, Kind};
use crate::reply::redact::Secrets;
use crate::reply::retry_after;
use crate::send::classify::is_decoded;
use crate::send::redirect::{Hop, Trail};
use crate::send::retry::Repeats;
use crate::token::credential::TokenRequest;

pub(crate) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
const RETRY_ATTEMPT: HeaderName = HeaderName::from_static("retry-attempt");

/// How much of the body of an error is read, in bytes.
const ERROR_BODY: usize = 64 * 1024;

/// Sends a request by itself, as often as it needs and may, and classifies the answer.
///
/// # Errors
///
/// Whatever kept the call from succeeding, with the action, the id of the request and whether it may have taken effect.
pub(crate) async fn execute(request: Request) -> Result<Reply, Error> {
    let id = request_id(&request);
    let mut course = Course::default();
    let outcome = attempts(&request, &id, &mut course).await;
    let is_safe = request.method.is_safe();
    let settle = |error: Error| {
        let in_doubt = !is_safe && (course.in_doubt || error.may_have_taken_effect());
        error
            .with_effect(in_doubt)
            .with_attempts(course.attempts)
            .with_action(request.action)
            .with_client_request_id(id.to_str().ok())
    };
    let mut answer = outcome.map_err(settle)?;
    // Gone is what it was to be, and an earlier attempt may have done it.
    if course.in_doubt && request.method == Method::Delete && answer.status == StatusCode::NOT_FOUND {
        answer = Answer { status: StatusCode::NO_CONTENT, body: Bytes::new(), absence: None, ..answer };
    }
    Ok(Reply {
        status: answer.status,
        headers: answer.headers,
        body: answer.body,
        live: answer.live,
        client_request_id: id.to_str().unwrap_or_default().to_owned(),
        authorization: answer.authorization,
        // It may never pass through here again, so it is told all there is to know.
        absence: answer.absence.map(settle),
        request: request.without_body(),
    })
}

/// What happened to a call so far.
#[derive(Default)]
struct Course {
    /// How often it was sent.
    attempts: u32,
    /// An attempt before the last may have had its effect, if the call has one.
    in_doubt: bool,
}

/// The caller's id, or a new one. All attempts of a call share it.
pub(crate) fn request_id(request: &Request) -> HeaderValue {
    match request.headers.get(CLIENT_REQUEST_ID) {
        Some(id) => id.clone(),
        None => HeaderValue::from_str(&random::guid(request.graph.random()))
            .unwrap_or_else(|_| HeaderValue::from_static("")),
    }
}

async fn attempts(request: &Request, id: &HeaderValue, course: &mut Course) -> Result<Answer, Error> {
    runtime::require_for_call()?;
    let clock = request.graph.clock();
    let mut repeats = Repeats::new(request.retry);
    let mut renewed = None;
    loop {
        let queued = clock.elapsed();
        let permit = request.graph.throttler().acquire(request.address(), request.retry.longest_pause()).await?;
        let authorization = match &renewed {
            Some(renewed) => HeaderValue::clone(renewed),
            None => authorization(request).await?,
        };
        repeats.begin(clock.elapsed());
        let observation = observe(request, id, course.attempts, queued);
        course.attempts += 1;
        let headers = trusted_headers(request, &authorization, id, repeats.number());
        let outcome = attempt(request, headers, &authorization).instrument(observation.span().clone()).await;
        request.graph.throttler().learn(&permit, outcome.as_ref().map(|answer| &answer.headers));
        drop(permit);
        let error = match outcome {
            Ok(answer) => {
                observation.answered(answer.status, &answer.headers);
                return Ok(answer);
            }
            Err(error) => error,
        };
        if renewed.is_none()
            && let Some(claims) = answerable_claims(request, &error)
        {
            observation.failed(&error, Some(Duration::ZERO));
            renewed = Some(authorization_with(request, claims, &authorization).await?);
            continue;
        }
        if error.is_unauthorized() {
            request.graph.credential().forget(&token_request(request), &authorization);
        }
        let wait = repeats.next(&error, || request.is_repeatable(), clock.elapsed(), request.graph.random());
        observation.failed(&error, wait);
        let Some(wait) = wait else {
            return Err(error);
        };
        course.in_doubt |= error.may_have_taken_effect();
        clock.sleep(wait).await;
    }
}

fn observe<'a>(
    request: &'a Request,
    client_request_id: &'a HeaderValue,
    resend_count: u32,
    queued_since: Duration,
) -> Observation<'a> {
    let Request { graph, action, method, .. } = request;
    let base = graph.base();
    let sending = Sending { action, method: *method, base, client_request_id, resend_count, queued_since };
    Observation::start(&sending, graph.observer(), graph.clock())
}

async fn authorization(request: &Request) -> Result<HeaderValue, Error> {
    match request.headers.get(AUTHORIZATION) {
        Some(own) => Ok(own.clone()),
        None => request.graph.credential().authorization(token_request(request), None).await,
    }
}

fn token_request(request: &Request) -> TokenRequest {
    TokenRequest::new(request.action, request.permissions.clone(), request.graph.audience())
}

/// The claims that a new token must have for the same request to be let in.
fn answerable_claims<'a>(request: &Request, error: &'a Error) -> Option<&'a str> {
    let can_answer = error.is_unauthorized() && !request.headers.contains_key(AUTHORIZATION);
    // A 303 on the way says that it was done.
    error.claims().filter(|_| can_answer && !error.may_have_taken_effect())
}

async fn authorization_with(request: &Request, claims: &str, refused: &HeaderValue) -> Result<HeaderValue, Error> {
    let wanted = token_request(request).with_claims(claims);
    let authorization = request.graph.credential().authorization(wanted, Some(refused)).await;
    authorization.map_err(|error| error.with_claims(Some(claims.to_owned())))
}

/// One request and its answer, in the time there is.
async fn attempt(request: &Request, headers: HeaderMap, authorization: &HeaderValue) -> Result<Answer, Error> {
    let answer = match request.timeout {
        None => exchange(request, headers).await?,
        Some(limit) => match time::timeout(limit, exchange(request, headers)).await {
            Ok(answer) => answer?,
            Err(_) => {
                let message = format!("no answer within {limit:?}");
                return Err(Error::new(Kind::Timeout, message).with_effect(true));
            }
        },
    };
    classify(request, answer, authorization)
}

/// An answer that is not a redirect, with what was read of its body.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The body of a success that is a stream, still to be read.
    live: Option<Response>,
    /// On the way, a 303 told that the request was done and where its result is.
    was_done: bool,
    /// Graph itself answered, not a host it redirected to.
    is_trusted: bool,
    /// With which the request was sent.
    authorization: Option<HeaderValue>,
    /// What it is to a return type that cannot be nothing.
    absence: Option<Error>,
}

/// Sends, follows redirects and reads.
async fn exchange(request: &Request, trusted: HeaderMap) -> Result<Answer, Error> {
    let mut hop =
        Hop { url: request.url()?, method: method(request.method), has_body: request.body.is_some(), is_trusted: true };
    let mut trail = Trail::new(&hop);
    let mut was_done = false;
    let in_doubt = |error: Error, was_done: bool| {
        let in_doubt = was_done || error.may_have_taken_effect();
        error.with_effect(in_doubt)
    };
    loop {
        let response = request.graph.http().execute(http_request(request, &hop, &trusted)).await.map_err(|error| {
            let was_sent = !error.is_connect() && !error.is_builder();
            in_doubt(Error::transport(error).with_effect(was_sent), was_done)
        })?;
        let status = response.status();
        let next = trail.follow(&hop, status, response.headers()).map_err(|error| in_doubt(error, was_done))?;
        let Some(next) = next else {
            let answer = Answer { was_done, is_trusted: hop.is_trusted, ..read(response, request).await? };
            return Ok(answer);
        };
        was_done |= status == StatusCode::SEE_OTHER;
        hop = next;
    }
}

async fn read(mut response: Response, request: &Request) -> Result<Answer, Error> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let mut live = None;
    let body = if status.is_success() && matches!(request.expects, Expects::Stream(_)) {
        live = Some(response);
        Bytes::new()
    } else if status.is_success() {
        let limit = request.graph.response_limit();
        // What was answered with success was done, whatever becomes of the answer.
        whole(response, limit).await.map_err(|error| error.with_status(status, headers.clone()).with_effect(true))?
    } else {
        // Half an error is better than none: what arrived is shown.
        let mut body = BytesMut::new();
        while body.len() < ERROR_BODY
            && let Ok(Some(chunk)) = response.chunk().await
        {
            body.extend_from_slice(&chunk);
        }
        body.truncate(ERROR_BODY);
        body.freeze()
    };
    Ok(Answer { status, headers, body, live, was_done: false, is_trusted: false, authorization: None, absence: None })
}

async fn whole(mut response: Response, limit: usize) -> Result<Bytes, Error> {
    let broken = |error: reqwest::Error| {
        let kind = if error.is_timeout() { Kind::Timeout } else { Kind::Transport };
        Error::new(kind, "the answer broke off").with_source(error.without_url())
    };
    let too_large = || {
        let message =
            format!("the answer is larger than {limit} bytes, the limit set by `GraphBuilder::response_limit`");
        Error::new(Kind::TooLarge, message)
    };
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large());
    }
    let Some(first) = response.chunk().await.map_err(broken)? else {
        return Ok(Bytes::new());
    };
    let mut body = BytesMut::from(first);
    while body.len() <= limit {
        match response.chunk().await.map_err(broken)? {
            Some(chunk) => body.extend_from_slice(&chunk),
            None => return Ok(body.freeze()),
        }
    }
    Err(too_large())
}

fn classify(request: &Request, mut answer: Answer, authorization: &HeaderValue) -> Result<Answer, Error> {
    let Answer { status, was_done, is_trusted, .. } = answer;
    answer.authorization = Some(authorization.clone());
    if status.is_success() {
        return Ok(answer);
    }
    let secrets = Secrets::none().authorization(&String::from_utf8_lossy(authorization.as_bytes()));
    let error = Error::answer(status, answer.headers.clone(), &answer.body, &secrets);
    let in_doubt = was_done || error.may_have_taken_effect();
    let wait = retry_after::read(&answer.headers, request.graph.clock().now());
    let claims = if is_trusted { challenge::claims(&answer.headers) } else { None };
    let error = error.with_effect(in_doubt).with_retry_after(wait).with_claims(claims);
    if !is_decoded(&request.expects, status, &error) {
        return Err(error);
    }
    answer.absence = Some(error);
    Ok(answer)
}

/// What goes to Graph, and to Graph only.
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

fn http_request(request: &Request, hop: &Hop, trusted: &HeaderMap) -> reqwest::Request {
    let mut http = reqwest::Request::new(hop.method.clone(), hop.url.clone());
    if hop.is_trusted {
        *http.headers_mut() = trusted.clone();
    }
    let headers = http.headers_mut();
    if let Expects::Stream(wanted) = &request.expects {
        headers.extend(wanted.headers());
    }
    headers.entry(USER_AGENT).or_insert_with(|| request.graph.user_agent());
    match &request.body {
        Some(content) if hop.has_body => {
            headers.entry(CONTENT_TYPE).or_insert_with(|| content.content_type.clone());
            if !content.bytes.is_empty() {
                *http.body_mut() = Some(content.bytes.clone().into());
                return http;
            }
        }
        Some(_) => {
            headers.remove(CONTENT_TYPE);
        }
        None => {}
    }
    // Graph answers 411 when it is missing, and reqwest does not send it by itself.
    if matches!(hop.method, http::Method::POST | http::Method::PUT | http::Method::PATCH) {
        http.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    http
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}
