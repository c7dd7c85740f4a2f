//! The running emulator, and what a test asks it directly.

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
    address::UserKey,
    error::{Error, GraphError, Result},
    fault::{Fault, Injected},
    mailbox::{compose::Composed, message},
    record::{Log, RecordedRequest},
    server,
    service::{Clock, Service, Sleeper},
    state::State,
    time::{self, Timestamp},
};

/// A running emulator. It stops listening when dropped; answers under way are finished.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    url: String,
    service: Arc<Service>,
    log: Arc<Log>,
    /// Dropping it tells the server to stop.
    _stop: watch::Sender<()>,
}

/// Says how an emulator is to be started.
pub struct Builder {
    port: u16,
    recording: bool,
    clock: Option<Clock>,
    sleeper: Option<Sleeper>,
}

/// A mail folder, as it was when asked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Folder {
    /// Its id.
    pub id: String,
    /// Its name in Outlook: `Sent Items`.
    pub display_name: String,
    /// What lies in it, newest first.
    pub messages: Vec<Message>,
}

/// A message, as it was when asked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Message {
    /// Its id, which changes when it moves to another folder; sending moves it.
    pub id: String,
    /// The id it has for requests that prefer immutable ids; it stays when the message moves.
    pub immutable_id: String,
    /// The message as Graph shows it when nothing is selected.
    pub json: Value,
    /// Its file attachments, as Graph shows them.
    pub attachments: Vec<Value>,
}

impl Message {
    fn new(message: &message::Message) -> Self {
        Self {
            id: message.id.clone(),
            immutable_id: message.immutable_id.clone(),
            json: message.to_json(false),
            attachments: message.attachments.iter().cloned().map(Value::Object).collect(),
        }
    }

    /// Its subject.
    pub fn subject(&self) -> &str {
        self.json["subject"].as_str().unwrap_or_default()
    }
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

    /// Whether requests are kept; the default is that they are. Without it a long run needs no more memory than its mailboxes.
    pub fn recording(mut self, recording: bool) -> Self {
        self.recording = recording;
        self
    }

    /// What the emulator takes for the present time; the default is the system's clock.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Box::new(clock));
        self
    }

    /// How the emulator lets time pass for a [`Fault::delay`]; the default is Tokio's timer.
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
    /// [`Error::Listen`] when the port is taken.
    pub async fn start(self) -> Result<Emulator> {
        let clock = self.clock.unwrap_or_else(|| Box::new(SystemTime::now));
        let sleeper = self.sleeper.unwrap_or_else(|| Box::new(|time| Box::pin(tokio::time::sleep(time))));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await.map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        let state = State::seeded(Timestamp::from_system(clock())).map_err(invalid)?;
        let service = Arc::new(Service::new(state, clock, sleeper, address.to_string()));
        let log = Arc::new(Log::new(self.recording));
        let (stop, stopped) = watch::channel(());
        tokio::spawn(server::run(listener, Arc::clone(&service), Arc::clone(&log), stopped));
        Ok(Emulator { address, url: format!("http://{address}"), service, log, _stop: stop })
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

    /// Starts one that is not quite the default.
    pub fn builder() -> Builder {
        Builder { port: 0, recording: true, clock: None, sleeper: None }
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

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.log.clear();
    }

    /// Arranges for something to go wrong.
    pub fn inject(&self, fault: Fault) -> Injected {
        self.service.faults.inject(fault)
    }

    /// Lets so many percent of the requests, and of the items of batches, meet a fault: 429 and 503 with and without
    /// `Retry-After`, 500, 502 in HTML, 504 before and after processing, resets before and after, truncated answers.
    /// The same requests in the same order meet the same faults. What is injected goes first; 0 percent ends it.
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
    /// A batch takes as many places as it has items for a mailbox, at most four, and one when its items depend on one
    /// another; the items without a place are refused one by one. See [`Fault::hold`] for how to keep requests under way.
    pub fn limit_mailboxes(&self, limit: Option<usize>) {
        self.service.mailboxes.limit(limit);
    }

    /// The most requests that were ever under way at once at a user's mailbox; those refused do not count.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`].
    pub fn most_concurrent(&self, user: &str) -> Result<usize> {
        let state = self.service.state();
        let id = state.accounts[find(&state, user)?].text("id").to_owned();
        drop(state);
        Ok(self.service.mailboxes.most(&id))
    }

    /// Adds a user with an empty mailbox and gives its id, a GUID. A user who exists already is left as they are.
    pub fn add_user(&self, user_principal_name: &str, display_name: &str) -> String {
        let mut state = self.service.state();
        if let Some(index) = state.find(&UserKey::Key(user_principal_name.to_owned())) {
            return state.accounts[index].text("id").to_owned();
        }
        let account = state.account(user_principal_name, display_name, None);
        account.text("id").to_owned()
    }

    /// A folder of a user: `emulator.folder("me", "sentitems")`.
    ///
    /// The user is `me`, an id or a user principal name; the folder an id or a well-known name.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`] and [`Error::UnknownFolder`].
    pub fn folder(&self, user: &str, folder: &str) -> Result<Folder> {
        let state = self.service.state();
        let mailbox = &state.accounts[find(&state, user)?].mailbox;
        let found = mailbox.folder(folder).map_err(|_| Error::UnknownFolder(folder.to_owned()))?;
        Ok(Folder {
            id: found.id.clone(),
            display_name: found.display_name.clone(),
            messages: mailbox.messages(Some(found)).map(Message::new).collect(),
        })
    }

    /// Puts a message into a folder of a user, as one that arrived there: not a draft and, unless it says otherwise, unread.
    ///
    /// `message` has the properties a request that creates one may have, such as `{"subject": "…", "from": {…}}`, and may
    /// say when it was received and sent, which a request may not (`receivedDateTime`, `sentDateTime`).
    ///
    /// # Errors
    ///
    /// [`Error::UnknownUser`], [`Error::UnknownFolder`], and [`Error::InvalidProperties`] when it is not a message.
    pub fn deliver(&self, user: &str, folder: &str, message: Value) -> Result<Message> {
        let times = times(&message)?;
        let mut composed = Composed::parameter(Some(message)).map_err(invalid)?;
        composed.properties.extend(times);
        composed.properties.insert("isDraft".to_owned(), false.into());
        composed.properties.entry("isRead").or_insert(Value::Bool(false));
        let now = self.service.now();
        let mut state = self.service.state();
        let account = find(&state, user)?;
        let State { ids, accounts } = &mut *state;
        let stored = composed.save(&mut accounts[account].mailbox, ids, folder, now);
        let stored = stored.map_err(|_| Error::UnknownFolder(folder.to_owned()))?;
        Ok(Message::new(stored))
    }
}

fn find(state: &State, user: &str) -> Result<usize> {
    let key = match user {
        "me" => UserKey::Me,
        key => UserKey::Key(key.to_owned()),
    };
    state.find(&key).ok_or_else(|| Error::UnknownUser(user.to_owned()))
}

/// The times a message says for itself.
fn times(message: &Value) -> Result<Vec<(String, Value)>> {
    let mut times = Vec::new();
    for name in ["receivedDateTime", "sentDateTime"] {
        match message.get(name) {
            None => {}
            Some(Value::String(text)) if time::parse(text).is_some() => {
                times.push((name.to_owned(), text.clone().into()))
            }
            Some(other) => {
                return Err(Error::InvalidProperties(format!(
                    "'{name}' is not a time like 2026-11-21T10:00:00Z: {other}"
                )));
            }
        }
    }
    Ok(times)
}

fn invalid(error: GraphError) -> Error {
    Error::InvalidProperties(error.message)
}
