//! How many may go at once, who is next, and until when nobody may.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// For how long one reason to slow down is the same reason: the answers to what was on its way all bring the same news.
const SAME_NEWS: Duration = Duration::from_secs(1);
/// After how long without a reason to go slowly the full limit holds again.
const RECOVERY: Duration = Duration::from_secs(60);

pub(super) struct Gate {
    /// First come, first served; a waiter that is dropped leaves its place to the next.
    places: Arc<Semaphore>,
    limit: usize,
    state: Mutex<State>,
}

struct State {
    /// How many may go at once now: the limit, or less after Graph complained.
    allowed: usize,
    /// How many of those that are on their way take their place with them.
    surplus: usize,
    paused_until: Duration,
    slowed_at: Option<Duration>,
}

impl Gate {
    pub(super) fn new(limit: Option<usize>) -> Self {
        let limit = limit.map_or(Semaphore::MAX_PERMITS, |limit| limit.clamp(1, Semaphore::MAX_PERMITS));
        let state = State { allowed: limit, surplus: 0, paused_until: Duration::ZERO, slowed_at: None };
        Self { places: Arc::new(Semaphore::new(limit)), limit, state: Mutex::new(state) }
    }

    pub(super) async fn enter(self: &Arc<Self>) -> Place {
        // It is never closed, which is the only error.
        let permit = self.places.clone().acquire_owned().await.ok();
        Place { gate: self.clone(), permit }
    }

    /// How much of a pause is left.
    pub(super) fn pause(&self, now: Duration) -> Option<Duration> {
        let left = self.state().paused_until.saturating_sub(now);
        (!left.is_zero()).then_some(left)
    }

    pub(super) fn pause_until(&self, end: Duration) {
        let mut state = self.state();
        state.paused_until = state.paused_until.max(end);
    }

    /// Lets fewer go at once: this share, in quarters, of those that are on their way now.
    pub(super) fn slow_down(&self, quarters: usize, now: Duration) {
        let mut state = self.state();
        if state.slowed_at.is_some_and(|at| now.saturating_sub(at) < SAME_NEWS) {
            return;
        }
        state.slowed_at = Some(now);
        let under_way = (state.allowed + state.surplus).saturating_sub(self.places.available_permits());
        let allowed = (under_way * quarters / 4).clamp(1, state.allowed);
        let fewer = state.allowed - allowed;
        let forgotten = self.places.forget_permits(fewer);
        state.surplus += fewer - forgotten;
        state.allowed = allowed;
    }

    /// Lets more go at once: one more, or all after a while.
    pub(super) fn speed_up(&self, now: Duration) {
        let mut state = self.state();
        let since = state.slowed_at.map_or(Duration::MAX, |at| now.saturating_sub(at));
        if state.allowed == self.limit || since < SAME_NEWS {
            return;
        }
        let more = if since < RECOVERY { 1 } else { self.limit - state.allowed };
        state.allowed += more;
        let kept = more.min(state.surplus);
        state.surplus -= kept;
        self.places.add_permits(more - kept);
    }

    /// Whether it remembers nothing that a new one would not know. Its users are for the caller to count.
    pub(super) fn is_idle(&self, now: Duration) -> bool {
        let state = self.state();
        let has_recovered = state.slowed_at.is_none_or(|at| now.saturating_sub(at) >= RECOVERY);
        state.paused_until <= now && (state.allowed == self.limit || has_recovered)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among those that may go; dropping it leaves it to the next.
pub(super) struct Place {
    pub(super) gate: Arc<Gate>,
    permit: Option<OwnedSemaphorePermit>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(permit) = self.permit.take() else {
            return;
        };
        let mut state = self.gate.state();
        if state.surplus > 0 {
            state.surplus -= 1;
            permit.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll, Waker};

    use proptest::prelude::{Strategy, prop_assert, prop_oneof, proptest};

    use super::*;

    fn try_enter(gate: &Arc<Gate>) -> Option<Place> {
        let mut entering = std::pin::pin!(gate.enter());
        match entering.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(place) => Some(place),
            Poll::Pending => None,
        }
    }

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_limit_holds_and_a_place_is_given_back() {
        let gate = Arc::new(Gate::new(Some(2)));
        let (first, second) = (try_enter(&gate).unwrap(), try_enter(&gate));
        assert!(second.is_some() && try_enter(&gate).is_none());
        drop(first);
        assert!(try_enter(&gate).is_some());
    }

    #[test]
    fn a_complaint_halves_and_time_heals() {
        let gate = Arc::new(Gate::new(Some(4)));
        let mut places: Vec<_> = (0..4).map(|_| try_enter(&gate).unwrap()).collect();
        gate.slow_down(2, at(10));
        gate.slow_down(2, at(10));
        places.truncate(2);
        assert!(try_enter(&gate).is_none(), "two are on their way, and two may be");
        places.truncate(1);
        places.push(try_enter(&gate).unwrap());
        gate.speed_up(at(10));
        assert!(try_enter(&gate).is_none(), "the same second");
        gate.speed_up(at(11));
        places.push(try_enter(&gate).unwrap());
        assert!(try_enter(&gate).is_none() && !gate.is_idle(at(12)));
        gate.speed_up(at(70));
        places.push(try_enter(&gate).unwrap());
        assert!(try_enter(&gate).is_none() && gate.is_idle(at(70)));
    }

    #[test]
    fn what_has_no_limit_gets_one_by_a_complaint() {
        let gate = Arc::new(Gate::new(None));
        let places: Vec<_> = (0..8).map(|_| try_enter(&gate).unwrap()).collect();
        gate.slow_down(3, at(1));
        drop(places);
        let places: Vec<_> = std::iter::from_fn(|| try_enter(&gate)).collect();
        assert_eq!(places.len(), 6);
        gate.slow_down(2, at(3));
        gate.slow_down(2, at(5));
        gate.slow_down(2, at(7));
        drop(places);
        assert_eq!(
            std::iter::from_fn(|| try_enter(&gate)).collect::<Vec<_>>().len(),
            3,
            "half of the six on their way"
        );
    }

    #[test]
    fn a_pause_is_never_shortened() {
        let gate = Gate::new(None);
        gate.pause_until(at(10));
        gate.pause_until(at(5));
        assert_eq!((gate.pause(at(4)), gate.pause(at(10))), (Some(at(6)), None));
        gate.pause_until(Duration::MAX);
        assert!(gate.pause(at(1_000_000)).is_some());
    }

    #[derive(Clone, Debug)]
    enum Step {
        Enter,
        Leave(usize),
        Slow(usize),
        Speed,
        Wait(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        use proptest::prelude::Just;
        prop_oneof![
            4 => Just(Step::Enter),
            3 => (0..8_usize).prop_map(Step::Leave),
            1 => (1..4_usize).prop_map(Step::Slow),
            2 => Just(Step::Speed),
            1 => (0..90_u64).prop_map(Step::Wait),
        ]
    }

    proptest! {
        /// No order of events lets more go than the limit, and none locks the gate for ever.
        #[test]
        fn it_neither_leaks_nor_sticks(steps in proptest::collection::vec(step(), 0..80), limit in 1..6_usize) {
            let gate = Arc::new(Gate::new(Some(limit)));
            let (mut places, mut now) = (Vec::new(), 0);
            for step in steps {
                match step {
                    Step::Enter => places.extend(try_enter(&gate)),
                    Step::Leave(index) if index < places.len() => drop(places.swap_remove(index)),
                    Step::Leave(_) => {}
                    Step::Slow(quarters) => gate.slow_down(quarters, at(now)),
                    Step::Speed => gate.speed_up(at(now)),
                    Step::Wait(seconds) => now += seconds,
                }
                prop_assert!(places.len() <= limit);
            }
            places.clear();
            prop_assert!(try_enter(&gate).is_some());
            gate.speed_up(at(now + 60));
            let all: Vec<_> = std::iter::from_fn(|| try_enter(&gate)).collect();
            prop_assert!(all.len() == limit);
        }
    }
}
