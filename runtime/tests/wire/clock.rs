//! A clock that only tests move: it is as late as somebody waited for, at once.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use graph_action::Clock;

/// From when on a wait is a time limit, which never ends here.
const LIMIT: Duration = Duration::from_secs(100);

/// Waits are over at once and remembered; time limits, which are as long as [`LIMIT`] at least, never end.
#[derive(Clone, Default)]
pub(crate) struct TestClock(Arc<Mutex<Vec<Duration>>>);

impl TestClock {
    /// What was waited, in milliseconds.
    pub(crate) fn waits(&self) -> Vec<u128> {
        self.0.lock().unwrap().iter().map(Duration::as_millis).collect()
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().iter().sum()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        if duration >= LIMIT {
            return Box::pin(std::future::pending());
        }
        self.0.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }
}
