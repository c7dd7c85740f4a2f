//! The rule by which a call that failed may have taken effect, over all its attempts.
//!
//! | what happened on an attempt | it may have taken effect |
//! |---|---|
//! | nothing was sent, or no connection was made | no |
//! | it was sent, and the answer was lost or late, or is missing from that of its batch | yes |
//! | a success that cannot be read, or a 303 on the way | yes: it was done |
//! | 503 with a `Retry-After`, 501, any 4xx | no: Graph refused it |
//! | any other 5xx, and a status that HTTP does not have | yes |
//!
//! A call takes effect if one of its attempts does; a read never does. A repeated DELETE that finds 404 has succeeded,
//! if an earlier attempt may have deleted the resource. When a batch fails as a whole, each of its calls has what
//! happened to the batch.

use http::StatusCode;

use crate::call::action::Method;

/// What happened on one attempt that did not succeed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Attempt {
    /// Nothing was sent, or no connection was made.
    NotSent,
    /// It was sent, and no whole answer came in time.
    Lost,
    /// It was answered.
    Answered {
        /// The status of the answer.
        status: StatusCode,
        /// The answer has a `Retry-After`.
        asks_to_repeat: bool,
    },
    /// It was done, whatever became of its answer.
    Done,
}

/// Whether a request may have taken effect. Only this file makes one, so nothing else decides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Effect(bool);

impl Attempt {
    /// What the attempt leaves of a request that writes.
    pub(crate) fn effect(self) -> Effect {
        Effect(match self {
            Self::NotSent => false,
            Self::Lost | Self::Done => true,
            Self::Answered { status: StatusCode::NOT_IMPLEMENTED, .. } => false,
            Self::Answered { status: StatusCode::SERVICE_UNAVAILABLE, asks_to_repeat } => !asks_to_repeat,
            Self::Answered { status: StatusCode::SEE_OTHER, .. } => true,
            Self::Answered { status, .. } => !status.is_redirection() && !status.is_client_error(),
        })
    }
}

impl Effect {
    /// Whether it is possible.
    pub(crate) fn is_possible(self) -> bool {
        self.0
    }

    /// What is left of two things that happened to one request.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 || other.0)
    }
}

/// What is known of a call, over its attempts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    method: Method,
    attempts: u32,
    /// What the attempts before the last left.
    earlier: Effect,
}

impl Outcome {
    pub(crate) fn new(method: Method) -> Self {
        Self { method, attempts: 0, earlier: Effect::default() }
    }

    /// What an error says of the attempts that ended with it.
    pub(crate) fn after(method: Method, attempts: u32, effect: Effect) -> Self {
        Self { method, attempts, earlier: effect }
    }

    /// An attempt begins.
    pub(crate) fn begin(&mut self) {
        self.attempts += 1;
    }

    /// Adds other attempts of the same call.
    pub(crate) fn add(&mut self, other: &Self) {
        self.attempts += other.attempts;
        self.remember(other.earlier);
    }

    /// How often the call was sent.
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Remembers what an attempt left that is not the last one.
    pub(crate) fn remember(&mut self, attempt: Effect) {
        self.earlier = self.earlier.or(attempt);
    }

    /// What the call leaves when its last attempt leaves this.
    pub(crate) fn settle(&self, last: Effect) -> Effect {
        if self.method.is_safe() { Effect::default() } else { self.earlier.or(last) }
    }

    /// Whether an answer says that an earlier attempt deleted the resource.
    pub(crate) fn is_deleted(&self, status: StatusCode) -> bool {
        self.method == Method::Delete && status == StatusCode::NOT_FOUND && self.earlier.is_possible()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_SENT: Attempt = Attempt::NotSent;
    const LOST: Attempt = Attempt::Lost;
    const DONE: Attempt = Attempt::Done;

    fn status(status: u16) -> Attempt {
        Attempt::Answered { status: StatusCode::from_u16(status).unwrap(), asks_to_repeat: false }
    }

    fn wait(status: u16) -> Attempt {
        Attempt::Answered { status: StatusCode::from_u16(status).unwrap(), asks_to_repeat: true }
    }

    /// An outcome after these attempts, all of which are repeated.
    fn after(method: Method, attempts: &[Attempt]) -> Outcome {
        let mut outcome = Outcome::new(method);
        for attempt in attempts {
            outcome.begin();
            outcome.remember(attempt.effect());
        }
        outcome
    }

    #[test]
    fn a_call_may_have_taken_effect_if_one_of_its_attempts_may_have() {
        use Method::{Delete, Get, Patch, Post, Put};
        let rows: &[(Method, &[Attempt], Attempt, bool)] = &[
            // One attempt.
            (Post, &[], NOT_SENT, false),
            (Post, &[], LOST, true),
            (Post, &[], DONE, true),
            (Post, &[], status(200), true),
            (Post, &[], status(201), true),
            (Post, &[], status(302), false),
            (Post, &[], status(303), true),
            (Post, &[], status(304), false),
            (Post, &[], status(307), false),
            (Post, &[], status(400), false),
            (Post, &[], status(401), false),
            (Post, &[], status(403), false),
            (Post, &[], status(404), false),
            (Post, &[], status(408), false),
            (Post, &[], status(409), false),
            (Post, &[], status(412), false),
            (Post, &[], status(423), false),
            (Post, &[], status(424), false),
            (Post, &[], status(429), false),
            (Post, &[], wait(429), false),
            (Post, &[], status(500), true),
            (Post, &[], wait(500), true),
            (Post, &[], status(501), false),
            (Post, &[], wait(501), false),
            (Post, &[], status(502), true),
            (Post, &[], status(503), true),
            (Post, &[], wait(503), false),
            (Post, &[], status(504), true),
            (Post, &[], wait(504), true),
            (Post, &[], status(507), true),
            (Post, &[], status(509), true),
            (Post, &[], status(101), true),
            (Post, &[], status(600), true),
            (Post, &[], status(999), true),
            (Put, &[], LOST, true),
            (Patch, &[], status(500), true),
            (Delete, &[], LOST, true),
            (Delete, &[], status(404), false),
            // A read has no effect, whatever happened.
            (Get, &[], LOST, false),
            (Get, &[], DONE, false),
            (Get, &[], status(500), false),
            (Get, &[LOST, status(504)], LOST, false),
            // Of several attempts one is enough.
            (Post, &[NOT_SENT], NOT_SENT, false),
            (Post, &[NOT_SENT, wait(429), wait(503)], status(400), false),
            (Post, &[wait(503)], status(504), true),
            (Post, &[NOT_SENT, LOST], status(400), true),
            (Put, &[LOST], NOT_SENT, true),
            (Put, &[status(500)], wait(429), true),
            (Patch, &[LOST], status(412), true),
            (Patch, &[wait(429)], status(412), false),
            (Delete, &[status(502)], status(403), true),
            (Delete, &[wait(503), NOT_SENT], status(404), false),
        ];
        assert!(rows.len() >= 40);
        for (method, earlier, last, expected) in rows {
            let outcome = after(*method, earlier);
            let effect = outcome.settle(last.effect());
            assert_eq!(effect.is_possible(), *expected, "{method} {earlier:?} {last:?}");
            assert_eq!(outcome.attempts() as usize, earlier.len());
        }
    }

    #[test]
    fn a_repeated_delete_that_finds_404_has_succeeded() {
        use Method::{Delete, Get, Patch, Post, Put};
        let rows: &[(Method, &[Attempt], u16, bool)] = &[
            (Delete, &[LOST], 404, true),
            (Delete, &[status(500)], 404, true),
            (Delete, &[status(503), wait(429)], 404, true),
            (Delete, &[], 404, false),
            (Delete, &[NOT_SENT], 404, false),
            (Delete, &[wait(429)], 404, false),
            (Delete, &[wait(503)], 404, false),
            (Delete, &[LOST], 410, false),
            (Delete, &[LOST], 304, false),
            (Get, &[LOST], 404, false),
            (Post, &[LOST], 404, false),
            (Put, &[LOST], 404, false),
            (Patch, &[LOST], 404, false),
        ];
        for (method, earlier, status, expected) in rows {
            let status = StatusCode::from_u16(*status).unwrap();
            assert_eq!(after(*method, earlier).is_deleted(status), *expected, "{method} {earlier:?} {status}");
        }
    }
}
