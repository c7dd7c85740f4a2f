//! What came back, not yet decoded.

pub(crate) mod answer;
pub(crate) mod decode;
pub(crate) mod error;
pub(crate) mod redact;
pub(crate) mod response;
pub(crate) mod retry_after;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::call::action::Action;
use crate::call::request::Request;
use crate::reply::answer::Answer;
use crate::reply::error::{Error, Kind, excerpt, header_text};
use crate::reply::redact::Secrets;
use crate::send::outcome::{Attempt, Outcome};

/// An answer of Graph: a success, or one that a return type may take for "nothing" (304, 404).
pub struct Reply {
    /// The request, without its body.
    pub(crate) request: Request,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// What is still to be read instead of the body, when the return type expects a stream.
    pub(crate) live: Option<reqwest::Response>,
    /// The id that we sent.
    pub(crate) client_request_id: String,
    /// The token went along in it.
    pub(crate) authorization: Option<HeaderValue>,
    /// What the answer is to a return type that cannot be nothing.
    pub(crate) absence: Option<Error>,
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Reply {
    /// The reply to a request, of which the body is dropped.
    pub(crate) fn new(request: Request, answer: Answer, client_request_id: &str) -> Self {
        Self {
            request: request.without_body(),
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
            live: None,
            client_request_id: client_request_id.to_owned(),
            authorization: None,
            absence: None,
        }
    }

    /// The result of a call, with what is known of all its attempts.
    ///
    /// # Errors
    ///
    /// That of the last attempt, with the action, the id and whether the call may have taken effect.
    pub(crate) fn settle(
        result: Result<Self, Error>,
        outcome: &Outcome,
        action: &'static Action,
        id: &HeaderValue,
    ) -> Result<Self, Error> {
        let settle = |error: Error| error.settled(outcome).with_action(action).with_client_request_id(id.to_str().ok());
        let mut reply = result.map_err(settle)?;
        if outcome.is_deleted(reply.status) {
            (reply.status, reply.body, reply.absence) = (StatusCode::NO_CONTENT, Bytes::new(), None);
        }
        // A return type that cannot be nothing fails with this error as it is.
        reply.absence = reply.absence.map(settle);
        Ok(reply)
    }

    /// Whether the body is JSON. When no type is given, it is: Graph speaks JSON.
    pub(crate) fn is_json(&self) -> bool {
        header_text(&self.headers, "content-type").is_none_or(|content_type| is_json_type(&content_type))
    }

    /// What must not show in an error, should a body repeat it.
    pub(crate) fn secrets(&self) -> Secrets {
        match &self.authorization {
            Some(value) => Secrets::none().authorization(&String::from_utf8_lossy(value.as_bytes())),
            None => Secrets::none(),
        }
    }

    /// The body without a byte order mark, which Graph puts before a `$count`.
    pub(crate) fn text_bytes(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }

    /// The error of a success that is not what the return type says. What a write asked for was done.
    pub(crate) fn unreadable(&self, wanted: &str, reason: &dyn std::fmt::Display) -> Error {
        // serde quotes what it met, which may be most of the body.
        let reason = self.secrets().redact(&excerpt(reason)).into_owned();
        Error::new(Kind::Decode, format!("the answer cannot be read as `{wanted}`: {reason}"))
            .with_status(self.status, self.headers.clone())
            .after(Attempt::Done)
            .settled(&Outcome::new(self.request.method))
            .with_action(self.request.action)
            .with_client_request_id(Some(&self.client_request_id))
    }
}

/// Whether a `Content-Type` is JSON or made of it.
pub(crate) fn is_json_type(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media_type.ends_with("/json") || media_type.ends_with("+json")
}
