//! Asking how an operation goes, whatever its result is.

use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Progress;
use crate::error::{Error, Kind, Result, header_text};
use crate::origin;
use crate::reply::Reply;
use crate::request::Request;
use crate::retry::after;
use crate::send::{execute, need_runtime};
use crate::transfer::{Answer, Patience, Transfer};

const SHORTEST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How many redirects an answer may take.
const REDIRECTS: usize = 5;

pub(super) struct Poller {
    /// The one that started the operation.
    request: Request,
    client_request_id: String,
    url: Url,
    /// How long to wait before the next question.
    wait: Duration,
    /// How long to wait the next time Graph does not say.
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

/// What the address tells: `asyncJobStatus` of OneDrive, `onenoteOperation`, `teamsAsyncOperation`, and the like.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Status {
    status: Option<String>,
    percentage_complete: Option<Value>,
    error: Option<Value>,
    error_code: Option<String>,
    status_description: Option<String>,
}

impl Poller {
    /// What the answer that started the operation says.
    pub(super) fn start(mut reply: Reply) -> Result<Start> {
        if let Some(error) = reply.absence.take() {
            return Err(error);
        }
        // The location of a 201 is what was created.
        let location = header_text(&reply.headers, "operation-location")
            .or_else(|| (reply.status == StatusCode::ACCEPTED).then(|| header_text(&reply.headers, "location"))?);
        let Some(location) = location else {
            if reply.status == StatusCode::ACCEPTED {
                return Err(reply.unreadable("graph_action::Monitor", &"it has no `Location` that tells how it goes"));
            }
            return Ok(Start::Done(Box::new(reply)));
        };
        let url = resolve(&reply.request, &location)
            .map_err(|reason| reply.unreadable("graph_action::Monitor", &format!("its `Location` {reason}")))?;
        let mut poller = Self {
            request: reply.request,
            client_request_id: reply.client_request_id,
            url,
            wait: Duration::ZERO,
            usual_wait: SHORTEST_WAIT,
        };
        poller.set_wait(&reply.headers);
        Ok(Start::Running(Box::new(poller)))
    }

    /// Waits and asks.
    pub(super) async fn step(&mut self) -> Result<Step> {
        need_runtime().map_err(|error| error.with_action(self.request.action))?;
        self.request.graph.clock().sleep(self.wait).await;
        let reply = self.ask().await.map_err(|error| {
            // What was asked for was done: the operation was started.
            let error = error.with_effect(true).with_action(self.request.action);
            error.with_client_request_id(Some(&self.client_request_id))
        })?;
        self.set_wait(&reply.headers);
        self.judge(reply)
    }

    fn set_wait(&mut self, headers: &HeaderMap) {
        self.wait = after::read(headers, self.request.graph.clock().now()).unwrap_or_else(|| {
            let wait = self.usual_wait;
            self.usual_wait = wait.mul_f64(1.5).min(LONGEST_WAIT);
            wait
        });
    }

    async fn ask(&self) -> Result<Reply> {
        let mut url = self.url.clone();
        for _ in 0..=REDIRECTS {
            if origin::is_same(&url, self.request.graph.base()) {
                let mut reply = execute(self.request.ask(&url)).await?;
                return match reply.absence.take() {
                    Some(error) => Err(error),
                    None => Ok(reply),
                };
            }
            let answer = self.ask_elsewhere(&url).await?;
            if !answer.status.is_redirection() {
                return Ok(self.reply(answer));
            }
            let wrong = |reason: &str| {
                let message = format!("the redirect was not followed: {reason}");
                Error::new(Kind::Redirect, message).with_status(answer.status, answer.headers.clone())
            };
            let Some(location) = header_text(&answer.headers, "location") else {
                return Err(wrong("it has no `Location`"));
            };
            url = url.join(&location).map_err(|error| wrong(&format!("its `Location` cannot be read: {error}")))?;
            origin::check(&url, self.request.graph.base())
                .map_err(|reason| wrong(&format!("its `Location` {reason}")))?;
        }
        Err(Error::new(Kind::Redirect, format!("there are more than {REDIRECTS} redirects")))
    }

    /// A host that is not Graph's, which is asked without a token.
    async fn ask_elsewhere(&self, url: &Url) -> Result<Answer> {
        let graph = &self.request.graph;
        let mut patience = Patience::default();
        loop {
            let (method, headers, body) = (Method::GET, HeaderMap::new(), bytes::Bytes::new());
            let failure =
                match (Transfer { graph, method, url, headers, body, limit: self.request.timeout }).send().await {
                    Ok(answer) if answer.status.is_client_error() || answer.status.is_server_error() => {
                        answer.into_error(graph, url)
                    }
                    Ok(answer) => return Ok(answer),
                    Err(error) => error,
                };
            if !failure.is_transient() {
                return Err(failure);
            }
            patience.wait(&self.request, failure).await?;
        }
    }

    fn reply(&self, answer: Answer) -> Reply {
        Reply {
            request: self.request.clone(),
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
            live: None,
            client_request_id: self.client_request_id.clone(),
            authorization: None,
            absence: None,
        }
    }

    /// The status in the body goes before that of HTTP: OneDrive answers 202 when it is done, Teams 200 when it is not.
    fn judge(&self, reply: Reply) -> Result<Step> {
        let status: Status = serde_json::from_slice(reply.text_bytes()).unwrap_or_default();
        let word = status.status.as_deref().unwrap_or_default().to_ascii_lowercase();
        let is_running = match word.as_str() {
            "completed" | "succeeded" => false,
            "failed" | "deletefailed" | "cancelled" | "canceled" => return Err(self.failure(&reply, status)),
            "notstarted" | "inprogress" | "running" | "waiting" | "updating" | "deletepending" => true,
            _ => reply.status == StatusCode::ACCEPTED,
        };
        if !is_running {
            return Ok(Step::Done(Box::new(reply)));
        }
        let percentage = status.percentage_complete.and_then(|value| match value {
            Value::String(text) => text.parse().ok(),
            value => value.as_f64(),
        });
        Ok(Step::Running(Progress { status: status.status.unwrap_or_default(), percentage }))
    }

    fn failure(&self, reply: &Reply, status: Status) -> Error {
        let error = match status.error {
            Some(error @ Value::Object(_)) => error,
            _ => {
                let word = status.status.unwrap_or_default();
                let message = status.status_description.filter(|text| !text.is_empty());
                json!({
                    "code": status.error_code.unwrap_or_default(),
                    "message": message.unwrap_or_else(|| format!("the operation ended with the status `{word}`")),
                })
            }
        };
        let body = json!({ "error": error }).to_string();
        Error::answer(reply.status, reply.headers.clone(), body.as_bytes(), None)
            .with_effect(true)
            .with_action(self.request.action)
            .with_client_request_id(Some(&self.client_request_id))
    }
}

/// Graph's own locations come without a host, and those of Teams without a version.
fn resolve(request: &Request, location: &str) -> Result<Url, String> {
    let base = request.graph.base();
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
