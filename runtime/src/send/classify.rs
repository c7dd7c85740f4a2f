//! Which answers without success go on to the return type.

use http::StatusCode;

use crate::call::expects::Expects;
use crate::reply::error::Error;

/// Whether an answer without success is decoded all the same: "nothing" to some return types, an expired link to a
/// delta query, the failures of its calls to a batch.
pub(crate) fn is_decoded(expects: &Expects, status: StatusCode, error: &Error) -> bool {
    match (status, expects) {
        (StatusCode::NOT_MODIFIED | StatusCode::NOT_FOUND, _) => true,
        (StatusCode::FAILED_DEPENDENCY, Expects::Batch) => true,
        (_, Expects::Changes { .. }) => is_expired_link(status, error),
        _ => false,
    }
}

/// Whether Graph no longer knows where a delta link leads to.
pub(crate) fn is_expired_link(status: StatusCode, error: &Error) -> bool {
    status == StatusCode::GONE
        || (status.is_client_error() && (error.has_code("syncStateNotFound") || error.has_code("resyncRequired")))
}
