//! The `Retry-After` header.

use std::time::Duration;

use crate::time::Timestamp;

/// A `Retry-After` header, in the forms that clients meet.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// Whole seconds: `120`.
    Seconds(u64),
    /// Seconds with a fraction, as some workloads send: `2.128`.
    Decimal(f64),
    /// An HTTP-date this much later than the emulator's clock, in whole seconds, rounded up.
    Date(Duration),
}

impl RetryAfter {
    /// The value of the header.
    pub(super) fn value(self, now: Timestamp) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Decimal(seconds) => seconds.to_string(),
            Self::Date(after) => now.later(after).http_date(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_retry_after() {
        let now = Timestamp::from_system(std::time::UNIX_EPOCH + Duration::from_secs(1_795_255_200));
        let date = RetryAfter::Date(Duration::from_millis(1_500));
        assert_eq!(date.value(now), "Sat, 21 Nov 2026 10:00:02 GMT");
        assert_eq!(RetryAfter::Decimal(2.128).value(now), "2.128");
        assert_eq!(RetryAfter::Seconds(120).value(now), "120");
    }
}
