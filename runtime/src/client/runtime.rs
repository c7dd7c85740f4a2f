//! The tokio runtime that a call runs on, and its time limits.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout_at};

use crate::reply::error::{Error, Kind};
use crate::send::outcome::Attempt;

/// Fails outside of a tokio runtime, and on one without a timer: there timers and connections would panic. `what` says
/// what has to run inside of one.
///
/// # Errors
///
/// [`Kind::Argument`] when there is no runtime, or it has no timer.
pub(crate) fn require(what: &str) -> Result<(), Error> {
    if Handle::try_current().is_err() {
        return Err(Error::new(
            Kind::Argument,
            format!("there is no tokio runtime here; {what} inside of one, such as under `#[tokio::main]`"),
        ));
    }
    // tokio has no question for this. Making a timer, which costs little, panics where there is none.
    catch_unwind(|| drop(sleep(Duration::ZERO))).map_err(|_| incomplete("timer", "enable_time"))
}

/// Takes the panic of tokio about a runtime without IO for the error it is. Any other panic goes on.
///
/// Whether a runtime has IO cannot be asked beforehand without opening a socket, and a call that needs no network, such
/// as one that a function of the user answers, needs none.
///
/// # Errors
///
/// [`Kind::Argument`] when the runtime has no IO.
pub(crate) async fn with_io<T>(step: impl Future<Output = T>) -> Result<T, Error> {
    let mut step = pin!(step);
    // After the panic the step is not polled again.
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| step.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) if is_about_io(&*panic) => Poll::Ready(Err(incomplete("IO", "enable_io"))),
        Err(panic) => resume_unwind(panic),
    })
    .await
}

fn is_about_io(panic: &(dyn Any + Send)) -> bool {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.is_some_and(|text| text.contains("IO is disabled"))
}

fn incomplete(what: &str, method: &str) -> Error {
    let message = format!(
        "the tokio runtime has no {what}; build it with `enable_all`, or with `{method}`, of \
         `tokio::runtime::Builder`"
    );
    Error::new(Kind::Argument, message)
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
