//! How many batches may work on a mailbox at a time.
//!
//! Outlook takes four requests at a time of an application for a mailbox. Of one batch, Graph forwards no more than four at a
//! time to Outlook, whatever their mailboxes (Microsoft Graph, "Limits per mailbox" and "JSON batching and Outlook"). So
//! a batch may be full of calls for one mailbox, but two such batches must not be under way at once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many requests of a batch Graph forwards to Outlook at a time.
const FORWARDED: usize = 4;

/// The mailboxes that batches are under way for. Shared by the clones of a `Graph`.
pub(super) struct Mailboxes {
    /// How many requests may be under way for each, if that is limited.
    limit: Option<usize>,
    known: Mutex<HashMap<String, Weak<Semaphore>>>,
}

impl Mailboxes {
    pub(super) fn new(limit: Option<usize>) -> Self {
        let limit = limit.map(|limit| limit.clamp(1, Semaphore::MAX_PERMITS));
        Self { limit, known: Mutex::default() }
    }

    /// Waits until a batch with calls for these mailboxes may be sent; it is over when what is returned is dropped.
    pub(super) async fn enter(&self, mailboxes: impl Iterator<Item = String>) -> Vec<OwnedSemaphorePermit> {
        let Some(limit) = self.limit else {
            return Vec::new();
        };
        // In one order for all, so that no two batches ever wait for each other.
        let mut wanted: BTreeMap<String, u32> = BTreeMap::new();
        let most = u32::try_from(FORWARDED.min(limit)).unwrap_or(u32::MAX);
        for mailbox in mailboxes {
            let count = wanted.entry(mailbox).or_default();
            *count = most.min(*count + 1);
        }
        let mut permits = Vec::new();
        for (mailbox, count) in wanted {
            // Nobody closes them, so an error cannot be.
            if let Ok(permit) = self.places(mailbox, limit).acquire_many_owned(count).await {
                permits.push(permit);
            }
        }
        permits
    }

    fn places(&self, mailbox: String, limit: usize) -> Arc<Semaphore> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(places) = known.get(&mailbox).and_then(Weak::upgrade) {
            return places;
        }
        known.retain(|_, places| places.strong_count() > 0);
        let places = Arc::new(Semaphore::new(limit));
        known.insert(mailbox, Arc::downgrade(&places));
        places
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    #[test]
    fn four_calls_of_a_mailbox_are_under_way_at_once() {
        let mailboxes = Mailboxes::new(Some(4));
        let mut context = Context::from_waker(Waker::noop());
        let enter = |count: usize, name: &str| mailboxes.enter(vec![name.to_owned(); count].into_iter());
        let (mut full, mut one, mut other) = (pin!(enter(20, "me")), pin!(enter(1, "me")), pin!(enter(20, "users/7")));
        let Poll::Ready(permits) = full.as_mut().poll(&mut context) else { panic!("the first has to wait") };
        assert!(one.as_mut().poll(&mut context).is_pending());
        assert!(other.as_mut().poll(&mut context).is_ready());
        drop(permits);
        let Poll::Ready(permits) = one.as_mut().poll(&mut context) else { panic!("the second still waits") };
        assert!(pin!(enter(3, "me")).poll(&mut context).is_ready());
        drop(permits);
        assert!(pin!(enter(1, "someone else")).poll(&mut context).is_ready());
        assert_eq!(mailboxes.known.lock().unwrap().len(), 1);
    }
}
