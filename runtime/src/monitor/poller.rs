//! Asks for the progress of an operation.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use reqwest::Url;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::json;
use serde_json::value::RawValue;

use super::Progress;
use crate::call::action::Method;
use crate::call::request::Request;
use crate::client::origin;
use crate::client::runtime;
use crate::dispatch::dispatch;
use crate::reply::Reply;
use crate::reply::answer::{Answer, ERROR_BODY};
use crate::reply::error::{Error, Kind, Result, header_address};
use crate::reply::json::{self, Text};
use crate::reply::retry_after;
use crate::send::outcome::{Attempt, Outcome};
use crate::send::redirect::{Hop, Trail};
use crate::transfer::{self, Failures, Transfer};

const SHORTEST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// The longest wait that is believed when the address tells it.
const LONGEST_TOLD: Duration = Duration::from_secs(60 * 60);

pub(super) struct Poller {
    /// The request that started the operation.
    request: Request,
    client_request_id: String,
    url: Url,
    /// How long to wait before the next request.
    wait: Duration,
    /// How long to wait the next time Graph does not tell.
    usual_wait: Duration,
}

pub(super) enum Start {
    Running(Box<Poller>),
    Done(Box<Reply>),
}

pub(super) enum Step {
    Running(Progress),
    Done(Box<Reply>),
}

/// The answer of the address: `asyncJobStatus` of OneDrive, `onenoteOperation`, `teamsAsyncOperation`, and the like.
///
/// Names are read in any case, and the last of several with one name holds. Each may be of an unexpected type, which
/// does not hide the others.
#[derive(Default)]
struct Status {
    status: Text,
    percentage_complete: Text,
    error: Option<Box<RawValue>>,
    error_code: Text,
    status_description: Text,
    result_info: Option<Box<RawValue>>,
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Properties;

        impl<'de> Visitor<'de> for Properties {
            type Value = Status;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the state of an operation")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut body: A) -> Result<Status, A::Error> {
                let mut status = Status::default();
                while let Some((name, value)) = body.next_entry::<String, &RawValue>()? {
                    let text = || json::read::<Text>(value.get().as_bytes()).unwrap_or_default();
                    match name.to_ascii_lowercase().as_str() {
                        "status" => status.status = text(),
                        "percentagecomplete" => status.percentage_complete = text(),
                        "error" => status.error = Some(value.to_owned()),
                        "errorcode" => status.error_code = text(),
                        "statusdescription" => status.status_description = text(),
                        "resultinfo" => status.result_info = Some(value.to_owned()),
                        _ => {}
                    }
                }
                Ok(status)
            }
        }

        deserializer.deserialize_map(Properties)
    }
}

/// Whether a body describes an operation: it has only properties of operations. Otherwise it is the result, which may
/// have a `status` of its own.
fn is_operation(reply: &Reply) -> bool {
    const PROPERTIES: [&str; 19] = [
        "action",
        "attemptscount",
        "completeddatetime",
        "createddatetime",
        "error",
        "errorcode",
        "id",
        "lastactiondatetime",
        "lastupdateddatetime",
        "operation",
        "operationtype",
        "percentagecomplete",
        "percentageprogress",
        "resourceid",
        "resourcelocation",
        "resultinfo",
        "status",
        "statusdescription",
        "targetresourcelocation",
    ];
    /// The names of a body that describes an operation. It fails at the first other one.
    struct Names;

    impl<'de> Visitor<'de> for Names {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an operation")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut body: A) -> Result<(), A::Error> {
            while let Some((name, IgnoredAny)) = body.next_entry::<String, IgnoredAny>()? {
                if !name.contains('@') && !PROPERTIES.contains(&name.to_ascii_lowercase().as_str()) {
                    return Err(A::Error::custom("a result"));
                }
            }
            Ok(())
        }
    }
    serde_json::Deserializer::from_slice(reply.text_bytes()).deserialize_map(Names).is_ok()
}

/// What a status says about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Done,
    Running,
    Failed,
    /// The status is not known.
    Unknown,
}

/// The words of `longRunningOperationStatus`, `asyncJobStatus`, `teamsAsyncOperationStatus`, `workbookOperationStatus`,
/// `security.caseOperationStatus`, `connectionOperationStatus` and `engagementAsyncOperationStatus`, without case.
///
/// A status that is not among them is judged by its ending: `submissionFailed` has failed.
fn state(word: &str) -> State {
    let word = word.to_ascii_lowercase();
    match word.as_str() {
        "completed" | "succeeded" | "success" | "partiallycompleted" | "partiallysucceeded" => State::Done,
        "notstarted" | "inprogress" | "running" | "waiting" | "updating" | "deletepending" | "queued" | "pending"
        | "submitted" | "started" | "accepted" => State::Running,
        _ if ["failed", "failure", "error", "cancelled", "canceled", "skipped", "timedout", "rejected", "aborted"]
            .iter()
            .any(|end| word.ends_with(end)) =>
        {
            State::Failed
        }
        _ => State::Unknown,
    }
}

impl Poller {
    /// Reads the answer that started the operation.
    pub(super) fn start(mut reply: Reply) -> Result<Start> {
        if let Some(error) = reply.absence.take() {
            return Err(error);
        }
        // The location of a 201 is that of the new resource.
        let location = header_address(&reply.headers, "operation-location")
            .or_else(|| (reply.status == StatusCode::ACCEPTED).then(|| header_address(&reply.headers, "location"))?);
        let Some(location) = location else {
            if reply.status == StatusCode::ACCEPTED {
                return Err(reply.unreadable("graph_action::Monitor", &"it has no `Location` that tells how it goes"));
            }
            return Ok(Start::Done(Box::new(reply)));
        };
        let url = resolve(&reply.request, &location)
            .map_err(|reason| reply.unreadable("graph_action::Monitor", &format!("its `Location` {reason}")))?;
        let mut poller = Self {
            request: *reply.request,
            client_request_id: reply.client_request_id,
            url,
            wait: Duration::ZERO,
            usual_wait: SHORTEST_WAIT,
        };
        poller.set_wait(&reply.headers);
        Ok(Start::Running(Box::new(poller)))
    }

    /// Waits, then asks.
    pub(super) async fn step(&mut self) -> Result<Step> {
        runtime::require_for_call().map_err(|error| error.with_action(self.request.action))?;
        self.request.graph.shared.clock.sleep(self.wait).await;
        let reply = self.ask().await.map_err(|error| {
            // The operation was started, so the call has taken effect.
            let sent = error.attempts().max(1);
            let error = error.with_attempts(sent).after(Attempt::Done).with_action(self.request.action);
            error.with_client_request_id(Some(&self.client_request_id))
        })?;
        self.set_wait(&reply.headers);
        self.judge(reply)
    }

    fn set_wait(&mut self, headers: &HeaderMap) {
        // `Retry-After: 0` would ask as fast as the network allows.
        let told = retry_after::read(headers, self.request.graph.shared.clock.now()).filter(|wait| !wait.is_zero());
        self.wait = told.map(|wait| wait.min(LONGEST_TOLD)).unwrap_or_else(|| {
            let wait = self.usual_wait;
            self.usual_wait = wait.mul_f64(1.5).min(LONGEST_WAIT);
            wait
        });
    }

    async fn ask(&self) -> Result<Reply> {
        let base = &self.request.graph.shared.base;
        let is_trusted = origin::is_same(&self.url, base);
        let mut hop = Hop { url: self.url.clone(), method: http::Method::GET, has_body: false, is_trusted };
        let mut trail = Trail::default();
        // A 303 says that the operation is done, and where its result is. The result may not be readable.
        let mut is_done = false;
        loop {
            // The token is not sent where another host redirects to, be it Graph.
            let answered = match hop.is_trusted {
                true => self.ask_graph(&hop.url).await,
                false => self.ask_elsewhere(&hop.url).await,
            };
            let reply = match answered {
                Err(error) if is_done => return Ok(self.done_without_result(&error)),
                answered => answered?,
            };
            let Some(next) = trail.follow(&hop, reply.status, &reply.headers)? else {
                return Ok(reply);
            };
            origin::check(&next.url, base).map_err(|reason| {
                Error::new(Kind::Redirect, format!("the redirect was not followed: its `Location` {reason}"))
                    .with_status(reply.status, reply.headers.clone())
            })?;
            is_done |= reply.status == StatusCode::SEE_OTHER;
            hop = next;
        }
    }

    /// Graph itself, which follows its own redirects.
    async fn ask_graph(&self, url: &Url) -> Result<Reply> {
        let mut reply = dispatch(Box::new(self.request.ask(url))).await?;
        // What is asked for is read, but the operation was begun by a request that may write.
        let mut outcome = Outcome::new(self.request.method);
        outcome.add(&reply.outcome);
        reply.outcome = outcome;
        match reply.absence.take() {
            Some(error) => Err(error),
            None => Ok(reply),
        }
    }

    /// Asks a host that is not Graph's, without a token.
    async fn ask_elsewhere(&self, url: &Url) -> Result<Reply> {
        let graph = &self.request.graph;
        let mut failures = Failures::default();
        loop {
            let (method, headers, body) = (Method::Get, HeaderMap::new(), Bytes::new());
            let transfer = Transfer { graph, method, url, headers, body, limit: self.request.timeout };
            let failure = match transfer.send().await {
                Ok(answer) if answer.status.is_client_error() || answer.status.is_server_error() => {
                    transfer::failure(answer, method, graph, url)
                }
                Ok(answer) => return Ok(Reply { elsewhere: Some(Box::new(url.clone())), ..self.reply(answer) }),
                Err(error) => error,
            };
            if !failure.is_transient() {
                return Err(failures.last(failure));
            }
            failures.wait(&self.request, failure).await?;
        }
    }

    /// The reply for an operation that is done, but whose result cannot be read: `()` accepts it, every other type
    /// fails.
    fn done_without_result(&self, error: &Error) -> Reply {
        let status = error.status().unwrap_or(StatusCode::SEE_OTHER);
        let message = format!(
            "the operation is done, but its result is at an address of another host, which does not give it without a \
             token of its own ({status}); return `()` when the result does not matter"
        );
        let absence = Error::new(Kind::Decode, message)
            .with_status(status, error.headers().clone())
            .after(Attempt::Done)
            .with_action(self.request.action)
            .with_client_request_id(Some(&self.client_request_id));
        let answer = Answer { status: StatusCode::SEE_OTHER, headers: HeaderMap::new(), body: Bytes::new() };
        Reply { absence: Some(absence), ..self.reply(answer) }
    }

    fn reply(&self, answer: Answer) -> Reply {
        let mut reply = Reply::new(Box::new(self.request.clone()), answer, &self.client_request_id);
        reply.outcome.begin();
        reply
    }

    /// The status in the body takes precedence over that of HTTP: OneDrive answers 202 when it is done, Teams 200 when
    /// it is not.
    fn judge(&self, reply: Reply) -> Result<Step> {
        let status = match json::read::<Status>(reply.text_bytes()) {
            Ok(status) => status,
            // The result may be anything, but an object that cannot be read may be a state.
            Err(error) if reply.text_bytes().trim_ascii_start().starts_with(b"{") => {
                return Err(reply.unreadable("the state of an operation", &error));
            }
            Err(_) => Status::default(),
        };
        let word = status.status.0.clone().unwrap_or_default();
        let has_error = status.error.as_ref().is_some_and(|error| error.get().starts_with('{'));
        if word.is_empty() && has_error && is_operation(&reply) {
            return Err(self.failure(&reply, &status));
        }
        let is_running = match state(&word) {
            State::Done => false,
            State::Running => true,
            State::Failed => return Err(self.failure(&reply, &status)),
            // Without a status the body is the result. With an unknown one, a body that describes an operation is still
            // running.
            State::Unknown => reply.status == StatusCode::ACCEPTED || (!word.is_empty() && is_operation(&reply)),
        };
        if !is_running {
            return Ok(Step::Done(Box::new(reply)));
        }
        let percentage = status.percentage_complete.0.and_then(|text| text.parse().ok());
        Ok(Step::Running(Progress { status: word, percentage: percentage.filter(|share: &f64| share.is_finite()) }))
    }

    fn failure(&self, reply: &Reply, status: &Status) -> Error {
        let described = [&status.error, &status.result_info].into_iter().flatten();
        let described =
            described.map(|error| error.get()).find(|error| error.starts_with('{') && error.len() < ERROR_BODY);
        let error = described.map(str::to_owned).unwrap_or_else(|| {
            let word = status.status.0.as_deref().unwrap_or_default();
            let message = status.status_description.0.clone().filter(|message| !message.is_empty());
            json!({
                "code": status.error_code.0.as_deref().unwrap_or_default(),
                "message": message.unwrap_or_else(|| format!("the operation ended with the status `{word}`")),
            })
            .to_string()
        });
        let body = format!("{{\"error\":{error}}}");
        let secrets = reply.secrets().address(&self.url);
        Error::answer(reply.status, reply.headers.clone(), body.as_bytes(), &secrets)
            .settled(&reply.outcome)
            .after(Attempt::Done)
            .with_action(self.request.action)
            .with_client_request_id(Some(&self.client_request_id))
    }
}

/// Resolves a location. Graph's own come without a host, and those of Teams without a version.
fn resolve(request: &Request, location: &str) -> Result<Url, String> {
    let base = &request.graph.shared.base;
    let url = match Url::parse(location) {
        Ok(url) => Ok(url),
        Err(_) if location.starts_with("/v1.0/") || location.starts_with("/beta/") || location.starts_with("//") => {
            base.join(location)
        }
        Err(_) => {
            let version = request.action.version();
            base.join(&format!("/{version}/{}", location.trim_start_matches('/')))
        }
    };
    let url = url.map_err(|error| format!("cannot be read: {error}"))?;
    origin::check(&url, base)?;
    Ok(url)
}
