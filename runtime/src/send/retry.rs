//! Which failed calls are sent again, and when.
//!
//! | failure | what it leaves | sent again |
//! |---|---|---|
//! | no connection | nothing was sent | always |
//! | 429 | Graph refused it | always |
//! | 503 with a `Retry-After` | Graph refused it, and invites to repeat | always |
//! | 503 without | doubt: gateways answer so, too | if repeatable |
//! | 500, 502, 504, 509, a lost or late answer | doubt | if repeatable |
//! | 408 | the request did not arrive in time, unless a gateway is mistaken | if repeatable |
//! | 401 because the token has expired | Graph refused it | once, with another token |
//! | everything else | an answer that would be the same again | never |
//!
//! Repeatable are all reads, actions that are declared repeatable, and the creation of an event with a `transactionId`,
//! by which Graph recognises a repeat. Microsoft documents that a request may be repeated after a 503. Yet its own
//! clients have sent mail several times by doing so, so here the service itself must ask for the repeat. Bodies are
//! bytes in memory, so they are the same each time; streamed bodies are not sent this way.

use std::time::Duration;

use http::StatusCode;

use crate::client::random::Random;
use crate::reply::error::Error;

/// No backoff is longer than this, unless the base delay is.
const LONGEST_BACKOFF: Duration = Duration::from_secs(60);

/// How often, and for how long, a call is sent again after a failure that may pass.
///
/// Set for all calls by [`GraphBuilder::retry`](crate::GraphBuilder::retry), and for one by
/// [`Call::retry`](crate::Call::retry). Whether a call may be sent again at all is no setting. When no connection was
/// made, or Graph says that it did nothing (429, and 503 with a `Retry-After`), any call may be. After any other 5xx
/// that may pass (500, 502, 503, 504, 509), after a 408, and after an answer that was late or lost, only calls that are
/// safe to repeat are: reads, actions that are [declared repeatable](crate::Action::is_repeatable), and the creation of
/// an event with a `transactionId`.
///
/// Graph's `Retry-After` is the exact wait. Without one, the wait before the n-th repeat is random between zero and the
/// base delay times 2ⁿ⁻¹, at most a minute ("full jitter"). Dropping the future of the call cancels the wait and the
/// call.
///
/// ```
/// # use std::time::Duration;
/// use graph_action::Retry;
///
/// let patient = Retry::default().attempts(8).total(Duration::from_secs(1800));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    attempts: u32,
    total: Duration,
    base_delay: Duration,
}

/// 4 attempts, 300 s, and a base delay of 3 s, as in Microsoft's clients.
impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 4, total: Duration::from_secs(300), base_delay: Duration::from_secs(3) }
    }
}

impl Retry {
    /// One attempt only.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// The most attempts of a call, including the first; 4 unless set, and at least 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// How long after its first attempt a call may begin another; 300 s unless set.
    ///
    /// When a wait would end later, the call fails at once, with an error that has the wait ([`Error::retry_after`]). A
    /// running attempt is not ended, because it would not be known what it did.
    ///
    /// It is also how long a call waits before its first attempt: as long as this for its turn and the end of a
    /// [pause](crate::Throttle), and as long as this for a token. So every wait has an end, and a short time must still
    /// be enough for a token. A person who signs in by `oauth::DeviceCode` may need more: give that call a longer time.
    pub fn total(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    /// The base of the random waits; 3 s unless set.
    pub fn base_delay(mut self, base_delay: Duration) -> Self {
        self.base_delay = base_delay;
        self
    }

    pub(crate) fn longest_wait(self) -> Duration {
        self.total
    }

    /// How long to wait after the n-th failure in a row of a repeatable request; `None` when it is not repeated any
    /// more.
    pub(crate) fn wait(self, failures: u32, error: &Error, random: u64) -> Option<Duration> {
        let wait = error.retry_after().unwrap_or_else(|| self.backoff(failures, random));
        (failures < self.attempts && wait <= self.total).then_some(wait)
    }

    /// A random time below the ceiling, which doubles with each repeat; the first has the number 1.
    pub(crate) fn backoff(self, number: u32, random: u64) -> Duration {
        let factor = 1_u32.checked_shl(number - 1).unwrap_or(u32::MAX);
        let ceiling = self.base_delay.saturating_mul(factor).min(LONGEST_BACKOFF.max(self.base_delay));
        let nanoseconds = u64::try_from(ceiling.as_nanos()).unwrap_or(u64::MAX);
        // The high half of the product: as even as the random bits are.
        let share = (u128::from(nanoseconds) * u128::from(random)) >> 64;
        Duration::from_nanos(u64::try_from(share).unwrap_or(nanoseconds))
    }
}

/// The repeats of one call.
pub(crate) struct Repeats {
    policy: Retry,
    /// When the first attempt began, by the clock's `elapsed`.
    start: Option<Duration>,
    number: u32,
}

impl Repeats {
    pub(crate) fn new(policy: Retry) -> Self {
        Self { policy, start: None, number: 0 }
    }

    /// Leaves a wait of another kind out of the total.
    pub(crate) fn leave_out(&mut self, wait: Duration) {
        self.start = self.start.map(|start| start.saturating_add(wait));
    }

    /// How many there were.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// An attempt begins.
    pub(crate) fn begin(&mut self, now: Duration) {
        self.start.get_or_insert(now);
    }

    /// How long the call may still wait before it is sent: all the time before its first attempt, what is left of it
    /// later.
    pub(crate) fn left(&self, now: Duration) -> Duration {
        self.policy.total.saturating_sub(now.saturating_sub(self.start.unwrap_or(now)))
    }

    /// How long to wait before the call is sent again, or `None` if it is not. `is_repeatable` is asked only when the
    /// attempt has left doubt.
    pub(crate) fn next(
        &mut self,
        error: &Error,
        is_repeatable: impl FnOnce() -> bool,
        now: Duration,
        random: &Random,
    ) -> Option<Duration> {
        let was_refused = !error.may_have_taken_effect() && error.status() != Some(StatusCode::REQUEST_TIMEOUT);
        let may_repeat = error.is_transient() && (was_refused || is_repeatable());
        if self.number + 1 >= self.policy.attempts || !may_repeat {
            return None;
        }
        let wait = error.retry_after().unwrap_or_else(|| self.policy.backoff(self.number + 1, random()));
        let spent = now.saturating_sub(self.start.unwrap_or(now));
        if spent.saturating_add(wait) > self.policy.total {
            return None;
        }
        self.number += 1;
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::*;

    #[test]
    fn the_backoff_doubles_up_to_a_minute() {
        let ceiling = |number| Retry::default().backoff(number, u64::MAX).as_secs_f64().ceil();
        assert_eq!([1, 2, 3, 4, 5, 6, 40, u32::MAX].map(ceiling), [3.0, 6.0, 12.0, 24.0, 48.0, 60.0, 60.0, 60.0]);
        assert_eq!(Retry::default().backoff(3, 0), Duration::ZERO);
        let slow = Retry::default().base_delay(Duration::from_secs(90));
        assert_eq!(slow.backoff(2, u64::MAX).as_secs_f64().ceil(), 90.0);
    }

    proptest! {
        #[test]
        fn no_backoff_overflows(number in 1..=u32::MAX, random in any::<u64>(), base in any::<Duration>()) {
            let wait = Retry::default().base_delay(base).backoff(number, random);
            prop_assert!(wait <= base.max(LONGEST_BACKOFF));
        }
    }
}
