//! [`GraphBuilder`]: the settings of a client.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use reqwest::ClientBuilder;

use crate::client::clock::{Clock, SharedClock, SystemClock};
use crate::client::cloud::Cloud;
use crate::client::gathering::Gathering;
use crate::client::graph::{Graph, Shared};
use crate::client::http::http_client;
use crate::client::origin;
use crate::client::random::{self, Random};
use crate::client::sender::{OwnSender, Sender};
use crate::observe::{Event, Observer};
use crate::reply::error::{BoxError, Error, Kind, Result};
use crate::send::retry::Retry;
use crate::throttle::{Throttle, Throttler};
use crate::token::cache::Cache;
use crate::token::credential::{AccessToken, AnyCredential, Credential};

/// The time limit of a request unless set, from connecting to the last byte of the answer.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(100);
/// The largest answer unless set, in bytes after decompression. The largest that Graph documents to send in one piece
/// is an Outlook attachment of 150 MB, which is 200 MB as base64.
const RESPONSE_LIMIT: usize = 256 << 20;

impl Graph {
    /// A builder. Only a credential is required.
    ///
    /// Calls need a tokio runtime with a timer and IO, as `#[tokio::main]` and `enable_all` of
    /// [`Builder`](tokio::runtime::Builder) make. On another runtime they fail with an error that says what is missing.
    /// tokio reports this by a panic, which is caught: its text still comes to standard error, and a program with
    /// `panic = "abort"` ends.
    ///
    /// Open connections belong to the runtime of the call that made them, and stand still while it does not run. So
    /// use a `Graph` on one runtime, or make one for each: where two runtimes of one thread take turns in `block_on`,
    /// a call that takes a connection of the other is not answered.
    ///
    /// ```no_run
    /// # fn main() -> graph_action::Result<()> {
    /// let graph = graph_action::Graph::builder().bearer_token("eyJ0eXAiOiJKV1Q").build()?;
    /// # Ok(()) }
    /// ```
    pub fn builder() -> GraphBuilder {
        GraphBuilder::default()
    }
}

/// The settings of a [`Graph`]. The order of calls does not matter; of several calls for one setting the last one
/// holds.
#[derive(Default)]
#[must_use]
pub struct GraphBuilder {
    credential: Option<Box<dyn AnyCredential>>,
    bearer_token: Option<AccessToken>,
    base_url: Option<String>,
    cloud: Cloud,
    http: Option<ClientBuilder>,
    sender: Option<OwnSender>,
    user_agent: Option<String>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    retry: Retry,
    throttle: Throttle,
    response_limit: Option<usize>,
    observer: Option<Observer>,
    random: Option<Random>,
    clock: Option<SharedClock>,
    coalesce: Option<Duration>,
}

impl GraphBuilder {
    /// The source of tokens.
    pub fn credential(mut self, credential: impl Credential) -> Self {
        self.credential = Some(Box::new(credential));
        self.bearer_token = None;
        self
    }

    /// One token for every request, without the word `Bearer`. Once it has expired, calls fail with
    /// [`is_unauthorized`](Error::is_unauthorized).
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        let token = AccessToken::new(token);
        self.credential = Some(Box::new(token.clone()));
        self.bearer_token = Some(token);
        self
    }

    /// The host root, without a version: `https://graph.microsoft.com`, or an emulator's `http://127.0.0.1:4000`.
    ///
    /// It must be `https`, or `http` on a loopback address, which is then reached without a proxy. It takes precedence
    /// over [`cloud`](Self::cloud).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The cloud; the global one unless set.
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.cloud = cloud;
        self
    }

    /// HTTP settings of your own: proxies, certificates, a resolver, TLS.
    ///
    /// All settings of your builder hold, except for these:
    ///
    /// - Redirects and `Referer` are switched off. Redirects are followed here, without sending the token or your
    ///   headers to other hosts.
    /// - Repeats are switched off, because [`retry`](Self::retry) decides what is repeated.
    /// - The user agent is that of [`user_agent`](Self::user_agent).
    /// - An `http` base URL is reached without a proxy.
    /// - Its time limits hold unless [`timeout`](Self::timeout) or [`connect_timeout`](Self::connect_timeout) is
    ///   called, too.
    ///
    /// Default headers of your builder are sent to *every* host, including those that Graph redirects a download to:
    /// keep secrets out of them.
    ///
    /// Your TLS settings are not changed. The features `rustls` and `aws-lc-rs` give this client only the cryptography:
    /// reqwest takes it from the process, so the provider of the feature is installed as the default of the process,
    /// unless one is installed already. An application that wants another provider installs it first.
    pub fn http(mut self, builder: ClientBuilder) -> Self {
        self.http = Some(builder);
        self
    }

    /// Sends every request with a function of your own: for the middleware of `reqwest-middleware` or `tower`, or for
    /// tests that answer without a network. It gets the HTTP client and the request.
    ///
    /// ```
    /// use graph_action::Graph;
    ///
    /// let builder = Graph::builder().send_with(|client, request| async move {
    ///     println!("{} {:?}", request.method(), request.url().host_str());
    ///     Ok(client.execute(request).await?)
    /// });
    /// ```
    ///
    /// Rules that the function must keep:
    ///
    /// - It sends a request once and follows no redirects. Repeats and redirects are decided here, and each comes as a
    ///   request of its own.
    /// - Requests to other hosts pass it, too: redirects, uploads and monitors. It must not add secrets to them.
    /// - It keeps the `authorization` header secret, and addresses, some of which give access by themselves.
    /// - An error that is a [`reqwest::Error`] says whether anything was sent. After any other error the request may
    ///   have taken effect.
    ///
    /// The requests of `oauth` credentials to Microsoft Entra do not pass it.
    pub fn send_with<F, R>(mut self, send: F) -> Self
    where
        F: Fn(reqwest::Client, reqwest::Request) -> R + Send + Sync + 'static,
        R: Future<Output = Result<reqwest::Response, BoxError>> + Send + 'static,
    {
        self.sender = Some(Box::new(move |client, request| Box::pin(send(client, request))));
        self
    }

    /// The name and version of the application, `my-app/1.2`. By default `graph-action/` and the version of this crate.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// The time limit of an attempt, from connecting to the last byte of the answer, including redirects; 100 s unless
    /// set. Waiting for its turn, and getting a token, do not count. [`Retry::total`] limits these waits, and the time
    /// of a call over all attempts.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The time limit of connecting; 30 s unless set. It is part of [`timeout`](Self::timeout).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// When calls are sent again after a failure.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How many requests are sent at the same time; by default what Graph documents.
    pub fn throttle(mut self, throttle: Throttle) -> Self {
        self.throttle = throttle;
        self
    }

    /// The largest answer, in bytes after decompression; 256 MiB unless set. A larger one is an error,
    /// [`Error::is_too_large`].
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = Some(bytes);
        self
    }

    /// Calls a function for every request that was sent, when it has its answer or its failure; for metrics.
    ///
    /// The function runs within the call, so it should be quick. Traces need no function: each request is a span of the
    /// crate `tracing`, with the names of OpenTelemetry's HTTP conventions and the action's template in place of the
    /// address.
    ///
    /// ```
    /// # use std::sync::atomic::{AtomicU64, Ordering};
    /// static THROTTLED: AtomicU64 = AtomicU64::new(0);
    ///
    /// let builder = graph_action::Graph::builder().observe(|event| {
    ///     if event.error().is_some_and(|error| error.is_throttled()) {
    ///         THROTTLED.fetch_add(1, Ordering::Relaxed);
    ///     }
    /// });
    /// ```
    pub fn observe(mut self, observer: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// A source of 64 random bits, for the `client-request-id`s and the random waits between attempts; for tests that
    /// need the same ones each time.
    pub fn random(mut self, source: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.random = Some(Arc::new(source));
        self
    }

    /// A clock for tests; the system's unless set.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Gathers calls that are awaited within this window, for example 5 ms, into batches of up to 20. Off unless set.
    ///
    /// The first call opens a window. The batch is sent when the window ends or has 20 calls. Every call has its own
    /// answer or error. Dropping a call does not affect the others, and before the batch is sent it removes the call
    /// from it. A call that is alone in its window is sent without a batch. These calls are sent without a batch, and
    /// at once: those with a [timeout](crate::Call::timeout) or an `authorization` of their own, those with a body that
    /// is not JSON or longer than 64 KiB, and those for a `/content`, `/$value` or `/$batch`.
    ///
    /// The rules of a [`Batch`](crate::Batch) hold, for example that batches for one mailbox are sent one after
    /// another.
    pub fn coalesce(mut self, window: Duration) -> Self {
        self.coalesce = Some(window);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// When there is no credential, when a setting is invalid, or when TLS cannot be set up. The error says what to
    /// change.
    pub fn build(self) -> Result<Graph> {
        let Some(credential) = self.credential else {
            return Err(refused(
                "there is no credential: call `.credential(…)` or `.bearer_token(…)` before `.build()`",
            ));
        };
        if let Some(token) = &self.bearer_token {
            token.header().map_err(refused)?;
        }
        let Some(base) = self.base_url.as_deref().or(self.cloud.base_url()) else {
            return Err(refused("the host of Graph in this cloud is not public: give it by `.base_url(…)`"));
        };
        let base = origin::parse_base(base)?;
        let is_https = base.scheme() == "https";
        let of_cloud = self.cloud.base_url().filter(|_| !is_https).map(str::to_owned);
        let audience = of_cloud.unwrap_or_else(|| base.origin().ascii_serialization());
        let user_agent = match &self.user_agent {
            None => HeaderValue::from_static(concat!("graph-action/", env!("CARGO_PKG_VERSION"))),
            Some(text) => HeaderValue::from_str(text)
                .map_err(|_| refused("the user agent has a character that cannot be in a header"))?,
        };
        let is_own = self.http.is_some();
        let clock = self.clock.unwrap_or_else(SystemClock::shared);
        Ok(Graph::new(Shared {
            http: Sender::new(http_client(self.http, self.connect_timeout, is_https)?, self.sender),
            base,
            audience: audience.into(),
            credential: Cache::new(credential, clock.clone()),
            user_agent,
            timeout: self.timeout.or((!is_own).then_some(REQUEST_TIMEOUT)),
            retry: self.retry,
            throttler: Throttler::new(self.throttle, clock.clone()),
            response_limit: self.response_limit.unwrap_or(RESPONSE_LIMIT),
            observer: self.observer,
            random: self.random.unwrap_or_else(random::standard),
            clock,
            gathering: Gathering::new(self.coalesce),
        }))
    }
}

impl fmt::Debug for GraphBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GraphBuilder")
            .field("base_url", &self.base_url.as_deref().map(origin::without_user_info))
            .field("cloud", &self.cloud)
            .field("user_agent", &self.user_agent)
            .field("timeout", &self.timeout)
            .field("coalesce", &self.coalesce)
            .field("retry", &self.retry)
            .field("throttle", &self.throttle)
            .finish_non_exhaustive()
    }
}

fn refused(reason: &str) -> Error {
    Error::new(Kind::Build, reason)
}
