//! The places that a batch takes at the gates of its calls.
//!
//! Outlook takes four requests at a time of an application for a mailbox. Of one batch, Graph forwards no more than four at a
//! time to Outlook, whatever their mailboxes (Microsoft Graph, "Limits per mailbox" and "JSON batching and Outlook"). So
//! a batch may be full of calls for one mailbox, but then it takes all four places of it. Those that depend on one another run one
//! after another and take one.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use http::HeaderMap;

use super::gate::Place;
use super::key::Key;
use super::{Throttler, check_pause};
use crate::reply::error::Error;

/// How many requests of a batch Graph forwards to Outlook at a time.
const FORWARDED: usize = 4;

/// How many places are wanted at each gate. The gates have one order for all, so that no two batches ever wait for each other.
pub(crate) struct PlacesWanted(BTreeMap<Key, usize>);

impl PlacesWanted {
    /// Of the addresses of calls, each with the number of its chain: those of one chain never run at once.
    pub(crate) fn of<'a>(calls: impl Iterator<Item = (usize, &'a str)>) -> Self {
        let mut chains: BTreeMap<Key, HashSet<usize>> = BTreeMap::new();
        for (chain, address) in calls {
            let key = Key::of(address);
            // The batch itself goes through that gate, and must not wait there for its own calls.
            if key != batches() {
                chains.entry(key).or_default().insert(chain);
            }
        }
        let counts = chains.into_iter().map(|(key, chains)| {
            let count = chains.len();
            let count = if matches!(key, Key::Mailbox(_)) { count.min(FORWARDED) } else { count };
            (key, count)
        });
        Self(counts.collect())
    }
}

/// Leave to send a batch with these calls. Dropping it lets the next go.
pub(crate) struct Places {
    _places: Vec<Place>,
}

impl Throttler {
    /// All the places that a batch wants, when its turn has come at every gate. Dropping the future gives up the turn.
    pub(crate) async fn acquire_all(&self, wanted: PlacesWanted) -> Places {
        let mut places = Vec::new();
        if self.policy.is_on {
            for (key, count) in wanted.0 {
                places.push(self.gate(key).enter(count).await);
            }
        }
        Places { _places: places }
    }

    /// How much is left of a pause that a call of a batch has to wait for; it has waited so long already. One that is repeated has
    /// its wait from the answer to itself, and waits for what concerns batches as such only.
    ///
    /// # Errors
    ///
    /// When that is longer than the call may take.
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

    /// Takes to heart what the answer to a call in a batch says about the pace.
    pub(crate) fn learn_of(&self, address: &str, answer: Result<&HeaderMap, &Error>) {
        if self.policy.is_on {
            self.learn_at(&self.gate(Key::of(address)), answer);
        }
    }
}

/// What all batches share.
fn batches() -> Key {
    Key::Service("$batch".to_owned())
}
