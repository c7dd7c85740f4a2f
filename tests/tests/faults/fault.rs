//! The rows: everything that goes wrong.

use std::time::Duration;

use graph_action_emulator::{Fault, RetryAfter};

use crate::expect::{Failure, Wait};
use crate::world::{CLAIMS, World};

pub struct Row {
    pub name: &'static str,
    pub fault: fn(&World) -> Fault,
    /// The error of the calls that fail of it, where the table does not say another.
    pub failure: Failure,
    pub wait: Wait,
    /// It may pass by itself. Then the same fault on every request is tried as well.
    pub may_pass: bool,
    /// After it a write may have been done.
    pub leaves_doubt: bool,
}

const SEVEN: Duration = Duration::from_secs(7);

fn row(name: &'static str, failure: Failure, fault: fn(&World) -> Fault) -> Row {
    Row { name, fault, failure, wait: Wait::Never, may_pass: false, leaves_doubt: false }
}

impl Row {
    fn passing(self, wait: Wait) -> Self {
        Self { wait, may_pass: true, ..self }
    }

    fn in_doubt(self) -> Self {
        Self { leaves_doubt: true, ..self }
    }
}

pub fn rows() -> Vec<Row> {
    use Failure::{Argument, Decode, Lost, Status, Timeout};
    use Wait::{Backoff, Date, Never, Told};
    vec![
        row("429, whole seconds", Status(429), |_| Fault::status(429).retry_after(RetryAfter::Seconds(7)))
            .passing(Told(SEVEN)),
        row("429, a fraction", Status(429), |_| Fault::status(429).retry_after(RetryAfter::Decimal(2.128)))
            .passing(Told(Duration::from_millis(2128))),
        row("429, a date", Status(429), |_| Fault::status(429).retry_after(RetryAfter::Date(SEVEN)))
            .passing(Date(SEVEN)),
        row("429, no wait told", Status(429), |_| Fault::status(429)).passing(Backoff),
        row("429, a year", Status(429), |_| Fault::status(429).retry_after(RetryAfter::Seconds(31_536_000))),
        row("408", Status(408), |_| Fault::status(408)).passing(Backoff),
        row("503, wait told", Status(503), |_| Fault::status(503).retry_after(RetryAfter::Seconds(7)))
            .passing(Told(SEVEN)),
        row("503", Status(503), |_| Fault::status(503)).passing(Backoff).in_doubt(),
        row("500", Status(500), |_| Fault::status(500)).passing(Backoff).in_doubt(),
        row("502, HTML", Status(502), |_| Fault::html(502)).passing(Backoff).in_doubt(),
        row("504", Status(504), |_| Fault::status(504)).passing(Backoff).in_doubt(),
        row("504, done", Status(504), |_| Fault::status(504).after_processing()).passing(Backoff).in_doubt(),
        row("509", Status(509), |_| Fault::status(509)).passing(Backoff).in_doubt(),
        row("reset", Lost, |_| Fault::reset()).passing(Backoff).in_doubt(),
        row("reset, done", Lost, |_| Fault::reset().after_processing()).passing(Backoff).in_doubt(),
        row("late", Timeout, |world| Fault::hold(&world.gate)).passing(Backoff).in_doubt(),
        row("late, done", Timeout, |world| Fault::hold(&world.gate).after_processing()).passing(Backoff).in_doubt(),
        row("truncated", Lost, |_| Fault::truncated()).passing(Backoff).in_doubt(),
        row("200, HTML", Decode, |_| Fault::html(200)),
        row("claims challenge", Status(401), |_| Fault::claims_challenge(CLAIMS)).passing(Never),
        row("410", Status(410), |_| Fault::gone()),
        row("410 with Location", Status(410), |_| Fault::gone_with_location()),
        row("400 syncStateNotFound", Status(400), |_| Fault::expired_delta_token()),
        row("redirect, other host", Status(307), |world| {
            Fault::redirect(307, &format!("{}/v1.0/me", world.foreign.url()))
        }),
        row("looping nextLink", Decode, |_| Fault::looping_next_link()),
        row("foreign nextLink", Argument, |world| Fault::foreign_next_link(world.foreign.url())),
        row("empty page", Decode, |_| Fault::empty_page()),
    ]
}
