//! The tokio runtime that a call runs on, and its time limits.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, timeout_at};

use crate::reply::error::{Error, Kind};
use crate::send::outcome::Attempt;

/// Fails outside of a tokio runtime, where timers and connections would panic. `what` says what has to run inside of
/// one.
///
/// # Errors
///
/// [`Kind::Argument`] when there is no runtime.
pub(crate) fn require(what: &str) -> Result<(), Error> {
    match Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::new(
            Kind::Argument,
            format!("there is no tokio runtime here; {what} inside of one, such as under `#[tokio::main]`"),
        )),
    }
}

/// [`require`] for a single call.
pub(crate) fn require_for_call() -> Result<(), Error> {
    require("run the call")
}

/// The time limit of an attempt, which is running.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    limit: Duration,
    /// `None` is never.
    end: Option<Instant>,
}

impl Deadline {
    /// A limit that starts now; none when `None`.
    pub(crate) fn after(limit: Option<Duration>) -> Self {
        let limit = limit.unwrap_or(Duration::MAX);
        Self { limit, end: Instant::now().checked_add(limit) }
    }

    /// The earlier of this end and one so long from now.
    pub(crate) fn or_after(self, limit: Duration) -> Self {
        let other = Self::after(Some(limit));
        match self.end {
            Some(end) if other.end.is_none_or(|other| end <= other) => self,
            _ => other,
        }
    }

    /// Ends a step of the attempt that takes longer.
    ///
    /// # Errors
    ///
    /// That of the step, or [`Kind::Timeout`].
    pub(crate) async fn bound<T>(self, step: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let Some(end) = self.end else { return step.await };
        timeout_at(end, step).await.unwrap_or_else(|_| {
            let message = format!("no whole answer within {:?}", self.limit);
            Err(Error::new(Kind::Timeout, message).after(Attempt::Lost))
        })
    }
}
