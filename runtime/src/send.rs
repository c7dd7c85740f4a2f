//! The order of sending.
//!
//! 1. **Build** ([`Request::prepare`]): arguments, headers and body are encoded when the method is called, before anything is
//!    awaited. What cannot be sent fails here.
//! 2. **Attempt** ([`attempt`]):
//!    1. *Token*: the credential is asked, unless the caller set an `authorization` of their own.
//!    2. *Send* ([`exchange`]): the headers of ours that the caller did not set are added, and the time limit starts.
//!    3. *Redirects* ([`Trail`]): followed here; token, headers and body stay with Graph.
//!    4. *Read*: the whole body of a success, unless the return type reads it as a [stream](Expects::Stream); the beginning of
//!       that of an error.
//!    5. *Classify*: a success, a 304, a 404 and what else the return type [expects](crate::request::Expects) go on to be decoded,
//!       everything else is an [`Error`]; what a write may
//!       have done is decided here and nowhere else.
//! 3. **Decode** ([`Decode`](crate::Decode)): by the return type.

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use reqwest::Response;
use tokio::runtime::Handle;
use tokio::time;

use crate::action::Method;
use crate::credential::{self, TokenRequest};
use crate::error::{Error, Kind};
use crate::random;
use crate::redirect::{Hop, Trail};
use crate::reply::Reply;
use crate::request::{Expects, Request};

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// How much of the body of an error is read, in bytes.
const ERROR_BODY: usize = 64 * 1024;

/// Sends a request and classifies the answer.
///
/// # Errors
///
/// Whatever kept the call from succeeding, with the action, the id of the request and whether it may have taken effect.
pub(crate) async fn execute(request: Request) -> Result<Reply, Error> {
    let (action, is_safe) = (request.action, request.method.is_safe());
    let id = request_id(&request);
    attempt(request, &id).await.map_err(|error| {
        let in_doubt = error.may_have_taken_effect() && !is_safe;
        error.with_effect(in_doubt).with_action(action).with_client_request_id(id.to_str().ok())
    })
}

/// The caller's id, or a new one. All attempts of a call share it.
fn request_id(request: &Request) -> HeaderValue {
    match request.headers.get(CLIENT_REQUEST_ID) {
        Some(id) => id.clone(),
        None => HeaderValue::from_str(&random::guid(request.graph.random()))
            .unwrap_or_else(|_| HeaderValue::from_static("")),
    }
}

async fn attempt(request: Request, id: &HeaderValue) -> Result<Reply, Error> {
    if Handle::try_current().is_err() {
        return Err(Error::new(
            Kind::Argument,
            "there is no tokio runtime here; run the call inside of one, such as under `#[tokio::main]`",
        ));
    }
    let authorization = match request.headers.get(AUTHORIZATION) {
        Some(own) => own.clone(),
        None => {
            let wanted = TokenRequest::new(request.action, request.graph.audience());
            credential::authorization(request.graph.credential(), wanted).await?
        }
    };
    let headers = trusted_headers(&request, &authorization, id);
    let answer = match request.timeout {
        None => exchange(&request, headers).await?,
        Some(limit) => match time::timeout(limit, exchange(&request, headers)).await {
            Ok(answer) => answer?,
            Err(_) => {
                let message = format!("no answer within {limit:?}");
                return Err(Error::new(Kind::Timeout, message).with_effect(true));
            }
        },
    };
    classify(request, answer, &authorization, id)
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
            return read(response, was_done, &request.expects).await;
        };
        was_done |= status == StatusCode::SEE_OTHER;
        hop = next;
    }
}

async fn read(mut response: Response, was_done: bool, expects: &Expects) -> Result<Answer, Error> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    if status.is_success() && matches!(expects, Expects::Stream(_)) {
        return Ok(Answer { status, headers, body: Bytes::new(), live: Some(response), was_done });
    }
    let body = if status.is_success() {
        response.bytes().await.map_err(|error| {
            let message = "the answer broke off";
            let kind = if error.is_timeout() { Kind::Timeout } else { Kind::Transport };
            Error::new(kind, message)
                .with_source(error.without_url())
                .with_status(status, headers.clone())
                .with_effect(true)
        })?
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
    Ok(Answer { status, headers, body, live: None, was_done })
}

fn classify(request: Request, answer: Answer, authorization: &HeaderValue, id: &HeaderValue) -> Result<Reply, Error> {
    let Answer { status, headers, body, live, was_done } = answer;
    let failure = (!status.is_success()).then(|| {
        let secret = authorization.to_str().ok().map(|value| value.rsplit(' ').next().unwrap_or(value));
        let error = Error::answer(status, headers.clone(), &body, secret);
        let in_doubt = was_done || error.may_have_taken_effect();
        error.with_effect(in_doubt)
    });
    let absence = match failure {
        Some(error) if !request.expects.accepts(status, &error) => {
            return Err(error);
        }
        // It may never pass through `execute` again, so it is told all there is to know.
        other => other.map(|error| {
            let in_doubt = error.may_have_taken_effect() && !request.method.is_safe();
            error.with_effect(in_doubt).with_action(request.action).with_client_request_id(id.to_str().ok())
        }),
    };
    Ok(Reply {
        request: request.without_body(),
        status,
        headers,
        body,
        live,
        client_request_id: id.to_str().unwrap_or_default().to_owned(),
        absence,
    })
}

/// What goes to Graph, and to Graph only.
fn trusted_headers(request: &Request, authorization: &HeaderValue, id: &HeaderValue) -> HeaderMap {
    let mut headers = request.headers.clone();
    headers.insert(AUTHORIZATION, authorization.clone());
    headers.insert(CLIENT_REQUEST_ID, id.clone());
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
