//! [`Request`]: an encoded call, which owns its data and can be sent several times.

use std::time::Duration;

use http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;
use serde::Deserialize;

use crate::call::action::{Action, Method};
use crate::call::address::{self, refused};
use crate::call::argument::Argument;
use crate::call::body::{Body, Content};
use crate::call::expects::Expects;
use crate::call::projected::Projected;
use crate::call::retry_when::RetryWhen;
use crate::client::graph::Graph;
use crate::client::origin;
use crate::client::random;
use crate::entity::projection::Projection;
use crate::reply::error::{Error, Kind};
use crate::send::retry::Retry;
use crate::token::permissions::Permissions;

pub(crate) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// How many bytes are kept ready for what an address adds to its resource: an id of Outlook has 152.
const ROOM: usize = 256;
/// The most bytes of an address that the HTTP client sends. Graph accepts far fewer.
const LONGEST_ADDRESS: usize = 65_534;

/// The arguments, headers and body of a call.
pub struct Inputs<'a> {
    /// One value for each placeholder, in order.
    pub arguments: &'a [&'a dyn Argument],
    /// Query options whose value is one argument.
    pub query: &'a [(&'static str, &'a dyn Argument)],
    /// Headers.
    pub headers: &'a [(&'static str, &'a dyn Argument)],
    /// The body.
    pub body: Body,
    /// What is asked for of an entity, unless the address says it.
    pub projection: Option<&'static Projection>,
}

/// An encoded call. It is public only because it appears in hidden traits.
#[derive(Clone)]
pub struct Request {
    pub(crate) graph: Graph,
    pub(crate) action: &'static Action,
    /// The permissions of the action. Those of a batch are the permissions of all its calls.
    pub(crate) permissions: Permissions,
    /// The method of the action, but `GET` for later pages.
    pub(crate) method: Method,
    /// The whole URL.
    pub(crate) target: String,
    /// What the target asks for because of the return type.
    pub(crate) projected: Option<Projected>,
    /// The caller's headers. Our own headers are added when it is sent.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Content>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) retry_when: Option<RetryWhen>,
    pub(crate) expects: Expects,
}

/// Leaves out the target, which may contain ids, the headers and the body.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("action", &self.action.to_string()).finish_non_exhaustive()
    }
}

impl Request {
    /// Encodes a call.
    ///
    /// # Errors
    ///
    /// When an argument, a header or the body cannot be encoded. The error names it.
    pub(crate) fn prepare(
        action: &'static Action,
        graph: &Graph,
        resource: Result<&str, &str>,
        inputs: Inputs<'_>,
    ) -> Result<Self, Error> {
        Self::encode(action, graph, resource, inputs).map_err(|error| error.with_action(action))
    }

    fn encode(
        action: &'static Action,
        graph: &Graph,
        resource: Result<&str, &str>,
        inputs: Inputs<'_>,
    ) -> Result<Self, Error> {
        let descriptor = action.descriptor();
        let resource = match resource {
            Ok(address) => address,
            // The address of the resource is not used by an absolute path, so its error does not matter.
            Err(_) if descriptor.absolute => "",
            Err(reason) => return Err(Error::new(Kind::Argument, reason)),
        };
        let base = graph.shared.base.as_str();
        let length = base.len() + descriptor.version.len() + resource.len() + ROOM;
        let mut target = String::with_capacity(length);
        target.push_str(base);
        target.push_str(descriptor.version);
        address::write(&mut target, descriptor, resource, inputs.arguments, inputs.query)?;
        let projected = inputs.projection.map(|projection| Projected::append(projection, &mut target));
        let body = inputs.body.0.map_err(|error| Error::new(Kind::Argument, error.to_string()).with_source(error))?;
        let mut request = Self { target, projected, body, ..Self::bare(action, graph) };
        for (name, argument) in inputs.headers {
            let value = argument.value().map_err(|error| refused(name, &error))?;
            if let Some(text) = value.as_str() {
                request.set_header(name, text)?;
            }
        }
        Ok(request)
    }

    /// A request without an address, for what was started by another process.
    pub(crate) fn bare(action: &'static Action, graph: &Graph) -> Self {
        Self {
            graph: graph.clone(),
            action,
            permissions: Permissions::of(action),
            method: action.method(),
            target: String::new(),
            projected: None,
            headers: HeaderMap::new(),
            body: None,
            timeout: graph.shared.timeout,
            retry: graph.shared.retry,
            retry_when: action.replication().map(RetryWhen::not_found),
            expects: Expects::Body,
        }
    }

    /// A `GET` of another address for the same action, with the same headers: a later page.
    pub(crate) fn follow(&self, target: &Url) -> Self {
        Self { method: Method::Get, target: target.as_str().to_owned(), projected: None, ..self.clone() }
    }

    /// A `GET` of an address of Graph that belongs to the same action, but has an answer of its own. The caller's
    /// headers are left out, except for their `authorization`.
    pub(crate) fn ask(&self, target: &Url) -> Self {
        let mut request = self.follow(target).without_body();
        let own = request.headers.remove(AUTHORIZATION);
        request.headers = own.map(|token| (AUTHORIZATION, token)).into_iter().collect();
        request.expects = Expects::Body;
        request.retry_when = None;
        request
    }

    /// A `GET` of a link that Graph gave. `name` says what it leads to.
    ///
    /// # Errors
    ///
    /// When the link leads to another scheme, host or port than Graph's, because the token would be sent there.
    pub(crate) fn follow_link(&self, name: &str, link: &str) -> Result<Self, Error> {
        let wrong = |reason: String| {
            Error::new(Kind::Argument, format!("the link to the {name} {reason}")).with_action(self.action)
        };
        let url = self.url()?.join(link).map_err(|error| wrong(format!("cannot be read: {error}")))?;
        if origin::has_user_info(&url) || !origin::is_same(&url, &self.graph.shared.base) {
            // The other host is not named: the server may have put the token there.
            let own = self.graph.shared.base.origin().ascii_serialization();
            return Err(wrong(format!("leads elsewhere, but a token is only sent to `{own}`")));
        }
        Ok(self.follow(&url).without_body())
    }

    /// The request without its body, to be kept after it was sent.
    pub(crate) fn without_body(mut self) -> Self {
        self.drop_body();
        self
    }

    /// The same in place.
    pub(crate) fn drop_body(&mut self) {
        if self.body.take().is_some() {
            self.headers.remove(CONTENT_TYPE);
        }
    }

    /// The `client-request-id` of the caller, or a new one. All attempts of a call share it.
    pub(crate) fn client_request_id(&self) -> HeaderValue {
        match self.headers.get(CLIENT_REQUEST_ID) {
            Some(id) => id.clone(),
            None => HeaderValue::from_bytes(&random::guid(&self.graph.shared.random))
                .unwrap_or_else(|_| HeaderValue::from_static("")),
        }
    }

    /// The address below Graph's host root, `v1.0/me/messages?$top=5`; empty for an address outside of Graph.
    pub(crate) fn address(&self) -> &str {
        self.target.strip_prefix(self.graph.shared.base.as_str()).unwrap_or_default()
    }

    /// Whether sending it twice does no harm.
    pub(crate) fn is_repeatable(&self) -> bool {
        // A later page is a `GET`, whatever the method of the action.
        self.method.is_safe() || self.action.is_repeatable() || self.has_transaction_id()
    }

    /// Whether it creates an event with a `transactionId`, which Graph documents "to avoid redundant POST operations in
    /// case of client retries to create the same event". The body is read only when a failure has left doubt.
    fn has_transaction_id(&self) -> bool {
        #[derive(Deserialize)]
        struct Event {
            #[serde(rename = "transactionId")]
            transaction_id: String,
        }
        let path = self.target.split('?').next().unwrap_or_default();
        self.method == Method::Post
            && path.ends_with("/events")
            && self.body.as_ref().is_some_and(|content| {
                serde_json::from_slice::<Event>(&content.bytes).is_ok_and(|event| !event.transaction_id.is_empty())
            })
    }

    pub(crate) fn url(&self) -> Result<Url, Error> {
        Url::parse(&self.target)
            .map_err(|error| Error::new(Kind::Argument, format!("the address cannot be read: {error}")))
    }

    /// Fails when the address is longer than the HTTP client sends.
    ///
    /// # Errors
    ///
    /// [`Kind::Argument`], with the length.
    pub(crate) fn check_length(&self) -> Result<(), Error> {
        match self.target.len() {
            ..=LONGEST_ADDRESS => Ok(()),
            length => {
                let message = format!("the address has {length} bytes, and no more than {LONGEST_ADDRESS} can be sent");
                Err(Error::new(Kind::Argument, message))
            }
        }
    }

    /// Sets a header of the caller and replaces one of the same name.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let wrong = |reason: &str| Err(Error::new(Kind::Argument, format!("the header `{name}` {reason}")));
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return wrong("has a name that no header can have");
        };
        if [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING].contains(&header) {
            return wrong("belongs to the connection and cannot be set");
        }
        let Ok(mut value) = HeaderValue::from_str(value) else {
            return wrong("has a value with a character that no header can have, such as a line break");
        };
        value.set_sensitive(header == http::header::AUTHORIZATION);
        self.headers.insert(header, value);
        Ok(())
    }

    /// Adds a preference to those that are set: several share one header.
    pub(crate) fn add_preference(&mut self, preference: &str) -> Result<(), Error> {
        let present = self.headers.get("prefer").cloned();
        self.set_header("prefer", preference)?;
        if let (Some(present), Some(added)) = (present, self.headers.get_mut("prefer")) {
            let both = [present.as_bytes(), b", ", added.as_bytes()].concat();
            // Of two values that can be in a header, this is one, too.
            if let Ok(both) = HeaderValue::from_bytes(&both) {
                *added = both;
            }
        }
        Ok(())
    }

    /// Adds a query option. What the caller asks for wins over what the return type asks for.
    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        if let Some(projected) = self.projected.take_if(|_| matches!(name, "$select" | "$expand")) {
            projected.withdraw(&mut self.target);
        }
        address::add_query(&mut self.target, name, value);
    }

    /// Asks for Graph's advanced query capabilities.
    pub(crate) fn make_advanced(&mut self) -> Result<(), Error> {
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let counts = path.ends_with("/$count") || query.split('&').any(|pair| pair.starts_with("$count="));
        if !counts {
            self.add_query("$count", "true");
        }
        self.set_header("ConsistencyLevel", "eventual")
    }
}
