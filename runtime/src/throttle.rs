//! Client-side throttling: concurrency limits per mailbox and overall, and the pauses that Graph asks for.

mod batch;
mod gate;
mod key;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderMap, HeaderName, StatusCode};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::client::clock::SharedClock;
use crate::reply::error::{Error, Kind};
use gate::{Gate, Place};
use key::Key;

pub(crate) use batch::PlacesWanted;

/// The number of gates from which on those that are not in use are removed.
const MANY_GATES: usize = 1024;
/// How many requests are sent at the same time in all unless set. Each takes a connection, which is an open file: many
/// systems allow a process 256 or 1,024 of them.
const OVERALL: usize = 200;

/// How many requests are sent at the same time, so that Graph does not have to refuse them.
///
/// By default what Graph documents: four at a time for each mailbox (Outlook: mail, calendar, contacts), five for each
/// owner of OneNote notebooks; and 200 in all, because each takes a connection. All clones of a
/// [`Graph`](crate::Graph) share the limits, first come, first served. A call that waits to be repeated takes no place.
/// A [batch](crate::Batch) takes as many places of a mailbox as Graph runs calls of it at the same time, which is up to
/// four. Calls that depend on one another in a chain take one place together.
///
/// The limits follow Graph's answers:
///
/// - A 429 or 503 with a `Retry-After`, also of one call in a batch, pauses everything that shares the limit: the
///   mailbox, or the service (OneDrive and SharePoint; Teams; otherwise the first segment of the address). A call waits
///   for the pause to end. It fails at once ([`is_throttled`](crate::Error::is_throttled)) when that is longer than its
///   [`Retry::total`](crate::Retry::total). In a batch, a repeated call waits for its own `Retry-After`. A pause lasts
///   an hour at most, whatever the answer says; after that one call at first finds out whether it still holds. Only
///   Graph's own answers count, not those of hosts that it redirects to.
/// - A 429, and an `x-ms-throttle-limit-percentage` of 1 or more, halve the limit; a percentage of 0.8 or more reduces
///   it by a quarter. Each other success raises it by one, and after a minute the full limit holds.
///
/// ```
/// use graph_action::{Graph, Throttle};
///
/// let builder = Graph::builder().throttle(Throttle::default().overall(64));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Throttle {
    is_on: bool,
    per_mailbox: usize,
    overall: usize,
}

/// What Graph documents, and 200 in all.
impl Default for Throttle {
    fn default() -> Self {
        Self { is_on: true, per_mailbox: 4, overall: OVERALL }
    }
}

impl Throttle {
    /// No limits and no pauses: each call follows only its own answers.
    pub fn none() -> Self {
        Self { is_on: false, ..Self::default() }
    }

    /// How many requests are sent at a time for each mailbox, at least 1; 4 unless set. Several programs that use one
    /// mailbox share Graph's limit.
    pub fn per_mailbox(mut self, requests: usize) -> Self {
        self.per_mailbox = requests.max(1);
        self.is_on = true;
        self
    }

    /// How many requests are sent at a time in all, at least 1; 200 unless set. `usize::MAX` is no limit. Each takes a
    /// connection, which is a file to the system: the process must be allowed to open enough of them.
    pub fn overall(mut self, requests: usize) -> Self {
        self.overall = requests.max(1);
        self.is_on = true;
        self
    }
}

/// The state that all clones of a `Graph` share.
pub(crate) struct Throttler {
    policy: Throttle,
    clock: SharedClock,
    overall: Arc<Semaphore>,
    gates: Mutex<Gates>,
}

struct Gates {
    known: HashMap<Key<'static>, Arc<Gate>>,
    /// The number from which on those that are not in use are removed. It is at least twice that of those in use, so
    /// that a new gate costs the same however many there are.
    many: usize,
}

impl Gates {
    fn find<'a>(&'a self, key: &Key<'a>) -> Option<Arc<Gate>> {
        // Keys that live long may be compared with one that does not.
        let known: &HashMap<Key<'a>, Arc<Gate>> = &self.known;
        known.get(key).cloned()
    }
}

impl Throttler {
    pub(crate) fn new(policy: Throttle, clock: SharedClock) -> Self {
        let overall = Arc::new(Semaphore::new(policy.overall.min(Semaphore::MAX_PERMITS)));
        Self { policy, clock, overall, gates: Mutex::new(Gates { known: HashMap::new(), many: MANY_GATES }) }
    }

    /// Waits for a permit to send a request to this address, which is relative to the host root. `now` is the clock's
    /// `elapsed`. It is cancel-safe.
    ///
    /// # Errors
    ///
    /// When Graph asked for a pause that is longer than the call may wait, or its turn does not come in that time.
    pub(crate) async fn acquire(&self, address: &str, longest: Duration, now: Duration) -> Result<Permit, Error> {
        if !self.policy.is_on {
            return Ok(Permit { place: None, _overall: None });
        }
        if let Some(permit) = self.acquire_at_once(address, now) {
            return Ok(permit);
        }
        // In a box, because it is large and mostly not needed.
        let turn = Box::pin(timeout(longest, self.wait_for_turn(address, longest)));
        turn.await.unwrap_or_else(|_| Err(no_turn(longest)))
    }

    /// A permit where there is nothing to wait for, which is the usual case.
    fn acquire_at_once(&self, address: &str, now: Duration) -> Option<Permit> {
        let gate = self.gate(&Key::of(address));
        let place = gate.enter_at_once(1)?;
        let overall = self.overall.clone().try_acquire_owned().ok()?;
        gate.pause(now).is_none().then_some(Permit { place: Some(place), _overall: Some(overall) })
    }

    async fn wait_for_turn(&self, address: &str, longest_pause: Duration) -> Result<Permit, Error> {
        let gate = self.gate(&Key::of(address));
        let place = gate.enter(1).await;
        let start = self.clock.elapsed();
        loop {
            while let Some(pause) = gate.pause(self.clock.elapsed()) {
                let waited = self.clock.elapsed().saturating_sub(start);
                self.clock.sleep(check_pause(pause, waited, longest_pause)?).await;
            }
            // Only a closed semaphore is an error, and this one is never closed.
            let overall = self.overall.clone().acquire_owned().await.ok();
            // A pause may have begun meanwhile. During it, other requests can use the overall permit.
            if gate.pause(self.clock.elapsed()).is_none() {
                return Ok(Permit { place: Some(place), _overall: overall });
            }
        }
    }

    fn known_gate(&self, key: &Key<'_>) -> Option<Arc<Gate>> {
        self.gates.lock().unwrap_or_else(PoisonError::into_inner).find(key)
    }

    fn gate(&self, key: &Key<'_>) -> Arc<Gate> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gate) = gates.find(key) {
            return gate;
        }
        if gates.known.len() >= gates.many {
            let now = self.clock.elapsed();
            gates.known.retain(|_, gate| Arc::strong_count(gate) > 1 || !gate.is_idle(now));
            gates.many = gates.known.len().saturating_mul(2).max(MANY_GATES);
        }
        let gate = Arc::new(Gate::new(key.limit(self.policy.per_mailbox)));
        gates.known.insert(key.clone().into_owned(), gate.clone());
        gate
    }

    /// Adapts the limit to an answer.
    pub(crate) fn learn(&self, permit: &Permit, answer: Result<&HeaderMap, &Error>) {
        if let Some(Place { gate, .. }) = &permit.place {
            self.learn_at(gate, answer);
        }
    }

    fn learn_at(&self, gate: &Arc<Gate>, answer: Result<&HeaderMap, &Error>) {
        let now = || self.clock.elapsed();
        let headers = match answer {
            Ok(headers) => headers,
            Err(error) => error.headers(),
        };
        if let Err(error) = answer
            && let Some(status @ (StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)) = error.status()
        {
            if let Some(wait) = error.retry_after() {
                gate.pause_for(wait, now());
            }
            if status == StatusCode::TOO_MANY_REQUESTS {
                gate.slow_down(2, now());
            }
            return;
        }
        match used_share(headers) {
            Some(share) if share >= 1.0 => gate.slow_down(2, now()),
            Some(share) if share >= 0.8 => gate.slow_down(3, now()),
            _ if answer.is_ok() && gate.is_slowed() => gate.speed_up(now()),
            _ => {}
        }
    }
}

/// The share of its limit that the application has used. Graph sends it from 0.8 on.
fn used_share(headers: &HeaderMap) -> Option<f64> {
    static SHARE: HeaderName = HeaderName::from_static("x-ms-throttle-limit-percentage");
    headers.get(&SHARE)?.to_str().ok()?.trim().parse().ok()
}

/// The rest of a pause, if the call may wait for it in addition to the time it has waited.
fn check_pause(pause: Duration, waited: Duration, longest_pause: Duration) -> Result<Duration, Error> {
    if waited.saturating_add(pause) <= longest_pause {
        return Ok(pause);
    }
    let message = "not sent, because Graph asked to wait for longer than this call may take";
    Err(Error::new(Kind::Throttled, message).with_retry_after(Some(pause)))
}

/// The error of a call whose turn did not come in time.
fn no_turn(longest: Duration) -> Error {
    let message = format!("not sent, because its turn did not come within {longest:?}, the limit of `Retry::total`");
    Error::new(Kind::Timeout, message)
}

/// A permit to send one request. Dropping it lets the next request go.
pub(crate) struct Permit {
    place: Option<Place>,
    _overall: Option<OwnedSemaphorePermit>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::clock::SystemClock;

    fn gates(throttler: &Throttler) -> usize {
        throttler.gates.lock().unwrap().known.len()
    }

    #[test]
    fn mailboxes_in_use_are_kept_and_cost_no_time() {
        let throttler = Throttler::new(Throttle::default(), SystemClock::shared());
        let gate = |mailbox: u32| throttler.gate(&Key::of(&format!("v1.0/users/{mailbox}/messages")));
        // With a look at all others for each new one, this would take minutes.
        let in_use: Vec<_> = (0..30_000).map(gate).collect();
        assert_eq!(gates(&throttler), in_use.len());
        drop(in_use);
        for mailbox in 30_000..100_000 {
            gate(mailbox);
        }
        assert!(gates(&throttler) <= 65_536, "those that are not in use are removed");
    }
}
