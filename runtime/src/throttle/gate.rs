//! A gate: how many requests may be sent at a time, in which order, and until when none may. Pure state, with a clock
//! passed in.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

/// How long further complaints count as the same one: requests that were sent together get the same answer.
const SAME_NEWS: Duration = Duration::from_secs(1);
/// How long after the last complaint the full limit holds again.
const RECOVERY: Duration = Duration::from_secs(60);
/// The longest pause. After it one request finds out whether Graph still wants it, so that an absurd `Retry-After` does
/// not close the gate for good.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

pub(super) struct Gate {
    limit: usize,
    state: Mutex<State>,
}

struct State {
    /// The current limit, which is lower after Graph complained.
    allowed: usize,
    /// How many requests are being sent. For a while after a complaint these may be more than the limit.
    under_way: usize,
    /// The waiting requests, first come, first served.
    queue: VecDeque<Waiting>,
    paused_until: Duration,
    slowed_at: Option<Duration>,
}

struct Waiting {
    wanted: usize,
    admission: oneshot::Sender<Place>,
}

impl State {
    /// Takes this many places, or as many as there are; `None` while others have them.
    fn take(&mut self, wanted: usize) -> Option<usize> {
        let count = wanted.clamp(1, self.allowed);
        let under_way = self.under_way.saturating_add(count);
        if under_way > self.allowed {
            return None;
        }
        self.under_way = under_way;
        Some(count)
    }
}

impl Gate {
    pub(super) fn new(limit: Option<usize>) -> Self {
        let limit = limit.map_or(usize::MAX, |limit| limit.max(1));
        let state = State {
            allowed: limit,
            under_way: 0,
            queue: VecDeque::new(),
            paused_until: Duration::ZERO,
            slowed_at: None,
        };
        Self { limit, state: Mutex::new(state) }
    }

    /// Waits for this many places at once, but for no more than the current limit, because the others would never be
    /// free. When a waiting future is dropped, the next one moves up.
    pub(super) async fn enter(self: &Arc<Self>, wanted: usize) -> Place {
        if let Some(place) = self.enter_at_once(wanted) {
            return place;
        }
        let (admission, admitted) = oneshot::channel();
        self.state().queue.push_back(Waiting { wanted, admission });
        let mut entering = Entering { gate: self.clone(), admitted };
        self.admit();
        // The sender is dropped only after it has sent, so there is no error.
        (&mut entering.admitted).await.unwrap_or_else(|_| Place { gate: self.clone(), count: 0 })
    }

    /// The same where nobody has to wait.
    pub(super) fn enter_at_once(self: &Arc<Self>, wanted: usize) -> Option<Place> {
        let mut state = self.state();
        let count = if state.queue.is_empty() { state.take(wanted)? } else { return None };
        Some(Place { gate: self.clone(), count })
    }

    /// Admits the requests that are next, as far as there are places.
    fn admit(self: &Arc<Self>) {
        while let Some((admission, place)) = self.next() {
            // If the receiver was dropped, the places come back and are dropped here, which admits the next.
            drop(admission.send(place));
        }
    }

    fn next(self: &Arc<Self>) -> Option<(oneshot::Sender<Place>, Place)> {
        let mut state = self.state();
        while state.queue.front()?.admission.is_closed() {
            state.queue.pop_front();
        }
        let wanted = state.queue.front()?.wanted;
        let count = state.take(wanted)?;
        let admission = state.queue.pop_front()?.admission;
        Some((admission, Place { gate: self.clone(), count }))
    }

    /// How long the pause still lasts.
    pub(super) fn pause(&self, now: Duration) -> Option<Duration> {
        let left = self.state().paused_until.saturating_sub(now);
        (!left.is_zero()).then_some(left)
    }

    /// Pauses for this long, but not longer than [`LONGEST_PAUSE`].
    pub(super) fn pause_for(&self, wait: Duration, now: Duration) {
        let mut state = self.state();
        state.paused_until = state.paused_until.max(now.saturating_add(wait.min(LONGEST_PAUSE)));
        if wait > LONGEST_PAUSE {
            (state.allowed, state.slowed_at) = (1, Some(now));
        }
    }

    /// Lowers the limit to this share, in quarters, of the requests that are being sent.
    pub(super) fn slow_down(&self, quarters: usize, now: Duration) {
        let mut state = self.state();
        if state.slowed_at.is_some_and(|at| now.saturating_sub(at) < SAME_NEWS) {
            return;
        }
        state.slowed_at = Some(now);
        state.allowed = (state.under_way.saturating_mul(quarters) / 4).clamp(1, state.allowed);
    }

    /// Whether the limit is lower than the full one.
    pub(super) fn is_slowed(&self) -> bool {
        self.state().allowed != self.limit
    }

    /// Raises the limit by one, or after a while to the full one.
    pub(super) fn speed_up(self: &Arc<Self>, now: Duration) {
        {
            let mut state = self.state();
            let since = state.slowed_at.map_or(Duration::MAX, |at| now.saturating_sub(at));
            if state.allowed == self.limit || since < SAME_NEWS {
                return;
            }
            state.allowed = if since < RECOVERY { state.allowed + 1 } else { self.limit };
        }
        self.admit();
    }

    /// Whether the gate is in the state of a new one. The caller counts its users.
    pub(super) fn is_idle(&self, now: Duration) -> bool {
        let state = self.state();
        let has_recovered = state.slowed_at.is_none_or(|at| now.saturating_sub(at) >= RECOVERY);
        state.paused_until <= now && (state.allowed == self.limit || has_recovered)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One waiting request.
struct Entering {
    gate: Arc<Gate>,
    admitted: oneshot::Receiver<Place>,
}

impl Drop for Entering {
    /// The places that it wanted are not needed any more.
    fn drop(&mut self) {
        self.admitted.close();
        self.gate.admit();
    }
}

/// Places at a gate. Dropping them admits the next requests.
pub(super) struct Place {
    pub(super) gate: Arc<Gate>,
    count: usize,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        state.under_way = state.under_way.saturating_sub(self.count);
        let nobody_waits = state.queue.is_empty();
        drop(state);
        if !nobody_waits {
            self.gate.admit();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    use proptest::prelude::{Strategy, prop_assert, prop_oneof, proptest};

    use super::*;

    type Waiter = Pin<Box<dyn Future<Output = Place>>>;

    fn poll(waiter: &mut Waiter) -> Option<Place> {
        match waiter.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(place) => Some(place),
            Poll::Pending => None,
        }
    }

    fn waiter(gate: &Arc<Gate>, wanted: usize) -> Waiter {
        let gate = gate.clone();
        Box::pin(async move { gate.enter(wanted).await })
    }

    fn try_enter(gate: &Arc<Gate>) -> Option<Place> {
        poll(&mut waiter(gate, 1))
    }

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn nobody_overtakes_those_who_wait() {
        let gate = Arc::new(Gate::new(Some(2)));
        let first = gate.enter_at_once(1).unwrap();
        let mut both = waiter(&gate, 2);
        assert!(poll(&mut both).is_none());
        // There is a place, but another request waits for it.
        assert!(gate.enter_at_once(1).is_none());
        drop(first);
        drop(poll(&mut both).unwrap());
        assert!(gate.enter_at_once(1).is_some());
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
    fn several_places_are_had_at_once_or_not_at_all() {
        let gate = Arc::new(Gate::new(Some(4)));
        let (first, second) = (try_enter(&gate).unwrap(), try_enter(&gate).unwrap());
        let (mut four, mut behind) = (waiter(&gate, 4), waiter(&gate, 1));
        assert!(poll(&mut four).is_none() && poll(&mut behind).is_none(), "who came first goes first");
        drop(first);
        assert!(poll(&mut four).is_none() && poll(&mut behind).is_none());
        drop(second);
        let four = poll(&mut four).unwrap();
        assert!(poll(&mut behind).is_none());
        drop(four);
        assert!(poll(&mut behind).is_some());
    }

    #[test]
    fn who_gives_up_lets_those_behind_go() {
        let gate = Arc::new(Gate::new(Some(4)));
        let _first = try_enter(&gate).unwrap();
        let (mut four, mut behind) = (waiter(&gate, 4), waiter(&gate, 1));
        assert!(poll(&mut four).is_none() && poll(&mut behind).is_none());
        drop(four);
        let (mut admitted, mut next) = (behind, waiter(&gate, 3));
        assert!(poll(&mut next).is_none());
        // It was admitted, but dropped before it knew.
        assert!(gate.state().under_way == 2);
        drop(admitted);
        admitted = next;
        assert!(poll(&mut admitted).is_some());
    }

    #[test]
    fn a_complaint_makes_do_with_fewer_for_those_who_wait() {
        let gate = Arc::new(Gate::new(Some(4)));
        let first = poll(&mut waiter(&gate, 4)).unwrap();
        let (mut four, mut behind) = (waiter(&gate, 4), waiter(&gate, 1));
        assert!(poll(&mut four).is_none() && poll(&mut behind).is_none());
        gate.slow_down(2, at(1));
        drop(first);
        let two = poll(&mut four).expect("four are never free again before somebody is answered");
        assert!(two.count == 2 && poll(&mut behind).is_none());
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
        gate.pause_for(at(10), at(0));
        gate.pause_for(at(5), at(0));
        assert_eq!((gate.pause(at(4)), gate.pause(at(10))), (Some(at(6)), None));
    }

    #[test]
    fn an_absurd_pause_ends_and_one_request_finds_out_more() {
        let gate = Arc::new(Gate::new(Some(4)));
        gate.pause_for(Duration::MAX, at(7));
        assert_eq!((gate.pause(at(3606)), gate.pause(at(3607))), (Some(at(1)), None));
        let probe = try_enter(&gate).unwrap();
        assert!(try_enter(&gate).is_none());
        gate.speed_up(at(3607));
        drop(probe);
        assert_eq!(std::iter::from_fn(|| try_enter(&gate)).collect::<Vec<_>>().len(), 4);
        gate.pause_for(at(3600), at(3607));
        assert_eq!(gate.pause(at(7206)), Some(at(1)));
    }

    #[derive(Clone, Debug)]
    enum Step {
        Enter(usize),
        GiveUp(usize),
        Leave(usize),
        Slow(usize),
        Speed,
        Wait(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        use proptest::prelude::Just;
        prop_oneof![
            4 => (1..5_usize).prop_map(Step::Enter),
            1 => (0..8_usize).prop_map(Step::GiveUp),
            3 => (0..8_usize).prop_map(Step::Leave),
            1 => (1..4_usize).prop_map(Step::Slow),
            2 => Just(Step::Speed),
            1 => (0..90_u64).prop_map(Step::Wait),
        ]
    }

    proptest! {
        /// No order of events exceeds the limit, and none blocks the gate for ever.
        #[test]
        fn it_neither_leaks_nor_sticks(steps in proptest::collection::vec(step(), 0..80), limit in 1..6_usize) {
            let gate = Arc::new(Gate::new(Some(limit)));
            let (mut places, mut waiters, mut now): (Vec<Place>, Vec<Waiter>, u64) = (Vec::new(), Vec::new(), 0);
            for step in steps {
                match step {
                    Step::Enter(wanted) => waiters.push(waiter(&gate, wanted)),
                    Step::GiveUp(index) if index < waiters.len() => drop(waiters.remove(index)),
                    Step::Leave(index) if index < places.len() => drop(places.swap_remove(index)),
                    Step::GiveUp(_) | Step::Leave(_) => {}
                    Step::Slow(quarters) => gate.slow_down(quarters, at(now)),
                    Step::Speed => gate.speed_up(at(now)),
                    Step::Wait(seconds) => now += seconds,
                }
                // In their order, as they would be woken.
                waiters.retain_mut(|waiter| match poll(waiter) {
                    Some(place) => {
                        places.push(place);
                        false
                    }
                    None => true,
                });
                prop_assert!(places.iter().map(|place| place.count).sum::<usize>() <= limit);
                prop_assert!(waiters.is_empty() || !places.is_empty(), "nobody goes, and somebody waits");
            }
            places.clear();
            while !waiters.is_empty() {
                let before = waiters.len();
                waiters.retain_mut(|waiter| poll(waiter).is_none());
                prop_assert!(waiters.len() < before);
            }
            prop_assert!(try_enter(&gate).is_some());
            gate.speed_up(at(now + 60));
            let all: Vec<_> = std::iter::from_fn(|| try_enter(&gate)).collect();
            prop_assert!(all.len() == limit);
        }
    }
}
