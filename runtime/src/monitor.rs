//! Long-running operations: 202, and an address that tells how it goes.

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

/// A long-running operation that Graph was asked for and works on: the answer of an action such as `copy`.
///
/// Graph answers 202 with an address, in `Operation-Location` or `Location`, that tells how the operation goes. [`wait`](Self::wait)
/// asks it until the operation is done, and decodes the last answer as `T`: `()`, or a type with what the operation tells, such as
/// `resourceId`, or the resource itself where the address leads to it in the end. An operation that was done at once is a
/// `Monitor` as well.
///
/// The address may be on another host. That one does not see the token.
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

/// How far an operation is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// The word for it, such as `notStarted`, `inProgress`, `waiting`; empty when Graph says none.
    pub status: String,
    /// From 0 to 100, when Graph tells it (`percentageComplete`).
    pub percentage: Option<f64>,
}

impl<T> Monitor<T> {
    /// An operation that is done, for fakes in tests.
    pub fn new(result: T) -> Self {
        Self { state: State::Made(Box::new(result)) }
    }

    /// Waits, asks once, and tells how far the operation is; `None` when it is done. It may be dropped while it waits, and
    /// asked again.
    ///
    /// The wait is what Graph says (`Retry-After`), or else one second the first time and half as long again each time, up to ten.
    /// There is no end to it, so put a time limit around what must not take for ever.
    ///
    /// # Errors
    ///
    /// Those of a call, and, when the operation failed, what Graph tells of it:
    /// [`may_have_taken_effect`](Error::may_have_taken_effect), because it may have gone half the way.
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
    /// See [`try_next`](Self::try_next). After that has failed, it is known no more.
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

/// Without the address, which may be a secret.
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
