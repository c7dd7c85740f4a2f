//! The clock that waits and deadlines use.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// The clock of a `Graph`. Tests use one of their own, so that they neither sleep nor depend on time.
pub trait Clock: Send + Sync + 'static {
    /// The time of day, which HTTP dates are compared with.
    fn now(&self) -> SystemTime;

    /// The time since a fixed moment; it never decreases.
    fn elapsed(&self) -> Duration;

    /// Waits. Dropping the future cancels the wait.
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

/// The clock that the calls of a `Graph` share.
pub(crate) type SharedClock = Arc<dyn Clock>;

/// The system's clock, and tokio's timer.
pub(crate) struct SystemClock {
    start: Instant,
}

impl SystemClock {
    pub(crate) fn shared() -> SharedClock {
        Arc::new(Self { start: Instant::now() })
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(duration))
    }
}

impl fmt::Debug for SystemClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SystemClock")
    }
}
