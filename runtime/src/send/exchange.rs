//! One HTTP request, the redirects it takes, and the reading of the answer.

use std::pin::pin;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode};
use reqwest::{Response, Url};

use crate::call::expects::Expects;
use crate::call::request::Request;
use crate::client::runtime::Deadline;
use crate::reply::answer::{Answer, ERROR_BODY, read_beginning, read_whole};
use crate::reply::error::{Error, Kind};
use crate::send::outcome::Attempt;
use crate::send::redirect::{Hop, Trail};

/// An answer that is not a redirect.
pub(super) struct Exchanged {
    pub(super) answer: Answer,
    /// The body of a success that the return type reads by itself.
    pub(super) live: Option<Box<Response>>,
    /// A 303 on the way said that the request was done, and where its result is.
    pub(super) was_done: bool,
    /// The address that answered, when it is not Graph's own. It may give access by itself, so it is a secret.
    pub(super) elsewhere: Option<Box<Url>>,
}

/// Sends, follows redirects and reads. The trusted headers go to Graph only.
///
/// # Errors
///
/// When there is no whole answer in time, or a redirect must not be followed.
pub(super) async fn exchange(
    request: &Request,
    trusted: impl Fn() -> HeaderMap,
    deadline: Deadline,
) -> Result<Exchanged, Error> {
    let url = request.url()?;
    let mut hop = Hop { url, method: request.method.into_http(), has_body: request.body.is_some(), is_trusted: true };
    let mut trail = Trail::default();
    let mut was_done = false;
    let done_already = |error: Error, was_done: bool| if was_done { error.after(Attempt::Done) } else { error };
    loop {
        let headers = if hop.is_trusted { trusted() } else { HeaderMap::new() };
        // What is sent does not move, because it is large.
        let mut sending = pin!(request.graph.shared.http.execute(http_request(request, &hop, headers)));
        let sent = deadline.bound(async { sending.as_mut().await.map_err(Error::transport) }).await;
        let response = sent.map_err(|error| done_already(error, was_done))?;
        let status = response.status();
        let next = trail.follow(&hop, status, response.headers()).map_err(|error| done_already(error, was_done))?;
        let Some(next) = next else {
            let (answer, live) = read(response, request, deadline).await?;
            return Ok(Exchanged { answer, live, was_done, elsewhere: (!hop.is_trusted).then(|| Box::new(hop.url)) });
        };
        was_done |= status == StatusCode::SEE_OTHER;
        hop = next;
    }
}

/// Reads the body, unless it is a success that the return type reads by itself.
async fn read(
    mut response: Response,
    request: &Request,
    deadline: Deadline,
) -> Result<(Answer, Option<Box<Response>>), Error> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    if !status.is_success() {
        // In a box, so that a success needs no room for it.
        let body = Box::pin(read_beginning(&mut response, ERROR_BODY, deadline)).await;
        return Ok((Answer { status, headers, body }, None));
    }
    if matches!(request.expects, Expects::Stream(_)) {
        return Ok((Answer { status, headers, body: Bytes::new() }, Some(Box::new(response))));
    }
    let limit = request.graph.shared.response_limit;
    let too_large = || {
        let message =
            format!("the answer is larger than {limit} bytes, the limit set by `GraphBuilder::response_limit`");
        Error::new(Kind::TooLarge, message)
    };
    let mut whole = pin!(read_whole(&mut response, limit));
    match deadline.bound(async { whole.as_mut().await.map_err(|incomplete| incomplete.into_error(too_large)) }).await {
        Ok(body) => Ok((Answer { status, headers, body }, None)),
        Err(error) => Err(error.with_status(status, headers).after(Attempt::Done)),
    }
}

/// The request to one address; `headers` are those that it may see.
fn http_request(request: &Request, hop: &Hop, headers: HeaderMap) -> reqwest::Request {
    let mut http = reqwest::Request::new(hop.method.clone(), hop.url.clone());
    *http.headers_mut() = headers;
    let headers = http.headers_mut();
    if let Expects::Stream(range) = &request.expects {
        headers.extend(range.headers());
    }
    headers.entry(USER_AGENT).or_insert_with(|| request.graph.shared.user_agent.clone());
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
