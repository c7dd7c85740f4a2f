//! A clock that no one waits for: a sleep moves it to its end, and is remembered.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use graph_action::Clock;
use graph_action_emulator::Gate;

/// Clones are the same clock.
#[derive(Clone, Default)]
pub struct ManualClock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    elapsed: Duration,
    waits: Vec<Duration>,
    /// No sleep ends while a request is held there.
    gate: Option<Gate>,
}

impl ManualClock {
    /// The time at first: 2026-11-21 10:00:00.6 UTC. It has a fraction of a second, so that a date that was rounded
    /// down differs from one that was rounded up.
    fn start() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_255_200_600)
    }

    /// The time of day, for the emulator too.
    pub fn time(&self) -> SystemTime {
        Self::start() + self.state().elapsed
    }

    /// All sleeps so far, in their order.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    pub fn forget_waits(&self) {
        self.state().waits.clear();
    }

    /// From now on no sleep ends before the requests held at the gate are gone.
    pub fn wait_at(&self, gate: &Gate) {
        self.state().gate = Some(gate.clone());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        self.time()
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let clock = self.clone();
        Box::pin(async move {
            let gate = {
                let mut state = clock.state();
                state.elapsed += duration;
                state.waits.push(duration);
                state.gate.clone()
            };
            if let Some(gate) = gate {
                gate.left(0).await;
            }
        })
    }
}
