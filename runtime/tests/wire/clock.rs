//! A clock that only moves when somebody waits, and remembers how long.

use std::future::ready;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use graph_action::Clock;

#[derive(Clone, Default)]
pub(crate) struct ManualClock(Arc<Mutex<Vec<Duration>>>);

impl ManualClock {
    /// Sat, 21 Nov 2026 10:00:00 GMT, where it starts.
    pub(crate) const START: Duration = Duration::from_secs(1_795_255_200);

    /// All waits so far.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }

    /// The same, in milliseconds.
    pub(crate) fn milliseconds(&self) -> Vec<u128> {
        self.waits().iter().map(Duration::as_millis).collect()
    }

    pub(crate) fn advance(&self, duration: Duration) {
        self.0.lock().unwrap().push(duration);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Self::START + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.waits().iter().sum()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.advance(duration);
        Box::pin(ready(()))
    }
}
