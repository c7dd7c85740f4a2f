//! Delta queries: the changes since a link was issued.
//!
//! Each change has a serial number that only grows. A link has the number up to which the client has seen the changes,
//! so a change during a round comes later in the same round.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use super::{options::Options, page::Place};
use crate::http::{GraphError, Result};

/// A changed or removed item.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) serial: u64,
    pub(crate) shown: Value,
    pub(crate) removed: bool,
}

/// How links are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// `$skiptoken` and `$deltatoken`.
    OData,
    /// `token`, in drives.
    Drive,
}

/// The state of a client in a round: the changes it has seen and the options of its first request. Links carry both.
#[derive(Debug)]
pub(crate) struct Round {
    since: u64,
    epoch: u64,
    /// The options of the first request.
    pub(crate) options: Options,
    /// The client asks only for a link to later changes.
    latest: bool,
    links: Links,
    /// The range of time that the first request has asked for, in seconds since 1970.
    pub(crate) window: Option<(i64, i64)>,
}

impl Round {
    /// Reads the token of a request; without one, or with an empty one, a round begins.
    pub(crate) fn of(token: Option<&str>, options: &Options, links: Links, epoch: u64) -> Result<Self> {
        let select = options.select.clone();
        let mut round = Self {
            since: 0,
            epoch,
            options: Options { select, filter: options.filter.clone(), ..Options::default() },
            latest: false,
            links,
            window: None,
        };
        match token {
            None | Some("") => {}
            Some(latest) if latest.eq_ignore_ascii_case("latest") => round.latest = true,
            Some(token) => {
                let read = URL_SAFE_NO_PAD.decode(token).ok();
                let read: Option<Value> = read.and_then(|json| serde_json::from_slice(&json).ok());
                let read = read.ok_or_else(|| GraphError::new(400, "BadRequest", "Badly formed token."))?;
                if read["epoch"] != epoch {
                    return Err(expired(links));
                }
                round.since = read["since"].as_u64().unwrap_or_default();
                round.options.select = read["select"].as_str().map(str::to_owned);
                round.options.filter = read["filter"].as_str().map(str::to_owned);
                round.window = read["window"][0].as_i64().zip(read["window"][1].as_i64());
            }
        }
        Ok(round)
    }

    /// Whether the client has not seen the change with this number.
    pub(crate) fn looks_at(&self, serial: u64) -> bool {
        serial > self.since
    }

    /// Whether the client begins.
    pub(crate) fn is_first(&self) -> bool {
        self.since == 0
    }

    fn token(&self, since: u64) -> String {
        let (select, filter) = (&self.options.select, &self.options.filter);
        let token =
            json!({"since": since, "epoch": self.epoch, "select": select, "filter": filter, "window": self.window});
        URL_SAFE_NO_PAD.encode(token.to_string())
    }

    /// The next changes, at most so many, with a nextLink or a deltaLink.
    pub(crate) fn page(&self, mut changes: Vec<Change>, size: usize, place: &Place<'_>) -> Value {
        changes.sort_by_key(|change| change.serial);
        let newest = changes.last().map_or(self.since, |change| change.serial.max(self.since));
        // A client that begins has seen nothing that could be removed.
        changes.retain(|change| change.serial > self.since && !(change.removed && self.since == 0) && !self.latest);
        // Changes with one number stay together, since a link says only up to which number the client has seen them.
        let last = changes.get(size.saturating_sub(1)).map(|change| change.serial);
        let size = last.map_or(size, |last| changes.partition_point(|change| change.serial <= last));
        let more = changes.len() > size;
        changes.truncate(size);
        let (seen, name) = match changes.last() {
            Some(last) if more => (last.serial, "nextLink"),
            _ => (newest, "deltaLink"),
        };
        let option = match (self.links, more) {
            (Links::Drive, _) => "token",
            (Links::OData, true) => "$skiptoken",
            (Links::OData, false) => "$deltatoken",
        };
        let url = place.url.split('(').next().unwrap_or_default();
        let mut page = Map::new();
        page.insert("@odata.context".to_owned(), format!("{}/$metadata#{}", place.service, place.context).into());
        page.insert(format!("@odata.{name}"), format!("{url}?{option}={}", self.token(seen)).into());
        page.insert("value".to_owned(), changes.into_iter().map(|change| change.shown).collect());
        Value::Object(page)
    }
}

/// The error for an expired token.
fn expired(links: Links) -> GraphError {
    let code = match links {
        Links::OData => "syncStateNotFound",
        Links::Drive => "resyncChangesApplyDifferences",
    };
    GraphError::new(410, code, "The sync state generation is not found; start a full synchronization.")
}
