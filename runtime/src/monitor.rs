//! Long-running operations: a 202, and an address that reports their progress.

mod poller;

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::cancel_safe::CancelSafe;
use crate::reply::Reply;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Kind, Result};
use poller::{Poller, Start, Step};

/// A long-running operation that Graph has started: the answer of an action such as `copy`.
///
/// Graph answers 202 with an address, in `Operation-Location` or `Location`, that reports the progress.
/// [`wait`](Self::wait) asks there until the operation is done, and decodes the last answer as `T`: `()`, or a type
/// with properties of the operation, such as `resourceId`, or the resource itself when the address leads to it in the
/// end. An operation that is done at once is a `Monitor`, too.
///
/// The address may be on another host, which does not receive the token.
///
/// ```
/// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")] struct Copied { resource_id: String }
/// # async fn run(call: graph_action::Call<graph_action::Monitor<Copied>>) -> graph_action::Result<()> {
/// let mut monitor = call.await?;
/// while let Some(progress) = monitor.try_next().await? {
///     println!("{}: {:?} %", progress.status, progress.percentage);
/// }
/// let copied = monitor.wait().await?;
/// # let _ = copied.resource_id; Ok(()) }
/// ```
///
/// Source: *Working with long-running actions* in Graph's documentation.
#[must_use = "an operation is not waited for until its monitor is"]
pub struct Monitor<T> {
    state: State<T>,
}

enum State<T> {
    Running(CancelSafe<Box<Poller>, Result<Step>>, PhantomData<fn() -> T>),
    Done(Box<Reply>),
    Made(Box<T>),
    Failed,
}

/// The progress of an operation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// The status, such as `notStarted`, `inProgress`, `waiting`; empty when Graph sends none.
    pub status: String,
    /// From 0 to 100, if Graph sends it (`percentageComplete`).
    pub percentage: Option<f64>,
}

impl<T> Monitor<T> {
    /// An operation that is done, for fakes in tests.
    pub fn new(result: T) -> Self {
        Self { state: State::Made(Box::new(result)) }
    }

    /// Waits, asks once, and returns the progress; `None` when the operation is done. It is cancel-safe.
    ///
    /// The wait is Graph's `Retry-After`, up to an hour. Without one it is one second the first time and grows by half
    /// each time, up to ten seconds. There is no overall limit, so put a time limit around operations that may never
    /// end.
    ///
    /// # Errors
    ///
    /// Those of a call, and, when the operation failed, Graph's error for it. That one
    /// [`may_have_taken_effect`](Error::may_have_taken_effect), because the operation may have been done in part.
    pub async fn try_next(&mut self) -> Result<Option<Progress>> {
        poll_fn(|cx| self.poll_progress(cx)).await.transpose()
    }

    fn poll_progress(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Progress>>> {
        let State::Running(asking, _) = &mut self.state else {
            return Poll::Ready(None);
        };
        let step = ready!(asking.poll(cx, |mut poller| async move {
            let step = poller.step().await;
            (poller, step)
        }));
        match step {
            Some(Ok(Step::Running(progress))) => return Poll::Ready(Some(Ok(progress))),
            Some(Ok(Step::Done(reply))) => self.state = State::Done(reply),
            Some(Err(error)) => {
                self.state = State::Failed;
                return Poll::Ready(Some(Err(error)));
            }
            None => self.state = State::Failed,
        }
        Poll::Ready(None)
    }
}

impl<T: Decode> Monitor<T> {
    /// Waits until the operation is done.
    ///
    /// # Errors
    ///
    /// See [`try_next`](Self::try_next). After an error the operation cannot be waited for any more.
    pub async fn wait(mut self) -> Result<T> {
        while self.try_next().await?.is_some() {}
        match self.state {
            State::Made(result) => Ok(*result),
            State::Done(reply) => T::decode(*reply),
            State::Running(..) | State::Failed => {
                Err(Error::new(Kind::Argument, "the monitor failed before, and there is nothing more to wait for"))
            }
        }
    }
}

impl<T: Decode> Decode for Monitor<T> {
    fn decode(reply: Reply) -> Result<Self> {
        let state = match Poller::start(reply)? {
            Start::Running(poller) => State::Running(CancelSafe::Idle(poller), PhantomData),
            Start::Done(reply) => State::Done(reply),
        };
        Ok(Self { state })
    }
}

impl<T> Stream for Monitor<T> {
    type Item = Result<Progress>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_progress(cx)
    }
}

impl<T> Unpin for Monitor<T> {}

/// Leaves out the address, which may be a secret.
impl<T> fmt::Debug for Monitor<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Running(..) => "running",
            State::Done(_) | State::Made(_) => "done",
            State::Failed => "failed",
        };
        f.debug_struct("Monitor").field("state", &state).finish_non_exhaustive()
    }
}
