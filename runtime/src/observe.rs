//! Observability: for each request a span for traces and an event for metrics.
//!
//! Neither contains an address, which may contain ids and names of people. Of headers and bodies they contain the
//! request ids only.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use reqwest::Url;
use tracing::Span;
use tracing::field::Empty;

use crate::call::action::{Action, Method};
use crate::client::clock::SharedClock;
use crate::reply::error::{Error, header_text, one_line};

static REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
static SUNSET: HeaderName = HeaderName::from_static("sunset");

pub(crate) type Observer = Box<dyn Fn(&Event<'_>) + Send + Sync>;

/// A request that was sent, with its outcome, as passed to the function of
/// [`GraphBuilder::observe`](crate::GraphBuilder::observe).
///
/// Each attempt of a call is one event. After the last one no [wait](Self::wait) follows.
pub struct Event<'a> {
    action: &'static Action,
    resend_count: u32,
    queued: Duration,
    duration: Duration,
    status: Option<StatusCode>,
    error: Option<&'a Error>,
    wait: Option<Duration>,
    request_id: Option<&'a str>,
    client_request_id: &'a str,
}

impl Event<'_> {
    /// The action that was sent.
    #[must_use]
    pub fn action(&self) -> &'static Action {
        self.action
    }

    /// How often the call had been sent before.
    #[must_use]
    pub fn resend_count(&self) -> u32 {
        self.resend_count
    }

    /// How long it had waited for its [`Throttle`](crate::Throttle), and for a token.
    #[must_use]
    pub fn queued(&self) -> Duration {
        self.queued
    }

    /// How long it took, from connecting to the last byte of the answer or to the failure.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The failure of this attempt. A 304 and a 404 are no failures here: the return type decides.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.error
    }

    /// How long the call waits before it is sent again; `None` when it is not. It is zero when only a new token is
    /// needed.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }

    /// The id that Graph gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id
    }

    /// The id that we gave the call. All its attempts share it.
    #[must_use]
    pub fn client_request_id(&self) -> &str {
        self.client_request_id
    }
}

impl fmt::Debug for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("action", &self.action.to_string())
            .field("resend_count", &self.resend_count)
            .field("queued", &self.queued)
            .field("duration", &self.duration)
            .field("status", &self.status)
            .field("error", &self.error)
            .field("wait", &self.wait)
            .field("request_id", &self.request_id)
            .field("client_request_id", &self.client_request_id)
            .finish()
    }
}

/// What is known of a request before it is sent.
pub(crate) struct Sending<'a> {
    pub(crate) action: &'static Action,
    pub(crate) method: Method,
    /// The host root.
    pub(crate) base: &'a Url,
    pub(crate) client_request_id: &'a HeaderValue,
    /// How often the call was sent before.
    pub(crate) resend_count: u32,
    /// Since when it has been waiting, by the clock's `elapsed`.
    pub(crate) queued_since: Duration,
    /// When it is sent, by the same clock.
    pub(crate) start: Duration,
}

/// The observation of one request, from its start to its outcome.
pub(crate) struct Observation<'a> {
    observer: Option<&'a Observer>,
    clock: &'a SharedClock,
    action: &'static Action,
    client_request_id: &'a str,
    span: Span,
    resend_count: u32,
    queued: Duration,
    start: Duration,
}

impl<'a> Observation<'a> {
    pub(crate) fn start(sending: &Sending<'a>, observer: Option<&'a Observer>, clock: &'a SharedClock) -> Self {
        let Sending { action, method, base, client_request_id, resend_count, queued_since, start } = *sending;
        let client_request_id = client_request_id.to_str().unwrap_or_default();
        let span = tracing::info_span!(
            "graph_request",
            otel.name = format_args!("{method} {}", action.template()),
            otel.kind = "client",
            http.request.method = method.as_str(),
            url.template = action.template(),
            server.address = base.host_str(),
            server.port = base.port_or_known_default(),
            http.request.resend_count = (resend_count > 0).then_some(resend_count),
            http.response.status_code = Empty,
            error.r#type = Empty,
            graph.action = action.name(),
            graph.client_request_id = client_request_id,
            graph.request_id = Empty,
        );
        let queued = start.saturating_sub(queued_since);
        Self { observer, clock, action, client_request_id, span, resend_count, queued, start }
    }

    pub(crate) fn span(&self) -> &Span {
        &self.span
    }

    /// Ends with an answer that the return type decodes.
    pub(crate) fn answered(self, status: StatusCode, headers: &HeaderMap) {
        let is_told = self.observer.is_some() || !self.span.is_disabled();
        let id = if is_told { headers.get(&REQUEST_ID) } else { None };
        let id = id.and_then(|id| id.to_str().ok()).filter(|id| !id.is_empty());
        self.end(Some(status), None, None, id);
        if headers.contains_key(&SUNSET)
            && let Some(sunset) = header_text(headers, SUNSET.as_str())
        {
            let link = header_text(headers, "link").unwrap_or_default();
            let (sunset, link) = (one_line(&sunset), one_line(&link));
            tracing::warn!(parent: &self.span, sunset, link, "this part of Graph will be switched off");
        }
    }

    /// Ends with a failure. The call is sent again after the wait, if there is one.
    pub(crate) fn failed(self, error: &Error, wait: Option<Duration>) {
        self.end(error.status(), Some(error), wait, error.request_id());
        self.span.record("error.type", error.type_name());
        if let Some(wait) = wait {
            let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            tracing::debug!(parent: &self.span, wait_ms, "sent again after a wait");
        }
    }

    fn end(&self, status: Option<StatusCode>, error: Option<&Error>, wait: Option<Duration>, request_id: Option<&str>) {
        if let Some(status) = status {
            self.span.record("http.response.status_code", status.as_u16());
        }
        if let Some(id) = request_id.filter(|_| !self.span.is_disabled()) {
            self.span.record("graph.request_id", one_line(id));
        }
        if let Some(observer) = self.observer {
            observer(&Event {
                action: self.action,
                resend_count: self.resend_count,
                queued: self.queued,
                duration: self.clock.elapsed().saturating_sub(self.start),
                status,
                error,
                wait,
                request_id,
                client_request_id: self.client_request_id,
            });
        }
    }
}
