//! What a cell of the matrix runs against: an emulator, a foreign host that must learn nothing, and a client.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::{AccessToken, BoxError, Graph, TokenRequest};
use graph_action_emulator::{Emulator, Gate};

use crate::calls::CallsClient;
use crate::manual_clock::ManualClock;

/// The word that all tokens begin with, and that nothing else contains.
pub const SECRET: &str = "secret-token";
pub const CLAIMS: &str = r#"{"access_token":{"nbf":{"essential":true,"value":"1795255200"}}}"#;
/// The time limit of an attempt. A slice has one second more for each 32 KiB.
pub const LIMIT: Duration = Duration::from_secs(2);

pub struct World {
    pub emulator: Emulator,
    /// A foreign host, which must not get the token.
    pub foreign: Emulator,
    pub clock: ManualClock,
    pub graph: Graph,
    /// Holds the requests whose answers are to come too late.
    pub gate: Gate,
    /// The claims with which tokens were requested.
    pub claims: Arc<Mutex<Vec<String>>>,
}

impl World {
    pub async fn new() -> Self {
        let clock = ManualClock::default();
        let start = |clock: ManualClock| Emulator::builder().clock(move || clock.time()).start();
        let (emulator, foreign) = (start(clock.clone()).await.unwrap(), start(clock.clone()).await.unwrap());
        let claims = Arc::<Mutex<Vec<String>>>::default();
        let asked = claims.clone();
        let credential = move |request: TokenRequest| {
            let token = match request.claims() {
                Some(claims) => {
                    asked.lock().unwrap().push(claims.to_owned());
                    format!("{SECRET}-with-claims")
                }
                None => SECRET.to_owned(),
            };
            async move { Ok::<_, BoxError>(AccessToken::new(token)) }
        };
        let graph = Graph::builder()
            .credential(credential)
            .base_url(emulator.url())
            .timeout(LIMIT)
            .clock(clock.clone())
            .random(random())
            .build()
            .unwrap();
        Self { emulator, foreign, clock, graph, gate: Gate::new(), claims }
    }

    pub fn me(&self) -> CallsClient {
        CallsClient::new(self.graph.me())
    }

    /// The ids of the messages in a folder.
    pub fn ids(&self, folder: &str) -> BTreeSet<String> {
        self.emulator.folder("me", folder).unwrap().messages.into_iter().map(|message| message.id).collect()
    }
}

/// The same bits in each run (SplitMix64).
fn random() -> impl Fn() -> u64 {
    let state = AtomicU64::new(0);
    move || {
        let mut bits = state.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}
