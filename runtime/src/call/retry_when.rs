//! [`RetryWhen`]: waits until Graph has replicated what was written.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::client::random::Random;
use crate::reply::error::Error;

/// The wait after the first such answer, unless set.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// No wait is shorter, whatever Graph says, but for the last one, which the limit cuts.
const SHORTEST_WAIT: Duration = Duration::from_millis(500);
/// No wait is longer, unless the first is, or Graph asks for it.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// Failures that pass once Graph has replicated an earlier write, and how long to repeat a call until then:
/// [`Call::retry_when`](crate::Call::retry_when). Where every call of an action shall wait, its option
/// `wait_for_replication = "30s"` is [`not_found`](Self::not_found) with this limit.
///
/// Graph is distributed: a call that follows the creation of a user, group or application may reach a server that does
/// not know it yet, and is answered with 404 for some seconds. Mail and files of a new user may take 15 minutes.
/// Sources: *Known issues with Microsoft Graph*, "No instant access after creation"; Microsoft's Entra developer
/// support, "Why do I sometimes get a 404 when trying to update an Azure directory object".
///
/// The limit counts from the first answer that is waited for. The first wait is a second, each next one is twice as
/// long, at most 15 s, and the last one is cut so that the call is sent once more when the limit is reached. A random
/// share of up to half of each wait is left out. A `Retry-After` is the exact wait, but no wait is shorter than half a
/// second. These repeats do not use up those
/// of [`Retry`](crate::Retry), nor its total time. They do not widen what is safe: a call that may have taken effect is
/// repeated only if it is [repeatable](crate::Action::is_repeatable).
///
/// ```
/// # use std::time::Duration;
/// use graph_action::RetryWhen;
///
/// let replicated = RetryWhen::not_found(Duration::from_secs(60));
/// let granted = RetryWhen::new(Duration::from_secs(120), |error| {
///     error.is_not_found() || error.is_forbidden()
/// });
/// # let _ = (replicated, granted);
/// ```
#[derive(Clone)]
#[must_use]
pub struct RetryWhen {
    limit: Duration,
    first_wait: Duration,
    condition: Arc<dyn Fn(&Error) -> bool + Send + Sync>,
}

impl RetryWhen {
    /// Repeats a call for at most so long while its answer without success meets the condition.
    ///
    /// The condition is asked for answers of Graph only, not for a lost connection. It is also asked for a 304 and a
    /// 404, even if the return type decodes them, as `Option` does.
    pub fn new(limit: Duration, condition: impl Fn(&Error) -> bool + Send + Sync + 'static) -> Self {
        Self { limit, first_wait: FIRST_WAIT, condition: Arc::new(condition) }
    }

    /// Repeats a call for at most so long while it is answered with 404.
    pub fn not_found(limit: Duration) -> Self {
        Self::new(limit, |error| error.status() == Some(StatusCode::NOT_FOUND))
    }

    /// The wait after the first such answer; 1 s unless set.
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The wait before the repeat with this number, from 1.
    fn wait(&self, number: u32, random: u64) -> Duration {
        let factor = 1_u32.checked_shl(number - 1).unwrap_or(u32::MAX);
        let longest = self.first_wait.saturating_mul(factor).min(LONGEST_WAIT.max(self.first_wait));
        let half = longest / 2;
        // The random bits as a number from 0 to just below 1.
        let share = (random >> 32) as f64 / (f64::from(u32::MAX) + 1.0);
        longest - half.mul_f64(share)
    }
}

impl fmt::Debug for RetryWhen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("RetryWhen");
        debug.field("limit", &self.limit).field("first_wait", &self.first_wait).finish_non_exhaustive()
    }
}

/// The repeats of one call by its [`RetryWhen`].
pub(crate) struct Awaited {
    rule: Option<RetryWhen>,
    /// When the first answer came that is waited for, by the clock's `elapsed`.
    start: Option<Duration>,
    number: u32,
}

impl Awaited {
    pub(crate) fn new(rule: Option<&RetryWhen>) -> Self {
        Self { rule: rule.cloned(), start: None, number: 0 }
    }

    /// How many there were.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Whether the call is repeated after this answer, if it may be.
    pub(crate) fn applies(&self, error: &Error, now: Duration) -> bool {
        let Some(rule) = &self.rule else { return false };
        let spent = now.saturating_sub(self.start.unwrap_or(now));
        let is_left = spent < rule.limit;
        let fits = error.retry_after().is_none_or(|wait| spent.saturating_add(wait) <= rule.limit);
        error.status().is_some() && is_left && fits && (rule.condition)(error)
    }

    /// How long to wait before the call is sent again; `None` if it is not.
    pub(crate) fn next(
        &mut self,
        error: &Error,
        is_repeatable: impl FnOnce() -> bool,
        now: Duration,
        random: &Random,
    ) -> Option<Duration> {
        if !self.applies(error, now) || (error.may_have_taken_effect() && !is_repeatable()) {
            return None;
        }
        let rule = self.rule.as_ref()?;
        let start = *self.start.get_or_insert(now);
        self.number += 1;
        let left = rule.limit.saturating_sub(now.saturating_sub(start));
        let wait = error.retry_after().unwrap_or_else(|| rule.wait(self.number, random()));
        Some(wait.max(SHORTEST_WAIT).min(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_fifteen_seconds_and_half_of_each_is_random() {
        let rule = RetryWhen::not_found(Duration::from_secs(60));
        let seconds = |number, random| rule.wait(number, random).as_secs_f64();
        assert_eq!([1, 2, 3, 4, 5, 40, u32::MAX].map(|number| seconds(number, 0)), [1., 2., 4., 8., 15., 15., 15.]);
        assert_eq!(seconds(2, 1 << 63), 1.5);
        assert!((0.5..0.51).contains(&seconds(1, u64::MAX)));
        assert_eq!(rule.first_wait(Duration::from_secs(20)).wait(3, 0), Duration::from_secs(20));
    }
}
