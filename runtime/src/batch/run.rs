//! Sends `$batch` requests until every call has its answer.
//!
//! 1. Of the calls that are due and not paused, as many as fit are sent in one `$batch` request, once it has its places
//!    at their [gates](crate::throttle::Throttler::acquire_all).
//! 2. Each item of the answer is a success, a failure, a failure to be repeated after its own `Retry-After` by the rule
//!    of single calls ([`Repeats`]), or to be sent alone. An item whose dependency failed shares the result of that.
//! 3. A read whose answer cannot be read is sent alone. A write then fails in doubt.
//! 4. When the whole request fails, so does every call in it that may not be repeated.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use http::header::DATE;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::item::{Item, item_id};
use super::schedule::{Next, Schedule};
use super::wire;
use crate::call::action::{Action, Descriptor, Method, action};
use crate::call::body::Content;
use crate::call::expects::Expects;
use crate::call::request::{CLIENT_REQUEST_ID, Request};
use crate::call::retry_when::Awaited;
use crate::client::graph::Graph;
use crate::reply::Reply;
use crate::reply::answer::Answer;
use crate::reply::error::{Error, Kind, Result};
use crate::reply::redact::Secrets;
use crate::reply::retry_after;
use crate::send::challenge;
use crate::send::classify::is_decoded;
use crate::send::execute;
use crate::send::outcome::{Attempt, Outcome};
use crate::send::retry::{Repeats, Retry};
use crate::throttle::PlacesWanted;
use crate::token::permissions::Permissions;

/// The actions that `$batch` requests are sent as.
static V1: Action = batch_action("v1.0");
static BETA: Action = batch_action("beta");

const fn batch_action(version: &'static str) -> Action {
    action(Descriptor {
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
    })
}

/// The receivers of the answers.
pub(super) trait Recipients: Send {
    /// Whether the answer to this call is still wanted.
    fn is_waiting(&self, call: usize) -> bool;

    /// Delivers the answer to this call. `is_success` says whether calls that depend on it may run.
    fn deliver(&mut self, call: usize, answer: Result<Reply>, is_success: bool);
}

/// The calls of a batch, with the progress of each.
pub(super) struct Run<'a, R> {
    graph: &'a Graph,
    schedule: Schedule,
    /// The calls that failed with a status that counts as success for their dependents.
    accepted: HashSet<usize>,
    progress: HashMap<usize, Progress>,
    recipients: &'a mut R,
}

struct Progress {
    item: Item,
    repeats: Repeats,
    awaited: Awaited,
    outcome: Outcome,
    /// The calls that it depended on when it was last sent.
    sent_after: Vec<usize>,
    /// Since when a pause of the throttler has postponed it.
    paused_since: Option<Duration>,
}

/// The result of one item.
enum ItemResult {
    Success(Box<Reply>),
    /// The answer, unless the call can be repeated.
    Failure(Error),
    /// Graph did not try the item, because its dependency failed. The dependency may be repeated.
    DependencyFailed(Error),
    /// The call has to be sent alone: a read was redirected, or Graph wants another token.
    Alone,
    /// There is an answer, but it cannot be read or told from others.
    Unreadable(Error),
}

impl<'a, R: Recipients> Run<'a, R> {
    /// The items have the numbers that the schedule gave them.
    pub(super) fn new(
        graph: &'a Graph,
        schedule: Schedule,
        items: impl Iterator<Item = (usize, Item)>,
        recipients: &'a mut R,
    ) -> Self {
        let progress = items.map(|(call, item)| {
            let repeats = Repeats::new(item.request.retry);
            let awaited = Awaited::new(item.request.retry_when.as_ref());
            let outcome = item.earlier;
            (call, Progress { item, repeats, awaited, outcome, sent_after: Vec::new(), paused_since: None })
        });
        Self { graph, schedule, accepted: HashSet::new(), progress: progress.collect(), recipients }
    }

    /// Runs until every call is answered.
    pub(super) async fn run(mut self) {
        let clock = self.graph.shared.clock.clone();
        loop {
            self.drop_cancelled();
            self.fail_unsatisfied();
            match self.schedule.next(clock.elapsed()) {
                Next::Done => return,
                Next::WaitUntil(until) => clock.sleep(until.saturating_sub(clock.elapsed())).await,
                Next::Send(calls) => self.send(&calls).await,
            }
        }
    }

    fn drop_cancelled(&mut self) {
        let cancelled = self.progress.keys().copied().filter(|call| !self.recipients.is_waiting(*call));
        for call in cancelled.collect::<Vec<_>>() {
            self.progress.remove(&call);
            self.schedule.finish(call, false);
        }
    }

    fn fail_unsatisfied(&mut self) {
        while let Some(call) = self.schedule.unsatisfied() {
            let error = Error::api(
                StatusCode::FAILED_DEPENDENCY,
                "FailedDependency",
                "a call that this one depends on did not succeed, so this one was not sent",
            );
            self.answer(call, Err(error));
        }
    }

    fn answer(&mut self, call: usize, answer: Result<Reply>) {
        let Some(Progress { item, outcome, .. }) = self.progress.remove(&call) else { return };
        let answer = Reply::settle(answer, &outcome, item.request.action, &item.id);
        let failure = match &answer {
            Ok(reply) => reply.absence.as_ref(),
            Err(error) => Some(error),
        };
        let is_accepted = failure.is_some_and(|error| error.status().is_some_and(|status| item.accepts(status)));
        if is_accepted {
            self.accepted.insert(call);
        }
        let is_success = failure.is_none() || is_accepted;
        self.schedule.finish(call, is_success);
        self.recipients.deliver(call, answer, is_success);
    }

    async fn send(&mut self, calls: &[usize]) {
        // The other calls are sent later, together with others that are due.
        if self.postpone_paused(calls) {
            return;
        }
        let chains = self.schedule.chains(calls);
        let chained = chains.into_iter().zip(calls);
        let wanted = PlacesWanted::of(
            chained.filter_map(|(chain, call)| Some((chain, self.progress.get(call)?.item.request.address()))),
        );
        let longest = self.longest_wait(calls);
        let places = match self.graph.shared.throttler.acquire_all(wanted, longest).await {
            Ok(places) => places,
            Err(error) => {
                let error = Arc::new(error);
                calls.iter().for_each(|call| self.answer(*call, Err(Error::of_batch(&error))));
                return;
            }
        };
        // Calls may have been cancelled during the wait.
        self.drop_cancelled();
        if self.postpone_paused(calls) {
            return;
        }
        let calls: Vec<usize> = calls.iter().copied().filter(|call| self.progress.contains_key(call)).collect();
        if calls.is_empty() {
            return;
        }
        let now = self.graph.shared.clock.elapsed();
        for call in &calls {
            let sent_after = self.schedule.dependencies(*call).collect();
            if let Some(progress) = self.progress.get_mut(call) {
                progress.repeats.begin(now);
                progress.outcome.begin();
                progress.sent_after = sent_after;
                progress.paused_since = None;
            }
        }
        let answer = match self.request(&calls) {
            Ok(request) => execute(Box::new(request)).await,
            Err(error) => Err(error),
        };
        let results = self.classify(&calls, answer);
        drop(places);
        let mut backoff = None;
        for (call, result) in calls.iter().zip(results) {
            self.apply(*call, result, &mut backoff).await;
        }
    }

    /// The longest time that one of these calls waits for its turn and a token.
    fn longest_wait(&self, calls: &[usize]) -> Duration {
        let now = self.graph.shared.clock.elapsed();
        self.items(calls).map(|(_, progress)| progress.repeats.left(now)).max().unwrap_or_default()
    }

    /// Whether any of these calls must wait for a pause to end, or has failed because the pause is too long.
    fn postpone_paused(&mut self, calls: &[usize]) -> bool {
        let now = self.graph.shared.clock.elapsed();
        let mut any = false;
        for call in calls {
            let Some(progress) = self.progress.get_mut(call) else { continue };
            let waited = progress.paused_since.map_or(Duration::ZERO, |since| now.saturating_sub(since));
            let request = &progress.item.request;
            let longest_pause = request.retry.longest_wait();
            match self.graph.shared.throttler.pause(
                request.address(),
                progress.outcome.attempts() > 0,
                waited,
                longest_pause,
            ) {
                Ok(None) => continue,
                Ok(Some(pause)) => {
                    progress.paused_since.get_or_insert(now);
                    self.schedule.postpone(*call, now.saturating_add(pause));
                }
                Err(error) => self.answer(*call, Err(error)),
            }
            any = true;
        }
        any
    }

    /// Whether the caller waits for something where this answer has nothing.
    fn is_awaited(&self, call: usize, reply: &Reply) -> bool {
        self.progress.get(&call).is_some_and(|progress| !progress.outcome.is_deleted(reply.status))
    }

    fn items<'c>(&'c self, calls: &'c [usize]) -> impl Iterator<Item = (usize, &'c Progress)> + Clone {
        calls.iter().filter_map(|call| Some((*call, self.progress.get(call)?)))
    }

    /// The `$batch` request of these calls, with the longest of their time limits.
    fn request(&self, calls: &[usize]) -> Result<Request> {
        let items: Vec<_> = self
            .items(calls)
            .map(|(call, progress)| {
                let repeat = progress.repeats.number() + progress.awaited.number();
                progress.item.wire(call, repeat, self.schedule.dependencies(call))
            })
            .collect();
        let bytes = wire::write(&items).map_err(|error| {
            Error::new(Kind::Argument, format!("the batch cannot be written: {error}")).with_source(error)
        })?;
        let mut limits = self.items(calls).map(|(_, progress)| progress.item.request.timeout);
        let timeout = limits.try_fold(Duration::ZERO, |longest, limit| Some(longest.max(limit?)));
        let version = self.items(calls).next().map_or("v1.0", |(_, progress)| &progress.item.version);
        let permissions = self.items(calls).map(|(_, progress)| &progress.item.request.permissions);
        Ok(Request {
            graph: self.graph.clone(),
            action: if version == BETA.version() { &BETA } else { &V1 },
            // One token must be valid for all calls, where it depends on their permissions.
            permissions: match self.graph.shared.credential.is_per_action() {
                true => Permissions::union(permissions),
                false => Permissions::default(),
            },
            method: Method::Post,
            target: format!("{}{version}/$batch", &self.graph.shared.base),
            projected: None,
            headers: HeaderMap::new(),
            retry_when: None,
            body: Some(Content { content_type: HeaderValue::from_static("application/json"), bytes }),
            timeout,
            // Calls are repeated one by one.
            retry: Retry::none().total(self.longest_wait(calls)),
            expects: Expects::Batch,
        })
    }

    /// The results of the calls, in their order.
    fn classify(&self, calls: &[usize], answer: Result<Reply>) -> Vec<ItemResult> {
        let mut reply = match answer {
            Ok(reply) => reply,
            Err(error) => return Self::classify_failure(calls, error),
        };
        let ids: Vec<String> = calls.iter().map(|call| item_id(*call)).collect();
        let mut responses = match wire::read(&reply.body, |id| ids.iter().any(|known| known == id)) {
            Ok(responses) if reply.absence.is_none() || reply.status == StatusCode::FAILED_DEPENDENCY => responses,
            outcome => {
                let error = match (reply.absence.take(), outcome) {
                    // Some of the calls may have succeeded; it is not known which.
                    (Some(error), _) if reply.status == StatusCode::FAILED_DEPENDENCY => error.after(Attempt::Lost),
                    (Some(error), _) => error,
                    (None, Err(error)) => reply.unreadable("the answer to a batch", &error),
                    (None, Ok(_)) => reply.unreadable("the answer to a batch", &"it is none"),
                };
                return Self::classify_failure(calls, error);
            }
        };
        let broken = responses.broken.map(|error| reply.unreadable("the answer to a batch", &error));
        let broken = broken.map(Arc::new);
        let classify = |(call, progress): (usize, &Progress)| match responses.answers.remove(&item_id(call)) {
            Some(Ok(response)) => classify_item(&progress.item, response, &reply),
            odd => ItemResult::Unreadable(match (odd.and_then(Result::err), &broken) {
                (None, Some(broken)) => Error::of_batch(broken),
                (reason, _) => {
                    let reason = reason.unwrap_or("Graph left it out of the answer to its batch");
                    let error = Error::new(Kind::Decode, reason).with_status(reply.status, reply.headers.clone());
                    error.after(Attempt::Lost)
                }
            }),
        };
        self.items(calls).map(classify).collect()
    }

    fn classify_failure(calls: &[usize], failure: Error) -> Vec<ItemResult> {
        let failure = Arc::new(failure);
        let result = |error: Error| match error.is_decode() || error.is_too_large() {
            true => ItemResult::Unreadable(error),
            false => ItemResult::Failure(error),
        };
        calls.iter().map(|_| result(Error::of_batch(&failure))).collect()
    }

    /// Calls without a `Retry-After` of their own share the back-off of the first of them, so that they are sent
    /// together again.
    async fn apply(&mut self, call: usize, result: ItemResult, backoff: &mut Option<Duration>) {
        match result {
            ItemResult::Success(reply) => {
                let absence = reply.absence.as_ref().filter(|_| self.is_awaited(call, &reply));
                match absence.and_then(|absence| self.repeat_after(call, absence)) {
                    Some(wait) => self.schedule.postpone(call, self.graph.shared.clock.elapsed().saturating_add(wait)),
                    None => self.answer(call, Ok(*reply)),
                }
            }
            ItemResult::Failure(error) => match self.repeat_after(call, &error) {
                Some(wait) => {
                    let wait = if error.retry_after().is_some() { wait } else { *backoff.get_or_insert(wait) };
                    self.schedule.postpone(call, self.graph.shared.clock.elapsed().saturating_add(wait));
                }
                None => self.answer(call, Err(error)),
            },
            ItemResult::DependencyFailed(error) => {
                // The dependency comes earlier in the batch, so its result is known. While it waits to be repeated, so
                // does this call.
                let (waits, all) = self.schedule.dependencies(call).fold((0, 0), |(waits, all), earlier| {
                    (waits + usize::from(self.schedule.is_waiting(earlier)), all + 1)
                });
                let sent_after = self.progress.get(&call).map_or(&[][..], |progress| &progress.sent_after);
                // Graph does not know which statuses count as success.
                if all == 0 && sent_after.iter().any(|earlier| self.accepted.contains(earlier)) {
                    self.schedule.postpone(call, self.graph.shared.clock.elapsed());
                } else if waits == 0 || waits < all {
                    self.answer(call, Err(error));
                }
            }
            ItemResult::Alone => self.send_alone(call).await,
            ItemResult::Unreadable(error) => {
                // The batch may be automatic, and repeating a read does no harm.
                let is_safe = self.progress.get(&call).is_some_and(|progress| progress.item.request.method.is_safe());
                let is_free = self.schedule.dependencies(call).next().is_none();
                match is_safe && is_free {
                    true => self.send_alone(call).await,
                    false => self.answer(call, Err(error)),
                }
            }
        }
    }

    async fn send_alone(&mut self, call: usize) {
        let Some(Progress { item, .. }) = self.progress.get(&call) else { return };
        let mut request = item.request.clone();
        request.headers.insert(CLIENT_REQUEST_ID, item.id.clone());
        let answer = execute(Box::new(request)).await;
        self.answer(call, answer);
    }

    /// How long to wait before a call is repeated; `None` when it may not be.
    fn repeat_after(&mut self, call: usize, error: &Error) -> Option<Duration> {
        let is_unsatisfied = self.schedule.dependencies(call).any(|earlier| !self.schedule.is_waiting(earlier));
        let progress = self.progress.get_mut(&call).filter(|_| !is_unsatisfied)?;
        let request = &progress.item.request;
        let (now, random) = (self.graph.shared.clock.elapsed(), &self.graph.shared.random);
        let wait = progress.repeats.next(error, || request.is_repeatable(), now, random);
        let wait = wait.or_else(|| {
            let wait = progress.awaited.next(error, || request.is_repeatable(), now, random);
            wait.inspect(|wait| progress.repeats.leave_out(*wait))
        })?;
        progress.outcome.remember(error.effect());
        Some(wait)
    }
}

fn classify_item(item: &Item, response: Answer, batch: &Reply) -> ItemResult {
    let mut response = response;
    let shortest = Secrets::shortest(batch.authorization.as_ref(), batch.elsewhere.as_deref());
    response.hide_echoes(shortest, || batch.secrets());
    let Answer { status, mut headers, body } = response;
    let is_safe = item.request.method.is_safe();
    if status.is_redirection() && status != StatusCode::NOT_MODIFIED && is_safe {
        return ItemResult::Alone;
    }
    // Only the batch has a `Date`, not its items.
    if let Some(date) = batch.headers.get(DATE) {
        headers.entry(DATE).or_insert_with(|| date.clone());
    }
    let error = (!status.is_success()).then(|| {
        Error::answer(status, headers.clone(), &body, &batch.secrets())
            .with_request_id(batch.headers.get("request-id"))
            .with_retry_after(retry_after::read(&headers, item.request.graph.shared.clock.now()))
            .with_claims(challenge::claims(&headers))
    });
    item.request.graph.shared.throttler.learn_of(item.request.address(), error.as_ref().map_or(Ok(&headers), Err));
    match error {
        Some(error) if status == StatusCode::FAILED_DEPENDENCY => ItemResult::DependencyFailed(error),
        Some(error) if error.is_unauthorized() && (error.claims().is_some() || error.is_expired_token()) => {
            ItemResult::Alone
        }
        Some(error) if !is_decoded(&item.request.expects, status, &error) => ItemResult::Failure(error),
        absence => {
            if let Some(id) = batch.headers.get("request-id") {
                headers.entry("request-id").or_insert_with(|| id.clone());
            }
            let answer = Answer { status, headers, body };
            let reply = Reply::new(Box::new(item.request.clone()), answer, item.id.to_str().unwrap_or_default());
            ItemResult::Success(Box::new(Reply { authorization: batch.authorization.clone(), absence, ..reply }))
        }
    }
}
