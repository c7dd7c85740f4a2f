//! [`Call`]: a call that is not sent yet.

pub(crate) mod action;
pub(crate) mod address;
pub(crate) mod argument;
pub(crate) mod body;
pub(crate) mod encode;
pub(crate) mod expects;
pub(crate) mod literal;
pub(crate) mod projected;
pub(crate) mod raw;
pub(crate) mod reference;
pub(crate) mod request;
pub(crate) mod resource;
pub(crate) mod retry_when;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use crate::call::request::Request;
use crate::call::retry_when::RetryWhen;
use crate::dispatch::dispatch;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Result};
use crate::send::retry::Retry;

/// A call that is sent when it is awaited.
///
/// It owns all its data, so it can be stored, changed and spawned. Errors in its arguments are returned when it is
/// awaited.
#[must_use = "a call is not sent until it is awaited"]
pub struct Call<T>(pub(crate) State<T>);

pub(crate) enum State<T> {
    Request(Box<Request>),
    Ready(Result<T>),
}

impl<T> Call<T> {
    /// A call that has its answer already, for fakes in tests.
    pub fn ready(result: Result<T>) -> Self {
        Self(State::Ready(result))
    }

    /// Sets a header and replaces one of the same name. An invalid name or value fails the call.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.change(|request| request.set_header(name, value))
    }

    /// Adds a preference, such as `IdType="ImmutableId"`, to the `Prefer` header.
    pub fn prefer(self, preference: &str) -> Self {
        self.change(|request| request.add_preference(preference))
    }

    /// Adds a query option, such as `$top`. It is percent-encoded; a `$` at the beginning of the name is kept.
    ///
    /// A `$select` or `$expand` replaces both that an [`Entity`](crate::Entity) asks for.
    pub fn query(self, name: &str, value: &str) -> Self {
        self.change(|request| {
            request.add_query(name, value);
            Ok(())
        })
    }

    /// Asks for Graph's advanced query capabilities on directory objects: adds the header `ConsistencyLevel: eventual`,
    /// on every page, and `$count=true`, unless the address has a count already.
    ///
    /// Graph requires both for `ne`, `not`, `endsWith` and `$search`, for `$filter` together with `$orderby`, and for
    /// counts; see *Advanced query capabilities on Microsoft Entra ID objects* in its documentation. The count is
    /// [`Page::count`] then.
    ///
    /// [`Page::count`]: crate::Page::count
    pub fn advanced_query(self) -> Self {
        self.change(Request::make_advanced)
    }

    /// The time limit of each attempt, in place of [`GraphBuilder::timeout`](crate::GraphBuilder::timeout).
    pub fn timeout(self, timeout: Duration) -> Self {
        self.change(|request| {
            request.timeout = Some(timeout);
            Ok(())
        })
    }

    /// When the call is sent again, in place of [`GraphBuilder::retry`](crate::GraphBuilder::retry).
    pub fn retry(self, retry: Retry) -> Self {
        self.change(|request| {
            request.retry = retry;
            Ok(())
        })
    }

    /// Sends the call again while Graph has not replicated what it needs, for a limited time.
    ///
    /// ```
    /// # use std::time::Duration;
    /// use graph_action::{Call, Result, RetryWhen};
    ///
    /// # async fn run(add_member: Call<()>) -> Result<()> {
    /// // The group was created a moment ago.
    /// add_member.retry_when(RetryWhen::not_found(Duration::from_secs(60))).await
    /// # }
    /// ```
    pub fn retry_when(self, rule: RetryWhen) -> Self {
        self.change(|request| {
            request.retry_when = Some(rule);
            Ok(())
        })
    }

    pub(crate) fn new(request: Result<Request>) -> Self {
        Self(match request {
            Ok(request) => State::Request(Box::new(request)),
            Err(error) => State::Ready(Err(error)),
        })
    }

    /// The request, or the answer of a fake or a failed call.
    pub(crate) fn into_request(self) -> Result<Box<Request>, Result<T>> {
        match self.0 {
            State::Request(request) => Ok(request),
            State::Ready(result) => Err(result),
        }
    }

    pub(crate) fn change(mut self, change: impl FnOnce(&mut Request) -> Result<()>) -> Self {
        if let State::Request(request) = &mut self.0
            && let Err(error) = change(request)
        {
            let error = error.with_action(request.action);
            self.0 = State::Ready(Err(error));
        }
        self
    }
}

impl<T: Decode> Call<T> {
    /// Sends the call: what `.await` does, without a box.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send(self) -> Result<T> {
        match self.0 {
            State::Request(request) => T::decode(dispatch(request).await?),
            State::Ready(result) => result,
        }
    }
}

impl<T: Decode + Send + 'static> IntoFuture for Call<T> {
    type Output = Result<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// The action that is called, without its arguments.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut call = f.debug_struct("Call");
        match &self.0 {
            State::Request(request) => call.field("action", &request.action.to_string()),
            State::Ready(Ok(_)) => call.field("ready", &"Ok"),
            State::Ready(Err(error)) => call.field("ready", error),
        };
        call.finish_non_exhaustive()
    }
}

/// What an annotated `async fn` returns.
#[diagnostic::on_unimplemented(
    message = "an action's `async fn` returns `Result<T>`, not `{Self}`",
    note = "`graph_action::Result<T>`, or `Result<T, E>` with an `E: From<graph_action::Error>`"
)]
pub trait Outcome {
    #[doc(hidden)]
    type Answer: Decode;
    #[doc(hidden)]
    fn from_result(result: Result<Self::Answer>) -> Self;
}

impl<T: Decode, E: From<Error>> Outcome for Result<T, E> {
    type Answer = T;

    fn from_result(result: Result<T>) -> Self {
        result.map_err(E::from)
    }
}

/// What an annotated `fn` returns.
#[diagnostic::on_unimplemented(
    message = "an action's `fn` returns `Call<T>`, not `{Self}`",
    note = "`graph_action::Call<T>` is sent when it is awaited; or make it an \
            `async fn` that returns `graph_action::Result<T>`"
)]
pub trait Deferred {
    #[doc(hidden)]
    fn from_request(request: Result<Request>) -> Self;
}

impl<T: Decode> Deferred for Call<T> {
    fn from_request(request: Result<Request>) -> Self {
        Self::new(request).change(|request| {
            T::prepare(request);
            Ok(())
        })
    }
}
