//! Sends batches until every call has its answer.
//!
//! 1. Of the calls that are due, as many as fit travel in one `$batch` request, after those under way for the same mailboxes.
//! 2. Each item of the answer is one of: done, refused for good, to be repeated after its own `Retry-After`, or not tried because
//!    what it depends on was not done; then it shares the fate of that.
//! 3. When the whole request fails, so does every call in it that may not be repeated.

use std::collections::HashMap;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};

use super::item::{Item, name};
use super::repeat;
use super::schedule::{Next, Schedule};
use super::wire::{self, Response};
use crate::action::{Action, Descriptor, Method, action};
use crate::body::Content;
use crate::client::Graph;
use crate::error::{Error, Kind, Result};
use crate::reply::Reply;
use crate::request::Request;
use crate::send::execute_alone;

const fn batch(version: &'static str) -> Descriptor {
    Descriptor {
        name: "Graph::batch",
        method: Method::Post,
        version,
        absolute: true,
        template: "/$batch",
        path: &[],
        query: &[],
        scopes: &[],
        app_scopes: &[],
        repeatable: false,
    }
}

static BATCH: Action = action(batch("v1.0"));
static BATCH_BETA: Action = action(batch("beta"));

/// Whether this is the action that batches are sent by.
pub(super) fn is_batch(action: &'static Action) -> bool {
    [&BATCH, &BATCH_BETA].into_iter().any(|batch| std::ptr::eq(batch, action))
}

/// Those who wait for the answers.
pub(super) trait Recipients: Send {
    /// Whether anybody still wants the answer to this call.
    fn is_waiting(&self, call: usize) -> bool;

    /// Hands over the one answer to this call.
    fn deliver(&mut self, call: usize, answer: Result<Reply>);
}

/// The calls, and how far each has come.
pub(super) struct Run<'a, R> {
    graph: &'a Graph,
    schedule: Schedule,
    progress: HashMap<usize, Progress>,
    recipients: &'a mut R,
}

struct Progress {
    item: Item,
    /// How often it was repeated.
    attempts: u32,
    /// The time of the clock when it was first sent.
    first_sent: Option<Duration>,
}

/// What becomes of an item.
enum Verdict {
    Answer(Box<Result<Reply>>),
    /// It is answered so unless it can be repeated, after what the headers say.
    Repeat(Error, HeaderMap),
    /// What it depends on was not done, and perhaps is going to be.
    Untried(Error),
    /// The answer is elsewhere, and reading it from there does no harm.
    Elsewhere,
}

impl<'a, R: Recipients> Run<'a, R> {
    /// The items have the numbers that the schedule gave them.
    pub(super) fn new(
        graph: &'a Graph,
        schedule: Schedule,
        items: impl Iterator<Item = (usize, Item)>,
        recipients: &'a mut R,
    ) -> Self {
        let progress = items.map(|(call, item)| (call, Progress { item, attempts: 0, first_sent: None })).collect();
        Self { graph, schedule, progress, recipients }
    }

    /// Runs until every call is answered.
    pub(super) async fn run(mut self) {
        let clock = self.graph.clock().clone();
        loop {
            self.forget_the_abandoned();
            self.fail_the_orphans();
            match self.schedule.next(clock.elapsed()) {
                Next::Done => return,
                Next::WaitUntil(until) => clock.sleep(until.saturating_sub(clock.elapsed())).await,
                Next::Send(calls) => self.send(&calls).await,
            }
        }
    }

    fn forget_the_abandoned(&mut self) {
        let abandoned = self.progress.keys().copied().filter(|call| !self.recipients.is_waiting(*call));
        for call in abandoned.collect::<Vec<_>>() {
            self.progress.remove(&call);
            self.schedule.finish(call, false);
        }
    }

    fn fail_the_orphans(&mut self) {
        while let Some(call) = self.schedule.orphan() {
            let error = Error::api(
                StatusCode::FAILED_DEPENDENCY,
                "FailedDependency",
                "a call that this one depends on did not succeed, so this one was not sent",
            );
            self.answer(call, Err(error));
        }
    }

    fn answer(&mut self, call: usize, answer: Result<Reply>) {
        self.schedule.finish(call, answer.as_ref().is_ok_and(|reply| reply.absence.is_none()));
        let Some(Progress { item, .. }) = self.progress.remove(&call) else { return };
        let answer = answer.map_err(|error| {
            let in_doubt = error.may_have_taken_effect() && !item.request.method.is_safe();
            error.with_effect(in_doubt).with_action(item.request.action).with_client_request_id(item.id.to_str().ok())
        });
        self.recipients.deliver(call, answer);
    }

    async fn send(&mut self, calls: &[usize]) {
        let mailboxes = self.items(calls).filter_map(|(_, progress)| progress.item.mailbox());
        let permits = self.graph.batching().mailboxes.enter(mailboxes).await;
        // The wait may have been long.
        self.forget_the_abandoned();
        let calls: Vec<usize> = calls.iter().copied().filter(|call| self.progress.contains_key(call)).collect();
        if calls.is_empty() {
            return;
        }
        let now = self.graph.clock().elapsed();
        for call in &calls {
            if let Some(progress) = self.progress.get_mut(call) {
                progress.first_sent.get_or_insert(now);
            }
        }
        let answer = match self.request(&calls) {
            Ok(request) => execute_alone(request).await,
            Err(error) => Err(error),
        };
        drop(permits);
        let verdicts = self.judge(&calls, answer);
        let jitter = repeat::jitter(self.graph.random());
        for (call, verdict) in calls.iter().zip(verdicts) {
            self.act(*call, verdict, jitter).await;
        }
    }

    fn items(&self, calls: &[usize]) -> impl Iterator<Item = (usize, &Progress)> {
        calls.iter().filter_map(|call| Some((*call, self.progress.get(call)?)))
    }

    /// The `$batch` request of these calls. It may take as long as the most patient of them.
    fn request(&self, calls: &[usize]) -> Result<Request> {
        let items: Vec<_> = self
            .items(calls)
            .map(|(call, progress)| progress.item.wire(call, progress.attempts, self.schedule.dependencies(call)))
            .collect();
        let bytes = wire::write(&items).map_err(|error| {
            Error::new(Kind::Argument, format!("the batch cannot be written: {error}")).with_source(error)
        })?;
        let mut limits = self.items(calls).map(|(_, progress)| progress.item.request.timeout);
        let timeout = limits.try_fold(Duration::ZERO, |longest, limit| Some(longest.max(limit?)));
        let version = self.items(calls).next().map_or("v1.0", |(_, progress)| &progress.item.version);
        Ok(Request {
            graph: self.graph.clone(),
            action: if version == "beta" { &BATCH_BETA } else { &BATCH },
            method: Method::Post,
            target: format!("{}{version}/$batch", self.graph.base()),
            headers: HeaderMap::new(),
            body: Some(Content { content_type: HeaderValue::from_static("application/json"), bytes }),
            timeout,
        })
    }

    /// What the answer to a batch means for each of its calls, in their order.
    fn judge(&self, calls: &[usize], answer: Result<Reply>) -> Vec<Verdict> {
        let mut reply = match answer {
            Ok(reply) => reply,
            Err(error) => return self.judge_failure(calls, error),
        };
        let mut responses = match wire::read(&reply.body) {
            Ok(responses) if reply.absence.is_none() || reply.status == StatusCode::FAILED_DEPENDENCY => responses,
            outcome => {
                let error = match (reply.absence.take(), outcome) {
                    (Some(error), _) => error,
                    (None, Err(error)) => reply.unreadable("the answer to a batch", &error),
                    (None, Ok(_)) => reply.unreadable("the answer to a batch", &"it is none"),
                };
                return self.judge_failure(calls, error);
            }
        };
        let judge = |(call, progress): (usize, &Progress)| match responses.remove(&name(call)) {
            Some(Ok(response)) => judge_response(&progress.item, response, &reply),
            odd => {
                let reason = odd.and_then(Result::err).unwrap_or("Graph left it out of the answer to its batch");
                let error = Error::new(Kind::Decode, reason);
                error_verdict(error.with_status(reply.status, reply.headers.clone()).with_effect(true))
            }
        };
        self.items(calls).map(judge).collect()
    }

    fn judge_failure(&self, calls: &[usize], failure: Error) -> Vec<Verdict> {
        let failure = std::sync::Arc::new(failure);
        let judge = |(_, progress): (usize, &Progress)| {
            let error = Error::of_batch(&failure);
            if repeat::may_repeat_after(&progress.item.request, &failure) {
                return Verdict::Repeat(error, failure.headers().clone());
            }
            error_verdict(error)
        };
        self.items(calls).map(judge).collect()
    }

    async fn act(&mut self, call: usize, verdict: Verdict, jitter: f64) {
        match verdict {
            Verdict::Answer(answer) => self.answer(call, *answer),
            Verdict::Repeat(error, headers) => match self.repeat_at(call, &headers, jitter) {
                Some(until) => {
                    self.schedule.postpone(call, until);
                    if let Some(progress) = self.progress.get_mut(&call) {
                        progress.attempts += 1;
                    }
                }
                None => self.answer(call, Err(error)),
            },
            Verdict::Untried(error) => {
                // What it depends on comes earlier in the batch, so its fate is known. While it waits, so does this one.
                let (waits, all) = self.schedule.dependencies(call).fold((0, 0), |(waits, all), earlier| {
                    (waits + usize::from(self.schedule.is_waiting(earlier)), all + 1)
                });
                if waits == 0 || waits < all {
                    self.answer(call, Err(error));
                }
            }
            Verdict::Elsewhere => {
                if let Some(progress) = self.progress.get(&call) {
                    let answer = execute_alone(progress.item.request.clone()).await;
                    self.answer(call, answer);
                }
            }
        }
    }

    /// When a call is to be repeated, if it still may be.
    fn repeat_at(&self, call: usize, headers: &HeaderMap, jitter: f64) -> Option<Duration> {
        let is_orphan = self.schedule.dependencies(call).any(|earlier| !self.schedule.is_waiting(earlier));
        let progress = self.progress.get(&call).filter(|_| !is_orphan)?;
        let clock = self.graph.clock();
        let now = clock.elapsed();
        let since_first = now.saturating_sub(progress.first_sent.unwrap_or(now));
        let wait = repeat::wait(progress.attempts, since_first, headers, clock.now(), jitter)?;
        Some(now + wait)
    }
}

fn judge_response(item: &Item, response: Response, batch: &Reply) -> Verdict {
    let Response { status, mut headers, body } = response;
    let is_safe = item.request.method.is_safe();
    if status.is_redirection() && status != StatusCode::NOT_MODIFIED && is_safe {
        return Verdict::Elsewhere;
    }
    let error = (!status.is_success()).then(|| {
        let error = Error::answer(status, headers.clone(), &body, batch.secret());
        error.with_request_id(batch.headers.get("request-id")).with_action(item.request.action)
    });
    match error {
        Some(error) if status == StatusCode::FAILED_DEPENDENCY => Verdict::Untried(error),
        Some(error) if repeat::may_repeat(&item.request, Some(status)) => Verdict::Repeat(error, headers),
        Some(error) if !item.request.accepts(status) => error_verdict(error),
        absence => {
            if let Some(id) = batch.headers.get("request-id") {
                headers.entry("request-id").or_insert_with(|| id.clone());
            }
            let id = item.id.to_str().unwrap_or_default().to_owned();
            let absence = absence.map(|error| error.with_client_request_id(Some(&id)));
            let request = item.request.clone().without_body();
            let authorization = batch.authorization.clone();
            let reply = Reply { request, status, headers, body, client_request_id: id, absence, authorization };
            Verdict::Answer(Box::new(Ok(reply)))
        }
    }
}

fn error_verdict(error: Error) -> Verdict {
    Verdict::Answer(Box::new(Err(error)))
}
