//! The injected faults, and which of them a request meets.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use super::{Fault, effect::Nature, random::Random};
use crate::http::Request;

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
pub(crate) struct FaultList(Mutex<Inner>);

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
    /// The token that a claims challenge is about: that of the first request that matched.
    challenged: Option<String>,
    injected: Injected,
}

/// The faults that one request meets.
#[derive(Debug, Default)]
pub(crate) struct FaultsHit {
    /// Faults that wait or add headers.
    pub(crate) additions: Vec<Fault>,
    /// The fault that decides how the request ends.
    pub(crate) decisive: Option<Fault>,
}

impl FaultsHit {
    pub(crate) fn all(&self) -> impl Iterator<Item = &Fault> {
        self.additions.iter().chain(&self.decisive)
    }

    /// Whether the request is processed, before or in spite of the faults.
    pub(crate) fn lets_process(&self) -> bool {
        self.decisive.as_ref().is_none_or(Fault::is_after_processing)
    }

    /// Their names in the log; `None` when there is no fault.
    pub(crate) fn names(&self) -> Option<String> {
        let names: Vec<String> = self.all().map(Fault::name).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

impl FaultList {
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

    /// The faults that a request meets. `in_batch` says whether it is a request in a batch, and `at_random` whether it
    /// may meet random faults.
    pub(crate) fn hit(&self, request: &Request, in_batch: bool, at_random: bool) -> FaultsHit {
        let mut inner = self.lock();
        let Inner { entries, random } = &mut *inner;
        entries.retain(|entry| !entry.is_spent());
        let mut hit = FaultsHit::default();
        for entry in entries.iter_mut() {
            let adds_up = entry.fault.nature().rules().adds_up;
            if (!adds_up && hit.decisive.is_some()) || !entry.hits(request, in_batch) {
                continue;
            }
            entry.injected.hits.fetch_add(1, Ordering::SeqCst);
            if adds_up {
                hit.additions.push(entry.fault.clone());
            } else {
                hit.decisive = Some(entry.fault.clone());
            }
        }
        if hit.decisive.is_none() && at_random {
            hit.decisive = random.draw(in_batch);
        }
        hit
    }
}

impl Entry {
    fn is_spent(&self) -> bool {
        let used_up = self.fault.times.is_some_and(|times| self.injected.hits() >= times);
        used_up || self.injected.removed.load(Ordering::SeqCst)
    }

    fn hits(&mut self, request: &Request, in_batch: bool) -> bool {
        let fault = &self.fault;
        if self.is_spent() || (in_batch && !fault.nature().rules().in_batches) {
            return false;
        }
        if fault.method.as_ref().is_some_and(|method| !method.eq_ignore_ascii_case(&request.method))
            || fault.path.as_ref().is_some_and(|path| !path.matches(&request.target))
        {
            return false;
        }
        if self.skipped < fault.skip {
            self.skipped += 1;
            return false;
        }
        let Nature::Token(_) = fault.nature() else { return true };
        let Some(token) = request.header("authorization") else { return false };
        self.challenged.get_or_insert_with(|| token.to_owned()) == token
    }
}
