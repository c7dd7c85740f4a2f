//! [`Graph`]: the client that all calls go through, cheap to clone.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use reqwest::Url;

use crate::client::clock::SharedClock;
use crate::client::gathering::Gathering;
use crate::client::random::Random;
use crate::observe::Observer;
use crate::send::retry::Retry;
use crate::throttle::Throttler;
use crate::token::cache::Cache;

/// A client of Microsoft Graph. Cloning is cheap: clones share their connections.
///
/// The client of an annotated trait is made from one of its resources, such as [`me`](Self::me).
#[derive(Clone)]
pub struct Graph(Arc<Settings>);

/// The settings and state that a `Graph` and its clones share.
pub(super) struct Settings {
    pub(super) http: reqwest::Client,
    pub(super) base: Url,
    pub(super) audience: Arc<str>,
    pub(super) credential: Cache,
    pub(super) user_agent: HeaderValue,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Retry,
    pub(super) throttler: Throttler,
    pub(super) response_limit: usize,
    pub(super) observer: Option<Observer>,
    pub(super) random: Random,
    pub(super) clock: SharedClock,
    pub(super) gathering: Gathering,
}

impl Graph {
    pub(super) fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// The host root, whose path is `/`.
    pub(crate) fn base(&self) -> &Url {
        &self.0.base
    }

    pub(crate) fn audience(&self) -> Arc<str> {
        self.0.audience.clone()
    }

    pub(crate) fn credential(&self) -> &Cache {
        &self.0.credential
    }

    pub(crate) fn user_agent(&self) -> HeaderValue {
        self.0.user_agent.clone()
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.0.timeout
    }

    pub(crate) fn retry(&self) -> Retry {
        self.0.retry
    }

    pub(crate) fn throttler(&self) -> &Throttler {
        &self.0.throttler
    }

    pub(crate) fn response_limit(&self) -> usize {
        self.0.response_limit
    }

    pub(crate) fn observer(&self) -> Option<&Observer> {
        self.0.observer.as_ref()
    }

    pub(crate) fn random(&self) -> &Random {
        &self.0.random
    }

    pub(crate) fn clock(&self) -> &SharedClock {
        &self.0.clock
    }

    pub(crate) fn gathering(&self) -> &Gathering {
        &self.0.gathering
    }

    /// Whether one is a clone of the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Graph").field("base_url", &self.0.base.as_str()).finish_non_exhaustive()
    }
}
