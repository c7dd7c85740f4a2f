//! [`Graph`]: the client that all calls go through, cheap to clone.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use reqwest::Url;

use crate::client::clock::SharedClock;
use crate::client::gathering::Gathering;
use crate::client::random::Random;
use crate::client::sender::Sender;
use crate::observe::Observer;
use crate::send::retry::Retry;
use crate::throttle::Throttler;
use crate::token::cache::Cache;

/// A client of Microsoft Graph. Cloning is cheap: clones share their connections.
///
/// The client of an annotated trait is made from one of its resources, such as [`me`](Self::me).
#[derive(Clone)]
pub struct Graph {
    pub(crate) shared: Arc<Shared>,
}

/// The settings and state that a `Graph` and its clones share.
pub(crate) struct Shared {
    pub(crate) http: Sender,
    /// The host root, whose path is `/`.
    pub(crate) base: Url,
    /// The host root that tokens are requested for.
    pub(crate) audience: Arc<str>,
    pub(crate) credential: Cache,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) throttler: Throttler,
    pub(crate) response_limit: usize,
    pub(crate) observer: Option<Observer>,
    pub(crate) random: Random,
    pub(crate) clock: SharedClock,
    pub(crate) gathering: Gathering,
}

impl Graph {
    pub(super) fn new(shared: Shared) -> Self {
        Self { shared: Arc::new(shared) }
    }

    /// Whether one is a clone of the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Graph").field("base_url", &self.shared.base.as_str()).finish_non_exhaustive()
    }
}
