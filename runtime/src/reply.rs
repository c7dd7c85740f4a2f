//! [`Reply`]: a classified answer that is not decoded yet.

pub(crate) mod answer;
pub(crate) mod decode;
pub(crate) mod error;
pub(crate) mod json;
pub(crate) mod redact;
pub(crate) mod response;
pub(crate) mod retry_after;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use reqwest::Url;

use crate::call::action::Action;
use crate::call::request::Request;
use crate::reply::answer::Answer;
use crate::reply::error::{Error, Kind, excerpt, header_text};
use crate::reply::redact::Secrets;
use crate::send::outcome::{Attempt, Outcome};

/// An answer of Graph: a success, or one that a return type may decode as "nothing" (304, 404).
pub struct Reply {
    /// The request, without its body.
    pub(crate) request: Box<Request>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The rest of the answer, when the return type reads the body by itself.
    pub(crate) live: Option<Box<reqwest::Response>>,
    /// The id that we sent.
    pub(crate) client_request_id: String,
    /// The token that the request was sent with.
    pub(crate) authorization: Option<HeaderValue>,
    /// The address that answered, when it is not Graph's own. It may give access by itself, so it is a secret.
    pub(crate) elsewhere: Option<Box<Url>>,
    /// What is known of the attempts of the call.
    pub(crate) outcome: Outcome,
    /// The error for a return type that cannot be "nothing"; `None` for a success.
    pub(crate) absence: Option<Error>,
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Reply {
    /// The reply to a request, whose body is dropped.
    pub(crate) fn new(mut request: Box<Request>, answer: Answer, client_request_id: &str) -> Self {
        request.drop_body();
        Self {
            outcome: Outcome::new(request.method),
            request,
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
            live: None,
            client_request_id: client_request_id.to_owned(),
            authorization: None,
            elsewhere: None,
            absence: None,
        }
    }

    /// Adds what is known of all attempts of a call to its result.
    ///
    /// # Errors
    ///
    /// The error of the last attempt, with the action, the id and whether the call may have taken effect.
    pub(crate) fn settle(
        result: Result<Self, Error>,
        outcome: &Outcome,
        action: &'static Action,
        id: &HeaderValue,
    ) -> Result<Self, Error> {
        let settle = |error: Error| error.settled(outcome).with_action(action).with_client_request_id(id.to_str().ok());
        let mut reply = result.map_err(settle)?;
        reply.outcome.add(outcome);
        if outcome.is_deleted(reply.status) {
            (reply.status, reply.body, reply.absence) = (StatusCode::NO_CONTENT, Bytes::new(), None);
        }
        // A return type that cannot be "nothing" returns this error without passing here again.
        reply.absence = reply.absence.map(settle);
        Ok(reply)
    }

    /// Whether the body is JSON. Without a `Content-Type` it is.
    pub(crate) fn is_json(&self) -> bool {
        header_text(&self.headers, "content-type").is_none_or(|content_type| is_json_type(&content_type))
    }

    /// The secrets to keep out of errors, should the body repeat them.
    pub(crate) fn secrets(&self) -> Secrets {
        Secrets::of(self.authorization.as_ref(), self.elsewhere.as_deref())
    }

    /// The body without a byte order mark, which Graph puts before a `$count`.
    pub(crate) fn text_bytes(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }

    /// The error of a success that takes more memory than the limit. A write was done nevertheless.
    pub(crate) fn too_large(&self, limit: usize) -> Error {
        let message =
            format!("the answer takes more than {limit} bytes, the limit set by `GraphBuilder::response_limit`");
        self.done(Error::new(Kind::TooLarge, message))
    }

    /// The error of a success that the return type cannot read. A write was done nevertheless.
    pub(crate) fn unreadable(&self, wanted: &str, reason: &dyn std::fmt::Display) -> Error {
        // serde quotes the value that it did not expect, which may be most of the body.
        let reason = self.secrets().redact(&excerpt(reason)).into_owned();
        self.done(Error::new(Kind::Decode, format!("the answer cannot be read as `{wanted}`: {reason}")))
    }

    /// The error of a call that was done.
    fn done(&self, error: Error) -> Error {
        error
            .with_status(self.status, self.headers.clone())
            .after(Attempt::Done)
            .settled(&self.outcome)
            .with_action(self.request.action)
            .with_client_request_id(Some(&self.client_request_id))
    }
}

/// Whether a `Content-Type` is JSON or a format based on it.
pub(crate) fn is_json_type(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media_type.ends_with("/json") || media_type.ends_with("+json")
}
