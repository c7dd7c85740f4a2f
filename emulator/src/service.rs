//! Answers requests: what holds for every operation, before and after the operation itself.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use crate::{
    address::{self, UserKey},
    error::GraphError,
    odata::options::Options,
    request::{Answer, Request},
    routes::{self, Call},
    state::State,
    time::Timestamp,
    token::{self, Access},
};

pub(crate) type Clock = Box<dyn Fn() -> SystemTime + Send + Sync>;

pub(crate) struct Service {
    state: Mutex<State>,
    clock: Clock,
    /// `127.0.0.1:4000`, for links when a request has no `Host`.
    authority: String,
}

/// A finished answer.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) request_id: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl Service {
    pub(crate) fn new(state: State, clock: Clock, authority: String) -> Self {
        Self { state: Mutex::new(state), clock, authority }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_system((self.clock)())
    }

    pub(crate) fn answer(&self, request: &Request) -> Answered {
        let now = self.now();
        let mut state = self.state();
        let request_id = state.ids.guid();
        let client_request_id = request.header("client-request-id").unwrap_or(&request_id).to_owned();
        let answer = match self.operate(request, &mut state, now) {
            Ok(answer) => answer,
            Err(Refusal::LengthRequired) => {
                Answer::with_body(411, "text/html; charset=us-ascii", LENGTH_REQUIRED.into())
            }
            Err(Refusal::Graph(error)) => {
                let body = error.to_json(&now.without_offset(), &request_id, &client_request_id);
                let mut answer = Answer::with_body(error.status, "application/json", body.to_string().into_bytes());
                answer.headers.extend(error.headers);
                answer
            }
        };
        let mut headers = answer.headers;
        headers.extend([
            ("cache-control", "no-cache".to_owned()),
            ("date", now.http_date()),
            ("request-id", request_id.clone()),
            ("client-request-id", client_request_id),
            ("x-ms-ags-diagnostic", DIAGNOSTIC.to_owned()),
        ]);
        Answered { status: answer.status, request_id, headers, body: answer.body }
    }

    fn operate(&self, request: &Request, state: &mut State, now: Timestamp) -> Result<Answer, Refusal> {
        // The service's HTTP layer refuses such a request before Graph sees it.
        let carries_body = matches!(request.method.as_str(), "POST" | "PUT" | "PATCH");
        let length_given = request.header("content-length").or_else(|| request.header("transfer-encoding"));
        if carries_body && length_given.is_none() {
            return Err(Refusal::LengthRequired);
        }
        let access = token::access(request.header("authorization"))?;
        let address = address::parse(&request.target)?;
        let operation = routes::find(&address, &request.method)?;
        if address.user == Some(UserKey::Me) && matches!(access, Access::Application(_)) {
            return Err(GraphError::bad_request("/me request is only valid with delegated authentication flow.").into());
        }
        let options = Options::parse(&address.query, address.version == address::Version::Beta)?;
        options.check(operation.allowed)?;
        operation.permissions.check(&access)?;
        let host = request.header("host").unwrap_or(&self.authority);
        let mut call = Call {
            request,
            service: format!("http://{host}/{}", address.version.name()),
            url: format!("http://{host}{}", address.path),
            address: &address,
            options: &options,
            state,
            access: &access,
            now,
        };
        Ok((operation.run)(&mut call)?)
    }
}

enum Refusal {
    Graph(GraphError),
    /// The one refusal that is HTML.
    LengthRequired,
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
