//! Calls from programs that are not asynchronous.

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::pin::Pin;
use std::thread;

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::reply::error::{BoxError, Error, Kind, Result};

/// Runs calls and streams, and waits for their results, in a program that is not asynchronous.
///
/// It has a thread with a tokio runtime of its own, which ends when it is dropped. The thread also keeps connections of
/// a [`Graph`](crate::Graph) alive between calls, so use one `Blocking` for all calls of a `Graph`. Several threads may
/// use it at the same time.
///
/// ```no_run
/// use graph_action::{Call, Graph, Page, Result, blocking::Blocking};
///
/// # trait Mail { fn list(&self) -> Call<Page<String>>; async fn send(&self, id: &str) -> Result<()>; }
/// # fn run(mail: impl Mail) -> Result<()> {
/// let blocking = Blocking::new()?;
/// // A call.
/// let newest = blocking.run(mail.list())?;
/// // An `async fn`.
/// blocking.run(mail.send("AAMk…"))?;
/// // A stream.
/// for message in blocking.iter(mail.list().items()) {
///     println!("{}", message?);
/// }
/// # let _ = newest; Ok(()) }
/// ```
///
/// Inside of an asynchronous runtime, where waiting would block other tasks, it fails with an error.
pub struct Blocking {
    handle: Handle,
    /// Dropping it ends the thread.
    _stop: oneshot::Sender<()>,
}

impl Blocking {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// When the system gives no thread, or not what a runtime needs.
    pub fn new() -> Result<Self> {
        let failed = |error: std::io::Error| {
            Error::new(Kind::Build, format!("the thread for blocking calls cannot be started: {error}"))
                .with_source(BoxError::from(error))
        };
        let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let run = move || {
            // It ends with an error when the sender is dropped.
            let _ = runtime.block_on(stopped);
            // A file that is being opened or read must not hold up the end of the thread.
            runtime.shutdown_background();
        };
        thread::Builder::new().name("graph-action".to_owned()).spawn(run).map_err(failed)?;
        Ok(Self { handle, _stop: stop })
    }

    /// Sends a [`Call`](crate::Call), or runs another future of this crate, and waits for the result.
    ///
    /// # Errors
    ///
    /// Those of the call, and [`Error::is_argument`] inside of an asynchronous runtime. Nothing is sent then.
    pub fn run<F, T, E>(&self, future: F) -> Result<T, E>
    where
        F: IntoFuture<Output = Result<T, E>>,
        E: From<Error>,
    {
        require_no_runtime()?;
        self.handle.block_on(future.into_future())
    }

    /// The items of a stream, such as [`Items`](crate::Items), [`Pages`](crate::Pages), [`Delta`](crate::Delta) or
    /// [`Download`](crate::Download). Each is waited for when it is wanted.
    ///
    /// Inside of an asynchronous runtime the only item is an error.
    pub fn iter<S, T, E>(&self, stream: S) -> impl Iterator<Item = Result<T, E>>
    where
        S: Stream<Item = Result<T, E>> + Unpin,
        E: From<Error>,
    {
        let mut stream = Some(stream);
        std::iter::from_fn(move || {
            if let Err(error) = require_no_runtime() {
                return stream.take().map(|_| Err(error.into()));
            }
            let stream = stream.as_mut()?;
            self.handle.block_on(poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)))
        })
    }
}

/// # Errors
///
/// [`Kind::Argument`] inside of a runtime, where tokio panics.
fn require_no_runtime() -> Result<()> {
    match Handle::try_current() {
        Err(_) => Ok(()),
        Ok(_) => Err(Error::new(
            Kind::Argument,
            "a blocking call must not run inside of an asynchronous runtime: await the call there",
        )),
    }
}

impl fmt::Debug for Blocking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").finish_non_exhaustive()
    }
}
