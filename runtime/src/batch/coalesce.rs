//! Coalescing: gathers calls that are awaited at about the same time into batches.
//!
//! The first call of a window starts a task. The task waits until the window ends or the batch is full, and sends what
//! was gathered. It is aborted when nobody waits for an answer any more, and ends after the last answer.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Handle, Id};
use tokio::sync::{Notify, oneshot};
use tokio::task::AbortHandle;

use super::item::Item;
use super::run::{Recipients, Run};
use super::schedule::{LIMIT, Schedule};
use crate::call::request::Request;
use crate::client::graph::Graph;
use crate::client::runtime::require_for_call;
use crate::reply::Reply;
use crate::reply::error::{Error, Kind, Result};
use crate::send::execute;
use crate::send::outcome::{Attempt, Outcome};
use crate::token::permissions::Permissions;

/// The longest body of a call that is gathered, in bytes. Twenty of them stay well below the 4 MB that Graph accepts in
/// a request.
const BODY_LIMIT: usize = 64 * 1024;

struct Coalescer {
    window: Duration,
    /// The groups that are still gathering. A task cannot outlive its runtime, so each runtime has its own groups.
    open: Mutex<HashMap<Key, Weak<Group>>>,
}

/// Lets a request wait for others to travel with.
///
/// # Errors
///
/// The request, when it is to be sent by itself.
pub(crate) fn gather(
    request: Box<Request>,
) -> Result<impl Future<Output = Result<Reply>> + Send + use<>, Box<Request>> {
    let graph = request.graph.clone();
    match graph.shared.gathering.state(Coalescer::new) {
        Some(coalescer) => coalescer.join(*request),
        None => Err(request),
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    runtime: Id,
    version: String,
    /// The permissions of the calls, where a token depends on them: one token must be valid for all calls.
    permissions: Option<Permissions>,
}

/// The calls that were gathered. Their task owns the group.
struct Group {
    /// `None` once the batch is being sent.
    waiting: Mutex<Option<Vec<Waiting>>>,
    is_full: Notify,
    /// The ticket of the task, for calls that join.
    ticket: Mutex<Weak<Ticket>>,
}

struct Waiting {
    item: Item,
    answer: oneshot::Sender<Result<Reply>>,
}

/// Keeps the task alive. Every waiting call holds one; dropping the last one aborts the task.
struct Ticket(AbortHandle);

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Coalescer {
    fn new(window: Duration) -> Self {
        Self { window, open: Mutex::default() }
    }

    /// # Errors
    ///
    /// The request, when it does not belong in a batch.
    fn join(&self, request: Request) -> Result<impl Future<Output = Result<Reply>> + Send + use<>, Box<Request>> {
        let Some(runtime) = require_for_call().ok().and_then(|()| Handle::try_current().ok()) else {
            return Err(Box::new(request));
        };
        let item = Item::new(request).map_err(|(request, _)| request)?;
        if !belongs_in_a_batch(&item) {
            return Err(Box::new(item.request));
        }
        let (action, method, id) = (item.request.action, item.request.method, item.id.clone());
        let (answer, receiver) = oneshot::channel();
        let ticket = self.enter(&runtime, Waiting { item, answer });
        Ok(async move {
            let answer = receiver.await;
            drop(ticket);
            answer.unwrap_or_else(|_| {
                Err(Error::new(Kind::Transport, "the task that carried the call broke off, most likely by a panic")
                    .after(Attempt::Lost)
                    .settled(&Outcome::new(method))
                    .with_action(action)
                    .with_client_request_id(id.to_str().ok()))
            })
        })
    }

    fn enter(&self, runtime: &Handle, waiting: Waiting) -> Arc<Ticket> {
        let request = &waiting.item.request;
        let is_per_action = request.graph.shared.credential.is_per_action();
        let permissions = is_per_action.then(|| request.permissions.clone());
        let key = Key { runtime: runtime.id(), version: waiting.item.version.clone(), permissions };
        let mut open = lock(&self.open);
        let waiting = match open.get(&key).and_then(Weak::upgrade) {
            Some(group) => match group.enter(waiting) {
                Ok(ticket) => return ticket,
                Err(waiting) => *waiting,
            },
            None => waiting,
        };
        open.retain(|_, group| group.strong_count() > 0);
        let graph = waiting.item.request.graph.clone();
        let group = Arc::new(Group {
            waiting: Mutex::new(Some(vec![waiting])),
            is_full: Notify::new(),
            ticket: Mutex::default(),
        });
        open.insert(key, Arc::downgrade(&group));
        let entry = group.clone();
        let task = runtime.spawn(send_group(graph, group, self.window));
        let ticket = Arc::new(Ticket(task.abort_handle()));
        *lock(&entry.ticket) = Arc::downgrade(&ticket);
        ticket
    }
}

impl Group {
    fn enter(&self, entering: Waiting) -> Result<Arc<Ticket>, Box<Waiting>> {
        let mut waiting = lock(&self.waiting);
        // Without a ticket the task is being aborted.
        let (Some(list), Some(ticket)) =
            (waiting.as_mut().filter(|list| list.len() < LIMIT), lock(&self.ticket).upgrade())
        else {
            return Err(Box::new(entering));
        };
        list.push(entering);
        if list.len() == LIMIT {
            self.is_full.notify_one();
        }
        Ok(ticket)
    }

    /// Closes the group: no more calls can join.
    fn close(&self) -> Vec<Waiting> {
        lock(&self.waiting).take().unwrap_or_default()
    }
}

/// The task of a group: waits, then sends.
async fn send_group(graph: Graph, group: Arc<Group>, window: Duration) {
    let mut end = graph.shared.clock.sleep(window);
    {
        let mut full = pin!(group.is_full.notified());
        poll_fn(|context| match full.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(()),
            Poll::Pending => end.as_mut().poll(context),
        })
        .await;
    }
    let mut gathered = group.close();
    drop(group);
    gathered.retain(|waiting| !waiting.answer.is_closed());
    if gathered.len() == 1 {
        for Waiting { item, answer } in gathered {
            // The receiver may have been dropped; then nobody wants the answer.
            let _ = answer.send(execute(Box::new(item.request)).await);
        }
        return;
    }
    let mut schedule = Schedule::default();
    let (items, mut answers): (Vec<_>, Vec<_>) =
        gathered.into_iter().map(|waiting| ((schedule.add(0), waiting.item), Some(waiting.answer))).unzip();
    Run::new(&graph, schedule, items.into_iter(), &mut answers).run().await;
}

/// Each call of a group has a receiver of its own.
impl Recipients for Vec<Option<oneshot::Sender<Result<Reply>>>> {
    fn is_waiting(&self, call: usize) -> bool {
        self.get(call).is_some_and(|answer| answer.as_ref().is_some_and(|answer| !answer.is_closed()))
    }

    fn deliver(&mut self, call: usize, answer: Result<Reply>, _: bool) {
        if let Some(recipient) = self.get_mut(call).and_then(Option::take) {
            let _ = recipient.send(answer);
        }
    }
}

/// Streams of bytes, long bodies and calls with a time limit of their own are sent alone.
fn belongs_in_a_batch(item: &Item) -> bool {
    let path = item.path().to_ascii_lowercase();
    item.request.timeout == item.request.graph.shared.timeout
        && item.json_length().is_some_and(|length| length <= BODY_LIMIT)
        && !path.ends_with("/content")
        && !path.ends_with("/$value")
}

/// The lock is never held while code of the user runs, so a poisoned lock holds valid data.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
