//! [`BatchResults`]: the answers of a batch, and sending what failed again.

use std::fmt;

use http::StatusCode;

use super::Handle;
use super::item::Item;
use super::run::{Recipients, Run};
use super::schedule::Schedule;
use crate::call::request::{CLIENT_REQUEST_ID, Request};
use crate::client::graph::Graph;
use crate::client::runtime;
use crate::reply::Reply;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Kind, Result};
use crate::send::outcome::Outcome;

/// The answers to the calls of a [`Batch`](crate::Batch).
pub struct BatchResults {
    batch: u64,
    graph: Graph,
    /// The schedule before anything was sent.
    schedule: Schedule,
    calls: Vec<AnsweredCall>,
}

/// A call of the batch, with its answer.
pub(super) struct AnsweredCall {
    /// `None` for a fake, and once it was taken.
    answer: Option<Result<Reply>>,
    /// Whether calls that depend on it may run.
    is_success: bool,
    /// What is needed to send it again, unless it succeeded.
    again: Option<Box<Resend>>,
}

struct Resend {
    request: Request,
    accepted: Vec<StatusCode>,
}

impl AnsweredCall {
    /// A call that cannot be sent.
    pub(super) fn failed(error: Error) -> Self {
        Self { answer: Some(Err(error)), is_success: false, again: None }
    }

    /// A fake, whose handle has the answer.
    pub(super) fn ready() -> Self {
        Self { answer: None, is_success: true, again: None }
    }

    /// A call that is sent.
    pub(super) fn sent(item: &Item) -> Self {
        let mut request = item.request.clone();
        request.headers.insert(CLIENT_REQUEST_ID, item.id.clone());
        let again = Resend { request, accepted: item.accepted().to_vec() };
        Self { answer: None, is_success: false, again: Some(Box::new(again)) }
    }

    /// The error of a call that failed. A 304 and a 404 count as failures, whatever the return type makes of them.
    fn failure(&self) -> Option<&Error> {
        match self.answer.as_ref()? {
            Ok(reply) => reply.absence.as_ref(),
            Err(error) => Some(error),
        }
    }

    /// The call, to be sent again; `None` if it did not fail or must not be repeated.
    fn item(&self) -> Option<Item> {
        let error = self.failure().filter(|_| !self.is_success)?;
        let again = self.again.as_ref()?;
        if error.may_have_taken_effect() && !again.request.is_repeatable() {
            return None;
        }
        let mut item = Item::new(again.request.clone()).ok()?;
        item.accept(&again.accepted);
        item.earlier = Outcome::after(again.request.method, error.attempts(), error.effect());
        Some(item)
    }
}

impl BatchResults {
    pub(super) fn new(batch: u64, graph: Graph, schedule: Schedule) -> Self {
        Self { batch, graph, schedule, calls: Vec::new() }
    }

    /// The next call of the batch.
    pub(super) fn push(&mut self, call: AnsweredCall) {
        self.calls.push(call);
    }

    /// Sends these calls, and takes their answers. All others are finished.
    pub(super) async fn run(&mut self, items: Vec<(usize, Item)>) {
        let mut schedule = self.schedule.clone();
        for (number, call) in self.calls.iter().enumerate() {
            if !items.iter().any(|(item, _)| *item == number) && schedule.is_waiting(number) {
                schedule.finish(number, call.is_success);
            }
        }
        Run::new(&self.graph, schedule, items.into_iter(), &mut Answers(&mut self.calls)).run().await;
    }

    /// The answer to a call.
    ///
    /// # Errors
    ///
    /// The error of the call, as if it had been sent alone. Also an error when the handle belongs to another batch.
    pub fn take<T: Decode>(&mut self, handle: Handle<T>) -> Result<T> {
        if let Some(ready) = handle.ready {
            return ready;
        }
        let call = self.calls.get_mut(handle.call).filter(|_| handle.batch == self.batch);
        let answer = call.and_then(|call| call.answer.take());
        let reply = answer.unwrap_or_else(|| Err(Error::new(Kind::Argument, "the handle belongs to another batch")))?;
        T::decode(reply)
    }

    /// How many calls failed and would be sent again by [`send_failed_again`](Self::send_failed_again).
    #[must_use]
    pub fn failed(&self) -> usize {
        self.calls.iter().filter(|call| call.item().is_some()).count()
    }

    /// Sends the calls that failed once more, in a batch of only those. Their new answers take the place of the old
    /// ones, so all handles stay valid.
    ///
    /// ```no_run
    /// # use graph_action::{Call, Graph, Result};
    /// # async fn show(graph: Graph, calls: Vec<Call<()>>) -> Result<()> {
    /// let mut batch = graph.batch();
    /// let handles: Vec<_> = calls.into_iter().map(|call| batch.add(call)).collect();
    /// let mut results = batch.send().await?;
    /// if results.failed() > 0 {
    ///     // For example after the user has granted a permission.
    ///     results.send_failed_again().await?;
    /// }
    /// for handle in handles {
    ///     results.take(handle)?;
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// - Calls whose answer was taken are not sent again, nor are those that may have taken effect, unless they are
    ///   [repeatable](crate::Action::is_repeatable).
    /// - A 304 and a 404 count as failures here, whatever the return type makes of them. Statuses that were
    ///   [accepted](crate::Batch::accept) do not.
    /// - Calls keep their dependencies. One whose dependency succeeded is sent without it.
    /// - Errors count the attempts of both batches, and remember whether one of them may have taken effect.
    ///
    /// When the future is dropped before it is ready, it is not known which calls were sent: drop the results, too.
    ///
    /// # Errors
    ///
    /// When there is no tokio runtime with a timer to send from. Other failures are returned when the answers are
    /// taken.
    pub async fn send_failed_again(&mut self) -> Result<()> {
        runtime::require("send the batch")?;
        let calls = self.calls.iter().enumerate();
        let items: Vec<_> = calls.filter_map(|(number, call)| Some((number, call.item()?))).collect();
        self.run(items).await;
        Ok(())
    }
}

/// Puts answers into their calls.
struct Answers<'a>(&'a mut Vec<AnsweredCall>);

impl Recipients for Answers<'_> {
    fn is_waiting(&self, _: usize) -> bool {
        true
    }

    fn deliver(&mut self, call: usize, answer: Result<Reply>, is_success: bool) {
        if let Some(slot) = self.0.get_mut(call) {
            if answer.as_ref().is_ok_and(|reply| reply.absence.is_none()) {
                slot.again = None;
            }
            slot.answer = Some(answer);
            slot.is_success = is_success;
        }
    }
}

/// The number of calls.
impl fmt::Debug for BatchResults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchResults").field("len", &self.calls.len()).finish_non_exhaustive()
    }
}
