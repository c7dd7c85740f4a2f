//! Random faults: the same seed gives the same faults.

use std::time::Duration;

use super::{Fault, RetryAfter};
use crate::id::mix;

/// Draws faults for a share of the requests.
#[derive(Debug, Default)]
pub(crate) struct Random {
    seed: u64,
    drawn: u64,
    percent: u8,
}

impl Random {
    pub(crate) fn new(seed: u64, percent: u8) -> Self {
        Self { seed, drawn: 0, percent }
    }

    /// A fault for the next request, or none. A request in a batch meets only faults that a response can carry.
    pub(crate) fn draw(&mut self, in_batch: bool) -> Option<Fault> {
        if self.percent == 0 || self.next() % 100 >= u64::from(self.percent) {
            return None;
        }
        let kinds = if in_batch { 8 } else { 12 };
        Some(match self.next() % kinds {
            0 => Fault::status(429).retry_after(RetryAfter::Seconds(1)),
            1 => Fault::status(429).retry_after(RetryAfter::Decimal(0.5)),
            2 => Fault::status(429),
            3 => Fault::status(503).retry_after(RetryAfter::Date(Duration::from_secs(1))),
            4 => Fault::status(503),
            5 => Fault::status(500),
            6 => Fault::status(504).after_processing(),
            7 => Fault::html(502),
            8 => Fault::status(504),
            9 => Fault::reset(),
            10 => Fault::reset().after_processing(),
            _ => Fault::truncated(),
        })
    }

    fn next(&mut self) -> u64 {
        self.drawn += 1;
        mix(self.seed ^ mix(self.drawn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(seed: u64, percent: u8) -> Vec<Option<String>> {
        let mut random = Random::new(seed, percent);
        (0..10_000).map(|_| random.draw(false).map(|fault| fault.name())).collect()
    }

    #[test]
    fn the_seed_decides_and_the_share_holds() {
        assert_eq!(names(7, 20), names(7, 20));
        assert_ne!(names(7, 20), names(8, 20));
        assert!(names(7, 0).iter().all(Option::is_none));
        assert!(names(7, 100).iter().all(Option::is_some));
        let hit = names(7, 20).iter().flatten().count();
        assert!((1_800..2_200).contains(&hit), "{hit}");
        for kind in ["reset", "reset after processing", "truncated", "status 504 after processing", "status 429"] {
            assert!(names(7, 20).iter().flatten().any(|name| name == kind), "{kind}");
        }
    }
}
