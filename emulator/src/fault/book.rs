//! The faults that wait for their requests.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use super::{Blow, Effect, Fault, random::Random};
use crate::{error::GraphError, oauth, request::Request};

/// An injected fault, for a test to ask about.
#[derive(Clone, Debug)]
pub struct Injected {
    hits: Arc<AtomicUsize>,
    removed: Arc<AtomicBool>,
}

impl Injected {
    /// How many requests it has hit.
    pub fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }

    /// Takes it back: it hits nothing more.
    pub fn remove(&self) {
        self.removed.store(true, Ordering::SeqCst);
    }
}

/// All faults of an emulator.
#[derive(Debug, Default)]
pub(crate) struct Book(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    entries: Vec<Entry>,
    random: Random,
}

#[derive(Debug)]
struct Entry {
    fault: Fault,
    /// Requests that matched and were let through.
    skipped: usize,
    /// The token a claims challenge is about: the first one seen.
    challenged: Option<String>,
    injected: Injected,
}

/// What befalls one request.
#[derive(Debug, Default)]
pub(crate) struct Strike {
    /// Faults that wait or add headers.
    pub(crate) minor: Vec<Fault>,
    pub(crate) blow: Option<Blow>,
    /// The request goes no further, without any fault.
    pub(crate) refused: Option<GraphError>,
}

impl Strike {
    /// The request is refused for what it is, and meets no fault.
    pub(crate) fn refusal(error: GraphError) -> Self {
        Self { refused: Some(error), ..Self::default() }
    }

    /// What the log says; `None` when nothing happens.
    pub(crate) fn name(&self) -> Option<String> {
        let names: Vec<String> =
            self.minor.iter().map(Fault::name).chain(self.blow.iter().map(|blow| blow.0.name())).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

impl Book {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn inject(&self, fault: Fault) -> Injected {
        let injected = Injected { hits: Arc::default(), removed: Arc::default() };
        self.lock().entries.push(Entry { fault, skipped: 0, challenged: None, injected: injected.clone() });
        injected
    }

    pub(crate) fn clear(&self) {
        *self.lock() = Inner::default();
    }

    pub(crate) fn set_random(&self, seed: u64, percent: u8) {
        self.lock().random = Random::new(seed, percent);
    }

    /// What befalls this request, or this item of a batch.
    pub(crate) fn strike(&self, request: &Request, item: bool) -> Strike {
        let mut inner = self.lock();
        let Inner { entries, random } = &mut *inner;
        entries.retain(|entry| !entry.is_spent());
        let mut strike = Strike::default();
        for entry in entries.iter_mut() {
            let minor = matches!(entry.fault.effect, Effect::Pass | Effect::Hold(_) | Effect::Delay(_));
            if (!minor && strike.blow.is_some()) || !entry.hits(request, item) {
                continue;
            }
            entry.injected.hits.fetch_add(1, Ordering::SeqCst);
            if minor {
                strike.minor.push(entry.fault.clone());
            } else {
                strike.blow = Some(Blow(entry.fault.clone()));
            }
        }
        if strike.blow.is_none() && !oauth::is_addressed(&request.target) {
            strike.blow = random.draw(item).map(Blow);
        }
        strike
    }
}

impl Entry {
    fn is_spent(&self) -> bool {
        let used_up = self.fault.times.is_some_and(|times| self.injected.hits() >= times);
        used_up || self.injected.removed.load(Ordering::SeqCst)
    }

    fn hits(&mut self, request: &Request, item: bool) -> bool {
        let of_connection =
            matches!(self.fault.effect, Effect::Reset | Effect::Truncate | Effect::Hold(_) | Effect::Delay(_));
        if self.is_spent() || (item && of_connection) {
            return false;
        }
        if self.fault.method.as_ref().is_some_and(|method| !method.eq_ignore_ascii_case(&request.method))
            || self.fault.path.as_ref().is_some_and(|path| !path.matches(&request.target))
        {
            return false;
        }
        if self.skipped < self.fault.skip {
            self.skipped += 1;
            return false;
        }
        if matches!(self.fault.effect, Effect::Challenge(_)) {
            let Some(token) = request.header("authorization") else { return false };
            return self.challenged.get_or_insert_with(|| token.to_owned()) == token;
        }
        true
    }
}
