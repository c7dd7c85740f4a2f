//! A clock that stands still until a test moves it.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::time::{Duration, SystemTime};

use graph_action::Clock;

#[derive(Clone, Default)]
pub(crate) struct TestClock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    elapsed: Duration,
    /// Whether a wait is over at once, with the clock moved to its end.
    jumps: bool,
    waits: Vec<Duration>,
    wakers: Vec<Waker>,
}

impl TestClock {
    /// A clock on which every wait is over at once.
    pub(crate) fn jumping() -> Self {
        let clock = Self::default();
        clock.0.lock().unwrap().jumps = true;
        clock
    }

    /// Every wait there was.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().waits.clone()
    }

    /// Returns when there were this many waits.
    pub(crate) async fn waited(&self, count: usize) {
        while self.waits().len() < count {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn advance(&self, by: Duration) {
        let mut state = self.0.lock().unwrap();
        state.elapsed += by;
        state.wakers.drain(..).for_each(Waker::wake);
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().elapsed
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let shared = self.0.clone();
        let end = {
            let mut state = shared.lock().unwrap();
            state.waits.push(duration);
            let end = state.elapsed + duration;
            if state.jumps {
                state.elapsed = end;
            }
            end
        };
        Box::pin(poll_fn(move |context| {
            let mut state = shared.lock().unwrap();
            if state.elapsed >= end {
                return Poll::Ready(());
            }
            state.wakers.push(context.waker().clone());
            Poll::Pending
        }))
    }
}
