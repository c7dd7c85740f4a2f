//! The tokio runtime that a call runs on.

use tokio::runtime::Handle;

use crate::reply::error::{Error, Kind};

/// Fails outside of a tokio runtime, where timers and connections would panic. `what` is what the caller has to run inside of one.
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
