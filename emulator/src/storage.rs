//! The host of preauthenticated URLs: uploads, downloads, and monitors of long copies.
//!
//! Such a URL needs no token; a request that brings one is refused.

mod call;
mod download;
mod monitor;
mod upload;

use crate::http::{GraphError, Response, Result};
pub(crate) use call::StorageCall;
use call::gone;

/// Answers `/upload/{token}`, `/download/{token}` and `/monitor/{token}`. The rest of the path is ignored.
pub(crate) fn answer(mut call: StorageCall<'_>) -> Result<Response> {
    if call.request.header("authorization").is_some() {
        let message = "A preauthenticated URL must be used without an Authorization header.";
        return Err(GraphError::new(401, "unauthenticated", message));
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
