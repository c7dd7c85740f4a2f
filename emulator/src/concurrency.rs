//! Outlook's limit on concurrent requests to a mailbox.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::http::GraphError;

/// Counts the requests that are under way at each mailbox, which is named by the id of its user.
#[derive(Debug, Default)]
pub(crate) struct MailboxLimit(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    limit: Option<usize>,
    now: HashMap<String, usize>,
    most: HashMap<String, usize>,
}

/// The places that a request or a batch has at mailboxes while it is under way.
#[derive(Debug)]
pub(crate) struct Admission<'l> {
    limits: &'l MailboxLimit,
    places: Vec<Places>,
    batch: bool,
}

#[derive(Debug)]
struct Places {
    mailbox: String,
    needed: usize,
    got: usize,
}

/// Counts the items of a batch that go to each mailbox.
#[derive(Debug)]
pub(crate) struct BatchPlaces<'a> {
    places: &'a [Places],
    seen: HashMap<String, usize>,
}

/// How many of its items a batch sends to a mailbox at once (documented in "Microsoft Graph throttling guidance").
pub(crate) const BATCH_CONCURRENCY: usize = 4;

/// The error when a mailbox has no place.
pub(crate) fn throttled() -> GraphError {
    GraphError::new(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")
        .header("retry-after", "1".to_owned())
}

impl MailboxLimit {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn limit(&self, limit: Option<usize>) {
        self.lock().limit = limit;
    }

    pub(crate) fn most(&self, mailbox: &str) -> usize {
        self.lock().most.get(mailbox).copied().unwrap_or(0)
    }

    /// Takes as many of the needed places as are free.
    pub(crate) fn enter(&self, needed: Vec<(String, usize)>, batch: bool) -> Admission<'_> {
        let mut inner = self.lock();
        let limit = inner.limit.unwrap_or(usize::MAX);
        let places = needed.into_iter().map(|(mailbox, needed)| {
            let now = inner.now.entry(mailbox.clone()).or_default();
            let got = needed.min(limit.saturating_sub(*now));
            *now += got;
            let now = *now;
            let most = inner.most.entry(mailbox.clone()).or_default();
            *most = now.max(*most);
            Places { mailbox, needed, got }
        });
        let places = places.collect();
        Admission { limits: self, places, batch }
    }
}

impl Admission<'_> {
    /// Whether the request goes on. A batch always does; its items are admitted one by one.
    pub(crate) fn admits(&self) -> bool {
        self.batch || self.places.iter().all(|places| places.got > 0)
    }

    pub(crate) fn batch_places(&self) -> BatchPlaces<'_> {
        BatchPlaces { places: &self.places, seen: HashMap::new() }
    }
}

impl Drop for Admission<'_> {
    fn drop(&mut self) {
        let mut inner = self.limits.lock();
        for places in &self.places {
            if let Some(now) = inner.now.get_mut(&places.mailbox) {
                *now -= places.got;
            }
        }
    }
}

impl BatchPlaces<'_> {
    /// Whether the next item for this mailbox has a place. Items go in groups as large as the number of needed places.
    pub(crate) fn admits(&mut self, mailbox: Option<&str>) -> bool {
        let Some(places) = self.places.iter().find(|places| Some(places.mailbox.as_str()) == mailbox) else {
            return true;
        };
        let nth = self.seen.entry(places.mailbox.clone()).or_default();
        *nth += 1;
        (*nth - 1) % places.needed < places.got
    }
}
