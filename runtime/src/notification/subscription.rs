//! [`Subscription`]s: their end, and renewing them before it.

use std::future::IntoFuture;
use std::time::{Duration, SystemTime};

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use super::date_time;
use crate::call::Call;
use crate::call::action::Method;
use crate::call::argument::Argument;
use crate::client::graph::Graph;
use crate::reply::error::{Error, Result};

/// The longest single wait. A machine that was asleep for a while then notices the end of a subscription in time.
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// The wait after a renewal that failed and may be tried again.
const WAIT_AFTER_FAILURE: Duration = Duration::from_secs(60);

/// What matters of a subscription when it is renewed. It is read from the answers to `POST /subscriptions` and
/// `PATCH /subscriptions/{id}`, so it can be what your own annotated methods return.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Subscription {
    /// The id.
    pub id: String,
    /// When it ends.
    #[serde(rename = "expirationDateTime", deserialize_with = "read_time")]
    pub expires: SystemTime,
}

impl Subscription {
    /// A subscription that was stored, or that a fake returns.
    #[must_use]
    pub fn new(id: impl Into<String>, expires: SystemTime) -> Self {
        Self { id: id.into(), expires }
    }
}

fn read_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SystemTime, D::Error> {
    let text = String::deserialize(deserializer)?;
    date_time::parse(&text).ok_or_else(|| D::Error::custom("`expirationDateTime` is no time"))
}

#[derive(Serialize)]
struct Renewal {
    #[serde(rename = "expirationDateTime")]
    expires: String,
}

/// Renews a subscription until this time: `PATCH /v1.0/subscriptions/{id}`. That also answers a
/// [`ReauthorizationRequired`](super::LifecycleEvent::ReauthorizationRequired).
///
/// Each type of resource has a longest lifetime: see *Subscription lifetime* in Graph's documentation.
pub fn renew(graph: &Graph, id: impl Argument, until: SystemTime) -> Call<Subscription> {
    let body = Renewal { expires: date_time::date_time(until) };
    graph.call(Method::Patch, "/v1.0/subscriptions/<id>", &[&id]).json(&body).returning()
}

/// Renews a subscription again and again, each time so long before its end. It returns only when that is no longer
/// possible: run it on a task of its own, and abort the task to end it.
///
/// `renew` is called with the current time, by the clock of the `Graph`, and returns a call that renews the
/// subscription: [`renew`] or one of your own.
///
/// ```no_run
/// # use std::time::Duration;
/// use graph_action::Graph;
/// use graph_action::notification::{Subscription, keep_renewed, renew};
///
/// # fn run(graph: Graph, subscription: Subscription) {
/// let (id, lifetime) = (subscription.id.clone(), Duration::from_secs(2 * 24 * 3600));
/// tokio::spawn(async move {
///     let before = Duration::from_secs(3600);
///     let renew = |now| renew(&graph, &id, now + lifetime);
///     let error = keep_renewed(&graph, subscription, before, renew).await;
///     eprintln!("create the subscription anew: {error}");
/// });
/// # }
/// ```
///
/// A renewal that fails and may succeed later (no connection, 429, some 5xx) is tried again every minute until the
/// subscription has ended. Any other failure, such as the 404 of a subscription that Graph has removed, is returned at
/// once.
pub async fn keep_renewed<F, R>(graph: &Graph, subscription: Subscription, before: Duration, mut renew: F) -> Error
where
    F: FnMut(SystemTime) -> R,
    R: IntoFuture<Output = Result<Subscription>>,
{
    let clock = &graph.shared.clock;
    let mut expires = subscription.expires;
    let mut due = expires.checked_sub(before);
    loop {
        while let Some(wait) = due.and_then(|due| due.duration_since(clock.now()).ok()).filter(|wait| !wait.is_zero()) {
            clock.sleep(wait.min(LONGEST_WAIT)).await;
        }
        let error = match renew(clock.now()).await {
            Ok(subscription) => {
                // A lifetime shorter than `before` must not make one renewal follow another without a pause.
                let earliest = clock.now() + WAIT_AFTER_FAILURE;
                expires = subscription.expires;
                due = Some(expires.checked_sub(before).map_or(earliest, |due| due.max(earliest)));
                continue;
            }
            Err(error) => error,
        };
        due = clock.now().checked_add(error.retry_after().unwrap_or(WAIT_AFTER_FAILURE));
        if !error.is_transient() || due.is_none_or(|due| due >= expires) {
            return error;
        }
    }
}
