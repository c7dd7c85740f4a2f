//! The tokio runtime that a call runs on, and its time limits.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time;

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

/// Ends an attempt that takes longer than the limit.
///
/// # Errors
///
/// That of the attempt, or [`Kind::Timeout`].
pub(crate) async fn within<T>(
    limit: Option<Duration>,
    attempt: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    match limit {
        None => attempt.await,
        Some(limit) => time::timeout(limit, attempt).await.unwrap_or_else(|_| {
            Err(Error::new(Kind::Timeout, format!("no answer within {limit:?}")).after(Attempt::Lost))
        }),
    }
}
