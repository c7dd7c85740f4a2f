//! The running emulator: how a test starts it, and what the test asks it directly, without HTTP.

mod drives;
mod faults;
mod mailboxes;

use std::{
    fmt,
    future::Future,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, SystemTime},
};

use serde_json::Value;
use tokio::{net::TcpListener, sync::watch};

use crate::{
    error::{Error, Result},
    http::{GraphError, Host},
    record::{Log, RecordedRequest},
    respond::Respond,
    server,
    service::{Clock, Service, Sleeper},
    state::State,
    time::Timestamp,
};
pub use drives::DriveItem;
pub use mailboxes::{Folder, Message};

/// A running emulator. It stops listening when it is dropped; answers under way are finished.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    url: String,
    service: Arc<Service>,
    log: Arc<Log>,
    storage_url: String,
    storage_log: Arc<Log>,
    /// Dropping it tells the server to stop.
    _stop: watch::Sender<()>,
}

/// The settings with which an emulator starts.
pub struct Builder {
    port: u16,
    /// How many requests are recorded.
    recording: usize,
    empty: bool,
    tenant: bool,
    clock: Option<Clock>,
    sleeper: Option<Sleeper>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("port", &self.port).finish_non_exhaustive()
    }
}

impl Builder {
    /// The loopback port; 0, the default, takes any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Whether requests are recorded; the default is true. Without recording, a long run needs memory for its mailboxes
    /// only.
    pub fn recording(mut self, recording: bool) -> Self {
        self.recording = if recording { usize::MAX } else { 0 };
        self
    }

    /// Records the latest requests only, so many.
    pub fn recording_last(mut self, requests: usize) -> Self {
        self.recording = requests;
        self
    }

    /// Starts without the users and messages of the crate's documentation.
    ///
    /// The first user that is added ([`Emulator::add_user`]) is the signed-in one; until then `/me` is not found.
    pub fn empty(mut self) -> Self {
        self.empty = true;
        self
    }

    /// Starts with a whole tenant: ten users with managers, groups, a team, sites with a list, events, contacts, tasks,
    /// an application and a device, besides the users and messages of the crate's documentation.
    pub fn tenant(mut self) -> Self {
        self.tenant = true;
        self
    }

    /// The clock of the emulator; the default is that of the system.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// How the emulator waits for a [`Fault::delay`](crate::Fault::delay); the default is Tokio's timer.
    pub fn sleeper<S, F>(mut self, sleeper: S) -> Self
    where
        S: Fn(Duration) -> F + Send + Sync + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        self.sleeper = Some(Box::new(move |time| Box::pin(sleeper(time))));
        self
    }

    /// Starts it on the current Tokio runtime.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`] when the port is taken; [`Error::InvalidProperties`] for a [`tenant`](Self::tenant) without
    /// the users of the documentation ([`empty`](Self::empty)).
    pub async fn start(self) -> Result<Emulator> {
        let clock = self.clock.unwrap_or_else(|| Box::new(SystemTime::now));
        let sleeper = self.sleeper.unwrap_or_else(|| Box::new(|time| Box::pin(tokio::time::sleep(time))));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await.map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        let storage_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(Error::Listen)?;
        let storage_url = format!("http://{}", storage_listener.local_addr().map_err(Error::Listen)?);
        let now = Timestamp::from_system(clock());
        let state = if self.empty { State::default() } else { State::seeded(now).map_err(invalid)? };
        let service = Arc::new(Service::new(state, clock, sleeper, address.to_string(), storage_url.clone()));
        if self.tenant {
            let tenant = serde_json::from_str(TENANT).map_err(|error| Error::InvalidProperties(error.to_string()))?;
            service.seed_all(tenant).map_err(in_seed)?;
        }
        let log = Arc::new(Log::new(self.recording));
        let (stop, stopped) = watch::channel(());
        let storage_log = Arc::new(Log::new(self.recording));
        for (listener, host, log) in [(listener, Host::Graph, &log), (storage_listener, Host::Storage, &storage_log)] {
            tokio::spawn(server::run(listener, host, Arc::clone(&service), Arc::clone(log), stopped.clone()));
        }
        Ok(Emulator { address, url: format!("http://{address}"), service, log, storage_url, storage_log, _stop: stop })
    }
}

impl Emulator {
    /// Starts an emulator on any free port of the loopback interface.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`] when there is none.
    ///
    /// # Panics
    ///
    /// Outside a Tokio runtime, as all of Tokio's sockets do.
    pub async fn start() -> Result<Self> {
        Self::builder().start().await
    }

    /// The settings of an emulator before it starts.
    pub fn builder() -> Builder {
        Builder { port: 0, recording: usize::MAX, empty: false, tenant: false, clock: None, sleeper: None }
    }

    /// `http://127.0.0.1:PORT`: what a client takes for `https://graph.microsoft.com`, without a version.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The socket it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request so far, in the order in which they began to arrive.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.log.requests()
    }

    /// Adds entities at a path, as if they had been there from the beginning, and returns their ids:
    /// `emulator.seed("/groups", json!([{"displayName": "Sales"}]))`.
    ///
    /// `entities` is an array of entities or one entity, checked against the schema. They may have what otherwise only
    /// the service sets: `id`, `createdDateTime` and the like. `members@odata.bind` links to other entities; below
    /// `…/$ref` stand addresses alone. At `…/messages` and `…/mailFolders` it adds messages and folders.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidProperties`] when the path does not exist, or when something is not as the schema has it. What
    /// stands before it in the array has been added.
    pub fn seed(&self, path: &str, entities: Value) -> Result<Vec<String>> {
        self.service.seed(&mut self.service.state(), path, entities).map_err(invalid)
    }

    /// Adds what an object of paths holds, each with what [`seed`](Self::seed) takes: users first, links last.
    ///
    /// # Errors
    ///
    /// As those of [`seed`](Self::seed); the message names the path.
    pub fn seed_all(&self, seed: Value) -> Result<()> {
        self.service.seed_all(seed).map_err(in_seed)
    }

    /// What the emulator holds, as [`seed_all`](Self::seed_all) takes it: users, messages, entities and links. The
    /// content of drives, photos and other streams is not in it.
    pub fn snapshot(&self) -> Value {
        self.service.snapshot()
    }

    /// A number that grows with each request and each change: while it is the same, so is what the emulator holds.
    pub fn version(&self) -> u64 {
        self.service.state().ids.last()
    }

    /// Answers a call that the emulator does not emulate, from now on, instead of its refusal with 501:
    /// `emulator.respond("POST", "/users/{}/changePassword", json!(null))`.
    ///
    /// `path` begins after the version; `{}` stands for any key. The answer is a JSON value, or a closure that makes
    /// one, or a status and one, from the call ([`Asked`](crate::Asked)). It also replaces what the emulator would
    /// answer. Where several fit, the latest counts. The token and its permissions are checked as for every call.
    ///
    /// A closure runs while the request is processed, so it must not ask the emulator itself: it would wait for ever.
    pub fn respond(&self, method: &str, path: &str, answer: impl Respond) {
        self.service.responders.add(method, path, Box::new(answer));
    }

    /// Forgets the requests so far, to both hosts.
    pub fn clear_requests(&self) {
        self.log.clear();
        self.storage_log.clear();
    }
}

/// The index of a user, who is `me`, an id or a user principal name.
fn find(state: &State, user: &str) -> Result<usize> {
    state.user((user != "me").then_some(user)).ok_or_else(|| Error::UnknownUser(user.to_owned()))
}

fn invalid(error: GraphError) -> Error {
    Error::InvalidProperties(error.message)
}

/// What stands at this path of a seed is not as the schema has it.
fn in_seed((path, error): (String, GraphError)) -> Error {
    Error::InvalidProperties(format!("{path}: {}", error.message))
}

/// The tenant of [`Builder::tenant`], as a seed.
const TENANT: &str = include_str!("../data/tenant.json");
