//! The second host: preauthenticated URLs for uploads, downloads and the state of long copies.
//!
//! Whoever has such a URL may use it; a request that also brings a token is refused.

mod download;
mod monitor;
pub(crate) mod session;
mod upload;

use std::collections::HashMap;

use crate::{
    error::GraphError,
    request::{Answer, Request},
    state::State,
    time::Timestamp,
};

pub(crate) use download::token as download_token;
pub(crate) use monitor::Copying;
use session::Session;

/// What the second host keeps.
#[derive(Debug, Default)]
pub(crate) struct Storage {
    pub(crate) sessions: HashMap<String, Session>,
    pub(crate) copies: HashMap<String, Copying>,
}

/// A request to the second host on its way.
pub(crate) struct StorageCall<'a> {
    pub(crate) request: &'a Request,
    pub(crate) state: &'a mut State,
    pub(crate) now: Timestamp,
    /// `http://127.0.0.1:4001`
    pub(crate) origin: &'a str,
    /// `http://127.0.0.1:4000/v1.0`
    pub(crate) service: &'a str,
}

/// Answers `/upload/{token}`, `/download/{token}` and `/monitor/{token}`; what follows the token is for people.
pub(crate) fn answer(mut call: StorageCall<'_>) -> Result<Answer, GraphError> {
    if call.request.header("authorization").is_some() {
        return Err(GraphError::new(
            401,
            "unauthenticated",
            "A preauthenticated URL must be used without an Authorization header.",
        ));
    }
    let path = call.request.target.split('?').next().unwrap_or_default();
    let mut segments = path.trim_start_matches('/').split('/');
    let (kind, token) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default().to_owned());
    match (kind, call.request.method.as_str()) {
        ("upload", "PUT") => upload::put(&mut call, &token),
        ("upload", "GET") => upload::get(&call, &token),
        ("upload", "POST") => upload::post(&mut call, &token),
        ("upload", "DELETE") => upload::delete(&mut call, &token),
        ("download", "GET") => download::get(&call, &token),
        ("monitor", "GET") => monitor::get(&mut call, &token),
        ("upload" | "download" | "monitor", _) => {
            Err(GraphError::new(405, "notAllowed", "The URL does not take this method."))
        }
        _ => Err(gone()),
    }
}

/// The answer for a URL that leads nowhere, or no longer.
pub(crate) fn gone() -> GraphError {
    GraphError::new(404, "itemNotFound", "The resource could not be found.")
}
