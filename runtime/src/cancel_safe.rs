//! Cancel-safe streams made of asynchronous functions.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// An asynchronous function that takes a state and returns it with its result. A poll that is cancelled keeps the
/// future, so nothing is lost: the next poll continues it.
pub(crate) enum CancelSafe<S, O> {
    Idle(S),
    Busy(Pin<Box<dyn Future<Output = (S, O)> + Send>>),
    /// The function panicked, or the stream has ended.
    Lost,
}

impl<S, O> CancelSafe<S, O> {
    /// The next result of the function; `None` when it has panicked.
    pub(crate) fn poll<F>(&mut self, cx: &mut Context<'_>, function: impl FnOnce(S) -> F) -> Poll<Option<O>>
    where
        F: Future<Output = (S, O)> + Send + 'static,
    {
        let mut future = match std::mem::replace(self, Self::Lost) {
            Self::Idle(state) => Box::pin(function(state)),
            Self::Busy(future) => future,
            Self::Lost => return Poll::Ready(None),
        };
        match future.as_mut().poll(cx) {
            Poll::Pending => {
                *self = Self::Busy(future);
                Poll::Pending
            }
            Poll::Ready((state, result)) => {
                *self = Self::Idle(state);
                Poll::Ready(Some(result))
            }
        }
    }
}
