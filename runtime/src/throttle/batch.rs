//! The places of a batch at the gates of its calls.
//!
//! Outlook accepts four requests of an application at a time for a mailbox. Of one batch, Graph forwards at most four
//! at a time to Outlook, whatever their mailboxes (Microsoft Graph, "Limits per mailbox" and "JSON batching and
//! Outlook"). So a batch may be full of calls for one mailbox, but then it takes all four places. Calls that depend on
//! one another run one after another, and take one place.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use http::HeaderMap;
use tokio::time::timeout;

use super::gate::Place;
use super::key::Key;
use super::{Throttler, check_pause, no_turn};
use crate::reply::error::Error;

/// How many requests of a batch Graph forwards to Outlook at the same time.
const FORWARDED: usize = 4;

/// How many places are wanted at each gate. All batches visit the gates in the same order, so they cannot block one
/// another.
pub(crate) struct PlacesWanted(BTreeMap<Key<'static>, usize>);

impl PlacesWanted {
    /// Counts the places for these addresses, each with the number of its chain. The calls of one chain never run at
    /// the same time.
    pub(crate) fn of<'a>(calls: impl Iterator<Item = (usize, &'a str)>) -> Self {
        let mut chains: BTreeMap<Key<'_>, HashSet<usize>> = BTreeMap::new();
        for (chain, address) in calls {
            let key = Key::of(address);
            // The `$batch` request itself goes through that gate, and must not wait there for its own calls.
            if key != batches() {
                chains.entry(key).or_default().insert(chain);
            }
        }
        let counts = chains.into_iter().map(|(key, chains)| {
            let count = chains.len();
            let count = if matches!(key, Key::Mailbox(_)) { count.min(FORWARDED) } else { count };
            (key.into_owned(), count)
        });
        Self(counts.collect())
    }
}

/// A permit to send a batch with these calls. Dropping it lets the next requests go.
pub(crate) struct Places {
    _places: Vec<Place>,
}

impl Throttler {
    /// Waits for all the places that a batch wants. It is cancel-safe.
    ///
    /// # Errors
    ///
    /// When its turn does not come in this time.
    pub(crate) async fn acquire_all(&self, wanted: PlacesWanted, longest: Duration) -> Result<Places, Error> {
        let enter_all = async {
            let mut places = Vec::new();
            if self.policy.is_on {
                for (key, count) in wanted.0 {
                    places.push(self.gate(&key).enter(count).await);
                }
            }
            Places { _places: places }
        };
        timeout(longest, enter_all).await.map_err(|_| no_turn(longest))
    }

    /// The rest of a pause that a call of a batch must wait for, after it has waited for this long. A repeated call has
    /// the wait of its own answer, and waits only for the pauses of batches as a whole.
    ///
    /// # Errors
    ///
    /// When the pause is longer than the call may wait.
    pub(crate) fn pause(
        &self,
        address: &str,
        is_repeat: bool,
        waited: Duration,
        longest_pause: Duration,
    ) -> Result<Option<Duration>, Error> {
        let now = self.clock.elapsed();
        let own = if is_repeat { None } else { self.known_gate(&Key::of(address)) };
        let gates = [own, self.known_gate(&batches())];
        let longest = gates.into_iter().flatten().filter_map(|gate| gate.pause(now)).max();
        longest.map(|pause| check_pause(pause, waited, longest_pause)).transpose()
    }

    /// Adapts the limit to the answer of a call in a batch.
    pub(crate) fn learn_of(&self, address: &str, answer: Result<&HeaderMap, &Error>) {
        if self.policy.is_on {
            self.learn_at(&self.gate(&Key::of(address)), answer);
        }
    }
}

/// The gate of all `$batch` requests.
fn batches() -> Key<'static> {
    Key::Service("$batch".into())
}
