//! Answers requests: what holds for every operation, before and after the operation itself.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use crate::{
    address::{self, UserKey},
    batch,
    concurrency::{self, Admission, Gauge},
    error::GraphError,
    exchange::Ending,
    fault::{Blow, Book, Strike, Verdict},
    oauth,
    odata::options::Options,
    permission,
    record::RecordedItem,
    request::{Answer, Headers, Host, Request},
    routes::{self, Call},
    state::State,
    storage::{self, StorageCall},
    time::Timestamp,
    token::{self, Access},
};

pub(crate) type Clock = Box<dyn Fn() -> SystemTime + Send + Sync>;

/// Lets time pass.
pub(crate) type Sleeper = Box<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

pub(crate) struct Service {
    state: Mutex<State>,
    clock: Clock,
    pub(crate) sleeper: Sleeper,
    pub(crate) faults: Book,
    pub(crate) mailboxes: Gauge,
    /// `127.0.0.1:4000`, for links when a request has no `Host`.
    authority: String,
    /// `http://127.0.0.1:4001`, the second host.
    storage: String,
}

/// A finished answer.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) request_id: String,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
    pub(crate) ending: Ending,
    /// Whether the request reached its operation, or was refused on the way there for what it is.
    pub(crate) processed: bool,
    /// What became of the items of a batch.
    pub(crate) items: Vec<RecordedItem>,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl Service {
    pub(crate) fn new(state: State, clock: Clock, sleeper: Sleeper, authority: String, storage: String) -> Self {
        Self {
            state: Mutex::new(state),
            clock,
            sleeper,
            faults: Book::default(),
            mailboxes: Gauge::default(),
            authority,
            storage,
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn system_time(&self) -> SystemTime {
        (self.clock)()
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_system(self.system_time())
    }

    /// What a request means for the mailboxes while it is under way.
    pub(crate) fn admit(&self, request: &Request) -> Admission<'_> {
        let mut wanted: Vec<(String, usize)> = Vec::new();
        let state = self.state();
        let version = address::parse(&request.target).ok().filter(|address| address.shape == BATCH);
        let is_batch = version.is_some();
        if let Some(version) = version.map(|address| address.version) {
            let items = batch::read(request).unwrap_or_default();
            let one_by_one = items.iter().any(|item| !item.depends_on.is_empty());
            let most = if one_by_one { 1 } else { concurrency::OF_A_BATCH };
            let inner = items.iter().filter_map(|item| item.request(request, version).ok());
            for mailbox in inner.filter_map(|inner| self.mailbox(&inner, &state)) {
                match wanted.iter_mut().find(|(name, _)| *name == mailbox) {
                    Some((_, count)) => *count = (*count + 1).min(most),
                    None => wanted.push((mailbox, 1)),
                }
            }
        } else if let Some(mailbox) = self.mailbox(request, &state) {
            wanted.push((mailbox, 1));
        }
        self.mailboxes.enter(wanted, is_batch)
    }

    /// The mailbox a request is for, as the id of its user.
    pub(crate) fn mailbox(&self, request: &Request, state: &State) -> Option<String> {
        let address = address::parse(&request.target).ok()?;
        let in_mailbox =
            ["user/messages", "user/mailfolders", "user/sendmail"].iter().any(|start| address.shape.starts_with(start));
        let account = state.find(address.user.as_ref()?).filter(|_| in_mailbox)?;
        Some(state.accounts[account].text("id").to_owned())
    }

    /// Answers a request that these faults befall. Waiting is not its business.
    pub(crate) fn answer(&self, request: &Request, strike: Strike, admission: &Admission<'_>) -> Answered {
        let now = self.now();
        self.respond(request, strike, admission, &mut self.state(), now)
    }

    /// Answers a request, or one of a batch.
    pub(crate) fn respond(
        &self,
        request: &Request,
        strike: Strike,
        admission: &Admission<'_>,
        state: &mut State,
        now: Timestamp,
    ) -> Answered {
        let request_id = state.ids.guid();
        let host = request.header("host").unwrap_or(&self.authority);
        let url = format!("http://{host}{}", request.target);
        let mut ending = Ending::Whole;
        let blow = strike.blow.as_ref();
        let processed = strike.refused.is_none() && blow.is_none_or(Blow::is_after);
        let mut ordinary = match strike.refused {
            Some(error) => Err(error.into()),
            None if !processed => Ok(Answer::default()),
            None => self.operate(request, admission, state, now),
        };
        // What was processed is remembered, whatever is answered.
        let items = ordinary.as_mut().map(|answer| std::mem::take(&mut answer.items)).unwrap_or_default();
        let result = match blow.map_or(Verdict::Ordinary, |blow| blow.verdict(now, &url)) {
            Verdict::Ordinary => ordinary,
            Verdict::Instead(instead) => instead.map_err(Refusal::Graph),
            Verdict::Page(change) => ordinary.map(|mut answer| {
                change.apply(&mut answer, &url, state.ids.serial());
                answer
            }),
            Verdict::Truncate => {
                ending = Ending::Truncated;
                ordinary
            }
            Verdict::Reset => {
                ending = Ending::Reset;
                ordinary
            }
        };
        let client_request_id = request.header("client-request-id").unwrap_or(&request_id).to_owned();
        let mut answer = result.unwrap_or_else(|refusal| refusal.answer(now, &request_id, &client_request_id));
        answer.headers.extend(strike.minor.iter().flat_map(|fault| fault.headers(now)));
        answer.headers.extend([
            ("cache-control".into(), "no-cache".to_owned()),
            ("date".into(), now.http_date()),
            ("request-id".into(), request_id.clone()),
            ("client-request-id".into(), client_request_id),
            ("x-ms-ags-diagnostic".into(), DIAGNOSTIC.to_owned()),
        ]);
        Answered {
            status: answer.status,
            request_id,
            headers: answer.headers,
            body: answer.body,
            ending,
            processed,
            items,
        }
    }

    fn operate(
        &self,
        request: &Request,
        admission: &Admission<'_>,
        state: &mut State,
        now: Timestamp,
    ) -> Result<Answer, Refusal> {
        // The service's HTTP layer refuses such a request before Graph sees it.
        let carries_body = matches!(request.method.as_str(), "POST" | "PUT" | "PATCH");
        let length_given = request.header("content-length").or_else(|| request.header("transfer-encoding"));
        if carries_body && length_given.is_none() {
            return Err(Refusal::LengthRequired);
        }
        if request.via == Host::Storage {
            let service = format!("http://{}/v1.0", self.authority);
            return Ok(storage::answer(StorageCall { request, state, now, origin: &self.storage, service: &service })?);
        }
        if oauth::is_addressed(&request.target) {
            return Ok(oauth::answer(request, state, now));
        }
        let access = token::access(request.header("authorization"), now)?;
        let address = address::parse(&request.target)?;
        if address.shape == BATCH && request.method == "POST" {
            return Ok(batch::answer(self, request, address.version, admission, state, now)?);
        }
        let operation = routes::find(&address, &request.method)?;
        if address.user == Some(UserKey::Me) && matches!(access, Access::Application(_)) {
            return Err(GraphError::bad_request("/me request is only valid with delegated authentication flow.").into());
        }
        let options = Options::parse(&address.query, address.version == address::Version::Beta)?;
        options.check(operation.allowed)?;
        permission::check(&address, &request.method, &access)?;
        let host = request.header("host").unwrap_or(&self.authority);
        let mut call = Call {
            request,
            service: format!("http://{host}/{}", address.version.name()),
            url: format!("http://{host}{}", address.path),
            storage: self.storage.clone(),
            address: &address,
            options: &options,
            state,
            access: &access,
            now,
        };
        Ok((operation.run)(&mut call)?)
    }
}

/// The shape of a batch's address.
const BATCH: &str = "$batch";

enum Refusal {
    Graph(GraphError),
    /// The one refusal that is HTML.
    LengthRequired,
}

impl Refusal {
    fn answer(self, now: Timestamp, request_id: &str, client_request_id: &str) -> Answer {
        match self {
            Self::LengthRequired => Answer::with_body(411, "text/html; charset=us-ascii", LENGTH_REQUIRED.into()),
            Self::Graph(error) => {
                let body = error.to_json(&now.without_offset(), request_id, client_request_id);
                let mut answer = Answer::with_body(error.status, "application/json", body.to_string().into_bytes());
                answer.headers.extend(error.headers);
                answer
            }
        }
    }
}

impl From<GraphError> for Refusal {
    fn from(error: GraphError) -> Self {
        Self::Graph(error)
    }
}

const LENGTH_REQUIRED: &str = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">\r\n\
    <HTML><HEAD><TITLE>Length Required</TITLE>\r\n\
    <META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\"></HEAD>\r\n\
    <BODY><h2>Length Required</h2>\r\n\
    <hr><p>HTTP Error 411. The request must be chunked or have a content length.</p>\r\n\
    </BODY></HTML>\r\n";

const DIAGNOSTIC: &str =
    r#"{"ServerInfo":{"DataCenter":"Loopback","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"EMULATOR"}}"#;
