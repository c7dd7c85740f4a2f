//! [`Error`]: the error type of this crate.

mod batch;
mod report;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::error::Elapsed;

use crate::call::action::Action;
use crate::reply::redact::Secrets;
use crate::reply::retry_after;
use crate::send::outcome::{Attempt, Effect, Outcome};
use report::Report;

/// The error of a credential, or of other code of users: any error type, or a `String` or `&str`.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// One failure that several calls share, because they waited for the same token.
pub(crate) type SharedError = Arc<dyn StdError + Send + Sync>;

/// Why a request was sent without an answer, or not sent.
pub(crate) enum SendFailure {
    /// The error of reqwest.
    Http(reqwest::Error),
    /// The error of a [sender](crate::GraphBuilder::send_with) of the user.
    Own(BoxError),
    /// The tokio runtime cannot send.
    Runtime(Error),
}

impl From<reqwest::Error> for SendFailure {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}

/// A result whose error is an [`Error`] unless said otherwise.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed: Graph's error, or why there is no answer.
///
/// It names the action by its template, without the values of arguments, and contains no URL and no token.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    /// The message. For [`Kind::Api`] that of Graph, or an excerpt of the body.
    message: String,
    source: Option<SharedError>,
    action: Option<&'static Action>,
    effect: Effect,
    attempts: u32,
    retry_after: Option<Duration>,
    claims: Option<String>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    codes: Vec<String>,
    details: Vec<ErrorDetail>,
    request_id: Option<String>,
    client_request_id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The settings of a `Graph` are invalid.
    Build,
    /// An argument, header or body cannot be sent, or there is no tokio runtime with timer and IO.
    Argument,
    Credential,
    Connect,
    Transport,
    Timeout,
    Redirect,
    /// The data of an upload cannot be read, or that of a download cannot be written.
    Io,
    /// Graph asked to pause for longer than this call may wait.
    Throttled,
    /// The answer is larger than the limit.
    TooLarge,
    Api,
    Decode,
}

/// One of the `details` of an error of Graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The code; empty when Graph sent none.
    pub code: String,
    /// The message; empty when Graph sent none.
    pub message: String,
    /// The property or parameter that it is about.
    pub target: Option<String>,
}

impl Error {
    /// An error as Graph would have sent it, for fakes in tests. Whether it may have taken effect follows from the
    /// status, by the rule of [`may_have_taken_effect`](Self::may_have_taken_effect) for a call that writes.
    #[must_use]
    pub fn api(status: StatusCode, code: impl Into<String>, message: impl Into<String>) -> Self {
        let mut error = Self::new(Kind::Api, message);
        error.0.status = Some(status);
        error.0.codes.push(code.into());
        error.after(Attempt::Answered { status, asks_to_repeat: false })
    }

    /// The status that Graph answered with, if it answered.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The most specific code: that of the innermost `innerError` that has one, such as `ErrorItemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.codes.last().map(String::as_str)
    }

    /// Whether the error or one of its inner errors has this code, compared without case.
    ///
    /// For codes that a program does not know, Microsoft advises to use the next outer one. So ask for the codes that
    /// you know, inner ones first.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        self.0.codes.iter().any(|known| known.eq_ignore_ascii_case(code))
    }

    /// Graph's message, or another description. It is for people; do not compare it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Graph's `details`; mostly empty.
    #[must_use]
    pub fn details(&self) -> &[ErrorDetail] {
        &self.0.details
    }

    /// The id that Graph gave the request. Microsoft's support asks for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The id that we gave the request.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        self.0.client_request_id.as_deref()
    }

    /// The headers of the answer; empty when there was none. Some, such as `Location`, may hold secrets.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The action that failed; `None` outside of a call.
    #[must_use]
    pub fn action(&self) -> Option<&'static Action> {
        self.0.action
    }

    /// Whether Graph may have done what was asked, in spite of the error, on any attempt of the call.
    ///
    /// `false` is certain: for reads, for everything that failed before it was sent or while connecting, for redirects
    /// that were not followed, for answers 4xx and 501, and for a 503 with a `Retry-After`. `true` is a write whose
    /// answer was lost, came too late, could not be read, or was another 5xx: it may or may not have been done.
    /// Microsoft's own clients have sent mail several times by repeating after a 503 or 504. A repeated write can be
    /// refused *because* the first attempt was done, for example a change with `If-Match` that then finds another ETag
    /// (412): read the resource to know.
    #[must_use]
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.effect.is_possible()
    }

    /// How often the call was sent; 0 when it never was. See [`Retry`](crate::Retry).
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long Graph asked to wait before the next request, counted from its answer; at most 24 hours, whatever the
    /// answer says.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The claims, as JSON, that Graph requires in a new token (continuous access evaluation), from a 401 or 403.
    ///
    /// The credential was asked once for such a token, unless the call has a token of its own. The user has to sign in
    /// again, with these claims in the request.
    #[must_use]
    pub fn claims(&self) -> Option<&str> {
        self.0.claims.as_deref()
    }

    /// 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.status == Some(StatusCode::NOT_FOUND)
    }

    /// 429: too many requests, and Graph did not do what was asked. Also when a call was not sent because Graph had
    /// asked for a pause that is longer than this call [may](crate::Retry::total) take.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.0.status == Some(StatusCode::TOO_MANY_REQUESTS) || self.0.kind == Kind::Throttled
    }

    /// 401: the token is missing, expired or not meant for Graph.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.0.status == Some(StatusCode::UNAUTHORIZED)
    }

    /// 403: the token lacks a permission, or the user lacks a right or a licence.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.0.status == Some(StatusCode::FORBIDDEN)
    }

    /// 409: the state of the resource forbids it.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.0.status == Some(StatusCode::CONFLICT)
    }

    /// 412: an `If-Match` did not match.
    #[must_use]
    pub fn is_precondition_failed(&self) -> bool {
        self.0.status == Some(StatusCode::PRECONDITION_FAILED)
    }

    /// The call took too long, or connecting, getting a token or waiting for its turn did.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == Kind::Timeout || self.0.source.as_ref().is_some_and(|source| source.is::<Elapsed>())
    }

    /// No connection was made, perhaps because that took too long. This attempt sent nothing.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.kind == Kind::Connect
            || (self.0.kind == Kind::Timeout
                && std::iter::successors(self.source(), |error| (*error).source())
                    .find_map(|error| error.downcast_ref::<reqwest::Error>())
                    .is_some_and(reqwest::Error::is_connect))
    }

    /// An argument, header or body cannot be sent. Nothing was sent.
    #[must_use]
    pub fn is_argument(&self) -> bool {
        self.0.kind == Kind::Argument
    }

    /// The credential gave no token, or none in time. Nothing was sent.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        self.0.kind == Kind::Credential
    }

    /// The answer is larger than [`GraphBuilder::response_limit`](crate::GraphBuilder::response_limit).
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.0.kind == Kind::TooLarge
    }

    /// Graph answered with success, but the return type cannot be read from it.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.0.kind == Kind::Decode
    }

    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            source: None,
            action: None,
            effect: Effect::default(),
            attempts: 0,
            retry_after: None,
            claims: None,
            status: None,
            headers: HeaderMap::new(),
            codes: Vec::new(),
            details: Vec::new(),
            request_id: None,
            client_request_id: None,
        }))
    }

    /// The error for an answer without success. Secrets that the answer repeats are redacted.
    pub(crate) fn answer(status: StatusCode, headers: HeaderMap, body: &[u8], secrets: &Secrets) -> Self {
        let report = Report::read(status, &headers, body, secrets);
        let mut error = Self::new(Kind::Api, report.message);
        error.0.status = Some(status);
        error.0.codes = report.codes;
        error.0.details = report.details;
        error.0.request_id = report.request_id;
        error.0.client_request_id = report.client_request_id;
        let asks_to_repeat = retry_after::is_told(&headers);
        error.0.headers = headers;
        error.after(Attempt::Answered { status, asks_to_repeat })
    }

    /// The error of a request that has no answer.
    pub(crate) fn transport(error: impl Into<SendFailure>) -> Self {
        match error.into() {
            SendFailure::Http(error) => Self::http(error),
            SendFailure::Own(error) => Self::new(Kind::Transport, "the function given to `send_with` failed")
                .with_source(error)
                .after(Attempt::Lost),
            SendFailure::Runtime(error) => error,
        }
    }

    /// An error of reqwest, without its URL.
    fn http(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let cause = innermost(&error).to_string();
        let was_sent = !error.is_connect() && !error.is_builder() && cause != REFUSED_STREAM;
        let (kind, message) = if error.is_timeout() {
            let what = if error.is_connect() { "connecting" } else { "the answer" };
            (Kind::Timeout, format!("{what} took too long"))
        } else if error.is_connect() {
            (Kind::Connect, format!("no connection could be made: {cause}"))
        } else if error.is_builder() {
            (Kind::Argument, format!("the request could not be made: {cause}"))
        } else {
            (Kind::Transport, format!("the connection was lost: {cause}"))
        };
        let attempt = if was_sent { Attempt::Lost } else { Attempt::NotSent };
        Self::new(kind, message).with_source(error).after(attempt)
    }

    pub(crate) fn with_source(self, source: impl Into<BoxError>) -> Self {
        self.with_shared_source(SharedError::from(source.into()))
    }

    pub(crate) fn with_shared_source(mut self, source: SharedError) -> Self {
        self.0.source = Some(source);
        self
    }

    pub(crate) fn with_status(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.request_id = header_text(&headers, "request-id");
        self.0.client_request_id = header_text(&headers, "client-request-id");
        self.0.status = Some(status);
        self.0.headers = headers;
        self
    }

    /// Adds what happened on the attempt that failed.
    pub(crate) fn after(mut self, attempt: Attempt) -> Self {
        self.0.effect = self.0.effect.or(attempt.effect());
        self
    }

    /// Redacts secrets in all that it shows.
    pub(crate) fn redacted(mut self, secrets: &Secrets) -> Self {
        let inner = &mut *self.0;
        let details = inner.details.iter_mut();
        let details =
            details.flat_map(|detail| [Some(&mut detail.code), Some(&mut detail.message), detail.target.as_mut()]);
        let ids = [&mut inner.request_id, &mut inner.client_request_id].into_iter().flatten();
        for text in [&mut inner.message].into_iter().chain(&mut inner.codes).chain(details.flatten()).chain(ids) {
            if let Cow::Owned(redacted) = secrets.redact(text) {
                *text = redacted;
            }
        }
        secrets.remove_names(&mut inner.headers);
        self
    }

    /// Whether the request may have taken effect, as far as this error knows.
    pub(crate) fn effect(&self) -> Effect {
        self.0.effect
    }

    /// Adds what is known of all attempts of the call.
    pub(crate) fn settled(mut self, outcome: &Outcome) -> Self {
        self.0.effect = outcome.settle(self.0.effect);
        self.0.attempts += outcome.attempts();
        self
    }

    /// Sets how often the request was sent.
    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Removes the effect, for a request that has none by itself: a slice of an upload that is not the last.
    pub(crate) fn without_effect(mut self) -> Self {
        self.0.effect = Effect::default();
        self
    }

    pub(crate) fn with_action(mut self, action: &'static Action) -> Self {
        self.0.action = Some(action);
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    pub(crate) fn with_claims(mut self, claims: Option<String>) -> Self {
        self.0.claims = claims;
        self
    }

    /// Whether Graph refused the token because it has expired, so that another one may be accepted.
    pub(crate) fn is_expired_token(&self) -> bool {
        const CODES: [&str; 4] =
            ["TokenExpired", "ExpiredToken", "ExpiredAuthenticationToken", "Authentication_ExpiredToken"];
        // Graph's own code for every refused token; only the description tells which.
        let is_told = || {
            let challenge = header_text(&self.0.headers, "www-authenticate").unwrap_or_default();
            [&self.0.message, &challenge].iter().any(|text| text.to_ascii_lowercase().contains("expired"))
        };
        self.is_unauthorized()
            && (CODES.iter().any(|code| self.has_code(code))
                || self.has_code("InvalidAuthenticationToken") && is_told())
    }

    /// Whether the failure may pass by itself.
    pub(crate) fn is_transient(&self) -> bool {
        match self.0.kind {
            Kind::Connect | Kind::Transport | Kind::Timeout => true,
            Kind::Api => {
                self.0.status.is_some_and(|status| matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504 | 509))
            }
            _ => false,
        }
    }

    /// The error type for traces and metrics, one of few values: the status, or the kind of failure.
    pub(crate) fn type_name(&self) -> &str {
        match (self.0.kind, &self.0.status) {
            (Kind::Api, Some(status)) => status.as_str(),
            (Kind::Connect, _) => "connect",
            (Kind::Transport, _) => "connection_lost",
            (Kind::Timeout, _) => "timeout",
            (Kind::Redirect, _) => "redirect",
            (Kind::TooLarge, _) => "too_large",
            (Kind::Io, _) => "io",
            _ => "_OTHER",
        }
    }

    /// The notes in parentheses at the end of the message.
    fn notes(&self) -> String {
        let inner = &*self.0;
        let mut notes = String::new();
        let mut note = |text: fmt::Arguments<'_>| {
            let separator = if notes.is_empty() { "" } else { "; " };
            // Writing to a String cannot fail.
            let _ = write!(notes, "{separator}{text}");
        };
        if let Some(action) = inner.action.filter(|_| self.is_forbidden()) {
            if !action.scopes().is_empty() {
                note(format_args!("the action declares {}", action.scopes().join(", ")));
            }
            if !action.app_scopes().is_empty() {
                note(format_args!("as an application {}", action.app_scopes().join(", ")));
            }
        }
        if let Some(wait) = inner.retry_after {
            note(format_args!("retry after {wait:?}"));
        }
        if inner.attempts > 1 {
            note(format_args!("{} attempts", inner.attempts));
        }
        if inner.effect.is_possible() {
            note(format_args!("it may have taken effect"));
        }
        if let Some(id) = &inner.request_id {
            note(format_args!("request-id {}", one_line(id)));
        }
        notes
    }

    /// Sets the id we sent, unless the answer has it.
    pub(crate) fn with_client_request_id(mut self, id: Option<&str>) -> Self {
        if self.0.client_request_id.is_none() {
            self.0.client_request_id = id.map(str::to_owned);
        }
        self
    }
}

/// The words of HTTP/2's crate for a request that the server did not look at (RFC 9113, 8.7). Its type is not public
/// here; other words would leave doubt, which is safe.
const REFUSED_STREAM: &str = "stream error received: refused stream before processing any application logic";

pub(crate) fn innermost<'a>(error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost
}

/// How much of a reason is shown, in bytes.
const EXCERPT: usize = 400;

/// An excerpt of a reason, for example of serde: its beginning, and its end, which has the line and column.
pub(crate) fn excerpt(reason: &dyn fmt::Display) -> String {
    let whole = reason.to_string();
    if whole.len() <= EXCERPT {
        return whole;
    }
    let head = (0..=EXCERPT - 100).rev().find(|end| whole.is_char_boundary(*end)).unwrap_or_default();
    let tail = (whole.len() - 60..).find(|start| whole.is_char_boundary(*start)).unwrap_or(whole.len());
    format!("{} … {}", &whole[..head], &whole[tail..])
}

/// Characters that are invisible or change the direction of text, and so hide what is there.
fn is_deceptive(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// The words of a text on one line, without control characters and others that could deceive a reader of a log.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let text: String = text.chars().filter(|c| !is_deceptive(*c)).collect();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The value of a header as text, whatever bytes it has; `None` when it is empty.
pub(crate) fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = String::from_utf8_lossy(headers.get(name)?.as_bytes());
    (!text.is_empty()).then(|| text.into_owned())
}

/// The address in a header. Some servers send bytes above 0x7F unencoded; here they are percent-encoded.
pub(crate) fn header_address(headers: &HeaderMap, name: &str) -> Option<String> {
    let bytes = headers.get(name)?.as_bytes();
    (!bytes.is_empty()).then(|| percent_encoding::percent_encode(bytes, percent_encoding::CONTROLS).to_string())
}

/// One line: the action, the status, the code and the message; then, as far as they are known and matter, the
/// permissions of the action, the wait, the attempts, whether it may have taken effect, and the request id.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(action) = inner.action {
            write!(f, "{}: ", action.name())?;
        }
        if let Some(status) = inner.status {
            write!(f, "{}", status.as_u16())?;
            if let Some(reason) = status.canonical_reason() {
                write!(f, " {reason}")?;
            }
            match self.code() {
                Some(code) if !code.is_empty() => write!(f, ", {}: ", one_line(code))?,
                _ => f.write_str(": ")?,
            }
        }
        f.write_str(&one_line(&inner.message))?;
        match self.notes() {
            notes if notes.is_empty() => Ok(()),
            notes => write!(f, " ({notes})"),
        }
    }
}

/// What support needs. Of headers only the names, because some values are secrets.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let permissions = inner.action.filter(|_| self.is_forbidden());
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("action", &inner.action.map(Action::to_string))
            .field("permissions", &permissions.map(|action| (action.scopes(), action.app_scopes())))
            .field("status", &inner.status)
            .field("codes", &inner.codes)
            .field("message", &inner.message)
            .field("details", &inner.details)
            .field("request_id", &inner.request_id)
            .field("client_request_id", &inner.client_request_id)
            .field("may_have_taken_effect", &inner.effect.is_possible())
            .field("attempts", &inner.attempts)
            .field("retry_after", &inner.retry_after)
            .field("claims", &inner.claims.as_ref().map(|_| "…"))
            .field("headers", &inner.headers.keys().collect::<Vec<_>>())
            .field("source", &inner.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
