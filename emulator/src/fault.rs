//! Faults on demand: which requests they hit, and what they do to them.

pub(crate) mod effect;
mod gate;
mod list;
mod pattern;
mod random;
mod retry_after;

use std::time::Duration;

use crate::{http::Headers, time::Timestamp};
use effect::{Effect, Nature, PageChange, Substitute};
pub use gate::Gate;
pub use list::Injected;
pub(crate) use list::{FaultList, FaultsHit};
use pattern::Pattern;
pub use retry_after::RetryAfter;

/// What goes wrong, and for which requests:
/// `Fault::status(429).retry_after(RetryAfter::Seconds(2)).on("GET", "/me/messages")`.
///
/// It hits the first request that matches, or more with [`times`](Self::times) or [`always`](Self::always). When
/// several faults match a request, it meets all that only wait or add headers, and of the others the one that was
/// injected first; the rest stay for later requests. The requests in a batch meet faults, too, except waits, resets and
/// truncated answers.
#[derive(Clone, Debug)]
pub struct Fault {
    method: Option<String>,
    path: Option<Pattern>,
    skip: usize,
    times: Option<usize>,
    effect: Effect,
    after_processing: bool,
    headers: Vec<(String, String)>,
    retry_after: Option<RetryAfter>,
}

impl Fault {
    fn new(effect: Effect) -> Self {
        Self {
            method: None,
            path: None,
            skip: 0,
            times: Some(1),
            effect,
            after_processing: false,
            headers: Vec::new(),
            retry_after: None,
        }
    }

    /// An error answer in Graph's form, with a code that is usual for the status; the request is not processed.
    ///
    /// For `204`, `304` and the like, which have no body, see [`body`](Self::body).
    pub fn status(status: u16) -> Self {
        Self::new(Effect::Replace(Substitute {
            status,
            code: usual_code(status).to_owned(),
            message: format!("The emulator was told to answer {status}."),
            body: None,
            fresh_round: false,
        }))
    }

    /// An error answer with an HTML body, as proxies and front ends give.
    pub fn html(status: u16) -> Self {
        let page = format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\r\n");
        Self::status(status).body("text/html; charset=us-ascii", page)
    }

    /// A redirect (3xx) to this location, absolute or not. The request is not processed.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).body("text/html", "").header("location", location)
    }

    /// The connection is reset (TCP RST) instead of an answer, before the request is processed or, with
    /// [`after_processing`](Self::after_processing), after it had its effect.
    pub fn reset() -> Self {
        Self::new(Effect::Reset)
    }

    /// The request is processed; its answer ends in the middle of the body, and the connection with it.
    pub fn truncated() -> Self {
        Self::new(Effect::Truncate)
    }

    /// The request waits at a gate before it is processed or, with [`after_processing`](Self::after_processing), its
    /// answer does. A request whose client hangs up meanwhile is given up.
    pub fn hold(gate: &Gate) -> Self {
        Self::new(Effect::Hold(gate.clone()))
    }

    /// Like [`hold`](Self::hold), for a time, which the emulator's [sleeper](crate::Builder::sleeper) measures.
    pub fn delay(time: Duration) -> Self {
        Self::new(Effect::Delay(time))
    }

    /// The ordinary answer with additional headers: `Fault::pass().header("x-ms-throttle-limit-percentage", "0.9")`.
    pub fn pass() -> Self {
        Self::new(Effect::AddHeaders)
    }

    /// A page without items whose nextLink leads to the page itself, which is then as usual.
    pub fn empty_page() -> Self {
        Self::page(PageChange::Empty)
    }

    /// A page with its items whose nextLink is the address it was asked for with.
    pub fn looping_next_link() -> Self {
        Self::page(PageChange::Loop)
    }

    /// A page with its items whose nextLink has another origin (`http://127.0.0.1:4001`).
    pub fn foreign_next_link(origin: &str) -> Self {
        Self::page(PageChange::Foreign(origin.trim_end_matches('/').to_owned()))
    }

    fn page(change: PageChange) -> Self {
        Self::new(Effect::ChangePage(change))
    }

    /// `410 Gone` without a `Location`, code `resyncRequired`.
    pub fn gone() -> Self {
        Self::status(410).code("resyncRequired")
    }

    /// `410 Gone` whose `Location` is the same address without its tokens: the beginning of a fresh round.
    pub fn gone_with_location() -> Self {
        Self::gone().message("Resync required.").change_substitute(|substitute| substitute.fresh_round = true)
    }

    /// The answer to an expired delta token: 400 with code `syncStateNotFound`.
    pub fn expired_delta_token() -> Self {
        Self::status(400).code("syncStateNotFound")
    }

    /// A challenge of continuous access evaluation: 401 with these claims (JSON, sent as base64) in `WWW-Authenticate`.
    /// It hits every request with the token of the first one that matches. Requests with another token pass.
    pub fn claims_challenge(claims: &str) -> Self {
        Self::new(Effect::Challenge(claims.to_owned())).always()
    }

    /// Only requests with this method and a path like this: `*` stands for one or more characters of one segment,
    /// `**` for anything. The path is compared as it was written, without version and query, ignoring case.
    pub fn on(mut self, method: &str, path: &str) -> Self {
        self.method = Some(method.to_owned());
        self.path = Some(Pattern::new(path));
        self
    }

    /// Only requests with a path like this, whatever the method; see [`on`](Self::on).
    pub fn path(mut self, path: &str) -> Self {
        self.path = Some(Pattern::new(path));
        self
    }

    /// Lets this number of matching requests pass first.
    pub fn skip(mut self, count: usize) -> Self {
        self.skip = count;
        self
    }

    /// How many requests it hits; the default is one.
    pub fn times(mut self, count: usize) -> Self {
        self.times = Some(count);
        self
    }

    /// It hits every request that matches.
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// The request is processed first: it takes effect, whatever the answer says.
    pub fn after_processing(mut self) -> Self {
        self.after_processing = true;
        self
    }

    /// Adds a `Retry-After` header.
    pub fn retry_after(mut self, retry_after: RetryAfter) -> Self {
        self.retry_after = Some(retry_after);
        self
    }

    /// Adds a header to the answer.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// Sets `error.code` of an error answer.
    pub fn code(self, code: &str) -> Self {
        self.change_substitute(|substitute| code.clone_into(&mut substitute.code))
    }

    /// Sets `error.message` of an error answer.
    pub fn message(self, message: &str) -> Self {
        self.change_substitute(|substitute| message.clone_into(&mut substitute.message))
    }

    /// Gives an answer another body than Graph's error; an empty one comes without a content type.
    pub fn body(self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.change_substitute(|substitute| substitute.body = Some((content_type.to_owned(), body.into())))
    }

    fn change_substitute(mut self, change: impl FnOnce(&mut Substitute)) -> Self {
        if let Effect::Replace(substitute) = &mut self.effect {
            change(substitute);
        }
        self
    }

    pub(crate) fn nature(&self) -> Nature<'_> {
        self.effect.nature()
    }

    /// Whether the request is processed before the fault takes effect.
    pub(crate) fn is_after_processing(&self) -> bool {
        self.after_processing || self.nature().rules().needs_processing
    }

    /// The headers it adds to the response.
    pub(crate) fn headers(&self, now: Timestamp) -> Headers {
        let given = self.headers.iter().map(|(name, value)| (name.clone().into(), value.clone()));
        given.chain(self.retry_after.map(|retry_after| ("retry-after".into(), retry_after.value(now)))).collect()
    }

    /// The name in the log.
    fn name(&self) -> String {
        let chosen = self.after_processing && !self.nature().rules().needs_processing;
        self.effect.name() + if chosen { " after processing" } else { "" }
    }
}

/// A code that Graph uses with a status.
fn usual_code(status: u16) -> &'static str {
    match status {
        400 => "BadRequest",
        401 => "InvalidAuthenticationToken",
        403 => "accessDenied",
        404 => "itemNotFound",
        409 => "nameAlreadyExists",
        410 => "resyncRequired",
        412 => "resourceModified",
        413 => "RequestEntityTooLarge",
        416 => "invalidRange",
        423 => "resourceLocked",
        429 => "TooManyRequests",
        500 => "generalException",
        501 => "notSupported",
        502 => "BadGateway",
        503 => "serviceNotAvailable",
        504 => "GatewayTimeout",
        507 => "quotaLimitReached",
        509 => "activityLimitReached",
        _ => "UnknownError",
    }
}
