//! JSON batching: several calls in one `$batch` request.

pub(crate) mod coalesce;
mod item;
mod results;
mod run;
mod schedule;
mod wire;

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;

use crate::call::Call;
use crate::call::action::Action;
use crate::call::request::Request;
use crate::client::graph::Graph;
use crate::client::runtime;
use crate::reply::error::{Error, Kind, Result};
use item::Item;
use results::AnsweredCall;
use schedule::Schedule;

pub use results::BatchResults;

/// Calls that are sent together: any [`Call`]s of one [`Graph`], up to 20 in a request.
///
/// ```no_run
/// # #[derive(serde::Deserialize)] struct Message { id: String }
/// # use graph_action::{Call, Graph, Page, Result};
/// # async fn show(graph: Graph, list: Call<Page<Message>>, send: Call<()>) -> Result<()> {
/// let mut batch = graph.batch();
/// let newest = batch.add(list);
/// let sent = batch.add(send);
/// let mut results = batch.send().await?;
/// results.take(sent)?;
/// for message in results.take(newest)?.value {
///     println!("{}", message.id);
/// }
/// # Ok(()) }
/// ```
///
/// - A batch may have more than 20 calls. They are split, and the `$batch` requests are sent one after another. Calls
///   of `v1.0` and `beta` are sent in separate requests.
/// - Without dependencies the calls of a batch run in any order. With [`after`](Self::after), a call runs only when
///   another one succeeded. Up to 20 calls may depend on one another.
/// - A call that is throttled, or fails in another way that may pass, is repeated in a further batch after its own
///   `Retry-After`. Whether and how often it is repeated follows its [`Retry`](crate::Retry), as if it had been sent
///   alone.
/// - A read that is redirected is sent again by itself, and so is a call that Graph refuses until the token has certain
///   claims.
/// - A read whose answer cannot be read, or is missing, is sent again by itself. A write is not: it fails with an error
///   that says that it may have taken effect.
/// - When the `$batch` request itself fails, its calls are repeated if they may be. The others fail with an error that
///   says whether they [may have taken effect](Error::may_have_taken_effect).
/// - Outlook accepts four requests at a time for a mailbox, and Graph forwards four at a time out of a batch. So
///   batches and other calls of one `Graph` for the same mailbox wait for one another, unless its
///   [`Throttle`](crate::Throttle) says otherwise.
/// - The time limit of a request is the longest time limit of its calls.
/// - A request needs the permissions of all its calls. Where the [credential](crate::Credential::is_per_action) gets
///   tokens for certain permissions only, it is asked for all of these at once.
/// - JSON bodies are sent as they are, others in base64, which makes them a third longer.
///
/// A call with an `authorization` header of its own cannot be in a batch. A fake ([`Call::ready`]) answers without
/// being sent.
///
/// Source: Microsoft Graph, "Combine multiple HTTP requests using JSON batching".
#[must_use = "a batch is not sent until `send` is awaited"]
pub struct Batch {
    graph: Graph,
    number: u64,
    schedule: Schedule,
    /// The versions of Graph. The index is the lane in the schedule.
    versions: Vec<String>,
    calls: Vec<Planned>,
}

enum Planned {
    Item(Box<Item>),
    Failed(Error),
    /// The call is a fake: its handle has the answer.
    Ready,
}

/// A call in a [`Batch`], to be exchanged for its answer.
#[must_use = "without it the answer of the call is lost, and its error too"]
pub struct Handle<T> {
    batch: u64,
    call: usize,
    ready: Option<Result<T>>,
    answer: PhantomData<fn() -> T>,
}

impl Graph {
    /// An empty batch.
    pub fn batch(&self) -> Batch {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        Batch {
            graph: self.clone(),
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            schedule: Schedule::default(),
            versions: Vec::new(),
            calls: Vec::new(),
        }
    }
}

impl Batch {
    /// Adds a call. A call that cannot be sent fails when its answer is taken.
    pub fn add<T>(&mut self, call: Call<T>) -> Handle<T> {
        let (planned, ready) = match call.into_request() {
            Ok(request) => (self.plan(*request), None),
            Err(ready) => (Planned::Ready, Some(ready)),
        };
        let call = match &planned {
            Planned::Item(item) => {
                let lane = self.lane(&item.version);
                self.schedule.add(lane)
            }
            Planned::Failed(_) => self.schedule.add_finished(false),
            Planned::Ready => self.schedule.add_finished(matches!(ready, Some(Ok(_)))),
        };
        self.calls.push(planned);
        Handle { batch: self.number, call, ready, answer: PhantomData }
    }

    /// Adds a call that runs only when an earlier one of this batch succeeded. Otherwise it fails with the status 424.
    ///
    /// Both are sent in one request, so they must be of the same version of Graph, and no more than 20 calls may depend
    /// on one another. A call that breaks these rules fails, and is not sent.
    pub fn after<E, T>(&mut self, earlier: &Handle<E>, call: Call<T>) -> Handle<T> {
        let later = self.add(call);
        self.depends_on(&later, earlier);
        later
    }

    /// Makes a call depend on one more call that was added before it; see [`after`](Self::after).
    pub fn depends_on<T, E>(&mut self, later: &Handle<T>, earlier: &Handle<E>) {
        let outcome = match [later.batch, earlier.batch] == [self.number; 2] {
            true => self.schedule.depend(later.call, earlier.call),
            false => Err("the call it depends on belongs to another batch"),
        };
        if let Err(reason) = outcome
            && later.batch == self.number
            && let Some(planned) = self.calls.get_mut(later.call)
            && let Planned::Item(item) = planned
        {
            *planned = Planned::Failed(refused(item.request.action, reason));
            self.schedule.finish(later.call, false);
        }
    }

    /// Makes these statuses of a call count as success for the calls that depend on it, for example the 409 of
    /// something that exists already. Its own answer stays what it is.
    ///
    /// Graph does not run the calls that depend on one with such a status, so they are sent in a further batch.
    ///
    /// ```no_run
    /// # use graph_action::{Call, Graph, Result, StatusCode};
    /// # async fn show(graph: Graph, create_folder: Call<()>, move_message: Call<()>) -> Result<()> {
    /// let mut batch = graph.batch();
    /// let folder = batch.add(create_folder);
    /// batch.accept(&folder, &[StatusCode::CONFLICT]);
    /// let moved = batch.after(&folder, move_message);
    /// batch.send().await?.take(moved)
    /// # }
    /// ```
    pub fn accept<T>(&mut self, call: &Handle<T>, statuses: &[StatusCode]) {
        if call.batch == self.number
            && let Some(Planned::Item(item)) = self.calls.get_mut(call.call)
        {
            item.accept(statuses);
        }
    }

    /// How many calls were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.calls.len()
    }

    /// Whether no call was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// Sends the calls, and returns when each has its answer.
    ///
    /// # Errors
    ///
    /// When there is no tokio runtime with a timer to send from. Every other failure is the error of the calls that it
    /// concerns, and is returned when their answers are taken.
    pub async fn send(self) -> Result<BatchResults> {
        runtime::require("send the batch")?;
        let mut results = BatchResults::new(self.number, self.graph, self.schedule);
        let mut items = Vec::new();
        for (call, planned) in self.calls.into_iter().enumerate() {
            match planned {
                Planned::Failed(error) => results.push(AnsweredCall::failed(error)),
                Planned::Ready => results.push(AnsweredCall::ready()),
                Planned::Item(item) => {
                    results.push(AnsweredCall::sent(&item));
                    items.push((call, *item));
                }
            }
        }
        results.run(items).await;
        Ok(results)
    }

    fn plan(&self, request: Request) -> Planned {
        if !request.graph.is_same(&self.graph) {
            let reason = "it is a call of another `Graph`, so another token and perhaps another host are meant";
            return Planned::Failed(refused(request.action, reason));
        }
        match Item::new(request) {
            Ok(item) => Planned::Item(Box::new(item)),
            Err((_, error)) => Planned::Failed(error),
        }
    }

    fn lane(&mut self, version: &str) -> usize {
        self.versions.iter().position(|known| known == version).unwrap_or_else(|| {
            self.versions.push(version.to_owned());
            self.versions.len() - 1
        })
    }
}

fn refused(action: &'static Action, reason: &str) -> Error {
    Error::new(Kind::Argument, format!("the call cannot be in the batch: {reason}")).with_action(action)
}

/// The number of calls.
impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("len", &self.len()).finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("call", &self.call).finish_non_exhaustive()
    }
}
