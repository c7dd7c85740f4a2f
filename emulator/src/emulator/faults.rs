//! The faults, limits and sign-in settings that a test chooses.

use super::{Emulator, find};
use crate::{
    error::Result,
    fault::{Fault, Injected},
    state::sign_in::SignIn,
};

impl Emulator {
    /// Lets something go wrong.
    pub fn inject(&self, fault: Fault) -> Injected {
        self.service.faults.inject(fault)
    }

    /// Lets this percentage of the requests, and of the requests in batches, meet a fault: 429 and 503 with and without
    /// `Retry-After`, 500, 502 in HTML, 504 before and after processing, resets before and after, truncated answers.
    /// The same requests in the same order meet the same faults. Injected faults go first; tokens
    /// are issued without faults. 0 percent ends it.
    pub fn random_faults(&self, seed: u64, percent: u8) {
        self.service.faults.set_random(seed, percent);
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        self.service.faults.clear();
    }

    /// Refuses requests to a mailbox while this many others are under way there: 429 `ApplicationThrottled`, with
    /// `Retry-After: 1`. Outlook's limit is four for each application and mailbox. `None`, the default, lifts it.
    ///
    /// A batch counts for each mailbox as many requests as it contains for it, at most four; one when they depend on
    /// one another. Requests in a batch are refused one by one. [`Fault::hold`] keeps requests under way.
    pub fn limit_mailboxes(&self, limit: Option<usize>) {
        self.service.mailboxes.limit(limit);
    }

    /// How signing in goes from now on.
    pub fn sign_in(&self, settings: SignIn) {
        self.service.state().sign_in.settings = settings;
    }

    /// The most requests that were ever under way at once at a user's mailbox; those refused do not count.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`](crate::Error::UnknownUser).
    pub fn most_concurrent(&self, user: &str) -> Result<usize> {
        let state = self.service.state();
        let id = state.accounts[find(&state, user)?].id.clone();
        drop(state);
        Ok(self.service.mailboxes.most(&id))
    }
}
