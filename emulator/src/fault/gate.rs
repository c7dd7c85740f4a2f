//! A gate that holds requests until a test lets them go.

use std::sync::Arc;

use tokio::sync::watch;

/// A gate at which a [`Fault::hold`](crate::Fault::hold) keeps requests; it begins closed. Clones are the same gate.
///
/// A test needs no timer: it waits until the requests have [arrived](Self::held) and lets them go.
#[derive(Clone, Debug)]
pub struct Gate(Arc<watch::Sender<State>>);

#[derive(Debug, Default)]
struct State {
    open: bool,
    waiting: usize,
}

/// One request at the gate; it is gone when dropped, also when the client hangs up.
struct Waiting<'a>(&'a Gate);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.0.send_modify(|state| state.waiting -= 1);
    }
}

impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(State::default())))
    }

    /// Lets all requests go, also later ones.
    pub fn open(&self) {
        self.0.send_modify(|state| state.open = true);
    }

    /// Holds the requests that arrive from now on.
    pub fn close(&self) {
        self.0.send_modify(|state| state.open = false);
    }

    /// How many requests it holds now.
    pub fn waiting(&self) -> usize {
        self.0.borrow().waiting
    }

    /// Waits until it holds at least this many requests at once.
    pub async fn held(&self, count: usize) {
        // The sender is part of `self`: the channel cannot close meanwhile.
        let _ = self.0.subscribe().wait_for(|state| state.waiting >= count).await;
    }

    /// Waits until at most this many requests are at the gate. Answered requests have left it, and so have those whose
    /// client hung up.
    pub async fn left(&self, count: usize) {
        let _ = self.0.subscribe().wait_for(|state| state.waiting <= count).await;
    }

    /// Passes when it is open.
    pub(crate) async fn pass(&self) {
        self.0.send_modify(|state| state.waiting += 1);
        let waiting = Waiting(self);
        let _ = waiting.0.0.subscribe().wait_for(|state| state.open).await;
    }
}
