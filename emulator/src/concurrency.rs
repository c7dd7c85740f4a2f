//! How many requests are under way at each mailbox, and the limit on it.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::error::GraphError;

/// Counts the requests at each mailbox, named by its user's id.
#[derive(Debug, Default)]
pub(crate) struct Gauge(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    limit: Option<usize>,
    now: HashMap<String, usize>,
    most: HashMap<String, usize>,
}

/// The places a request, or a batch, has at mailboxes while it is under way.
#[derive(Debug)]
pub(crate) struct Admission<'g> {
    gauge: &'g Gauge,
    places: Vec<Places>,
    batch: bool,
}

#[derive(Debug)]
struct Places {
    mailbox: String,
    wanted: usize,
    got: usize,
}

/// Counts the items of a batch that go to each mailbox.
#[derive(Debug)]
pub(crate) struct Counter<'a> {
    places: &'a [Places],
    seen: HashMap<String, usize>,
}

/// A batch sends at most so many of its items to Outlook at once (documented in "Microsoft Graph throttling guidance").
pub(crate) const OF_A_BATCH: usize = 4;

/// The refusal when a mailbox has no place.
pub(crate) fn throttled() -> GraphError {
    GraphError::new(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")
        .header("retry-after", "1".to_owned())
}

impl Gauge {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn limit(&self, limit: Option<usize>) {
        self.lock().limit = limit;
    }

    pub(crate) fn most(&self, mailbox: &str) -> usize {
        self.lock().most.get(mailbox).copied().unwrap_or(0)
    }

    /// Takes as many of the wanted places as there are.
    pub(crate) fn enter(&self, wanted: Vec<(String, usize)>, batch: bool) -> Admission<'_> {
        let mut inner = self.lock();
        let limit = inner.limit.unwrap_or(usize::MAX);
        let places = wanted.into_iter().map(|(mailbox, wanted)| {
            let now = inner.now.entry(mailbox.clone()).or_default();
            let got = wanted.min(limit.saturating_sub(*now));
            *now += got;
            let now = *now;
            let most = inner.most.entry(mailbox.clone()).or_default();
            *most = now.max(*most);
            Places { mailbox, wanted, got }
        });
        let places = places.collect();
        Admission { gauge: self, places, batch }
    }
}

impl Admission<'_> {
    /// Whether the request goes on: it has its place, or is a batch, whose items need theirs one by one.
    pub(crate) fn admits(&self) -> bool {
        self.batch || self.places.iter().all(|places| places.got > 0)
    }

    pub(crate) fn counter(&self) -> Counter<'_> {
        Counter { places: &self.places, seen: HashMap::new() }
    }
}

impl Drop for Admission<'_> {
    fn drop(&mut self) {
        let mut inner = self.gauge.lock();
        for places in &self.places {
            if let Some(now) = inner.now.get_mut(&places.mailbox) {
                *now -= places.got;
            }
        }
    }
}

impl Counter<'_> {
    /// Whether the next item for this mailbox has a place: they go in waves of as many as were wanted.
    pub(crate) fn admits(&mut self, mailbox: Option<&str>) -> bool {
        let Some(places) = self.places.iter().find(|places| Some(places.mailbox.as_str()) == mailbox) else {
            return true;
        };
        let nth = self.seen.entry(places.mailbox.clone()).or_default();
        *nth += 1;
        (*nth - 1) % places.wanted < places.got
    }
}
