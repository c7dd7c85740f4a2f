//! Long-running operations that clients watch at Graph itself.

use super::call::Call;
use crate::{http::GraphError, state::operation::Operation};

/// Starts an operation that makes something with this id, and returns the id of the operation.
pub(super) fn begin(call: &mut Call<'_>, target: &str) -> String {
    let id = call.state.ids.guid();
    let plan = call.state.long_running.clone();
    call.state.operations.insert(id.clone(), Operation { target: target.to_owned(), plan, polled: 0 });
    id
}

/// Counts a poll of an operation.
pub(super) fn poll(call: &mut Call<'_>, id: &str) -> Result<Operation, GraphError> {
    let operation = call.state.operations.get_mut(id).ok_or_else(unknown)?;
    operation.polled = operation.polled.saturating_add(1);
    Ok(operation.clone())
}

/// The word of a workload for how far an operation is.
pub(super) fn status(operation: &Operation, words: &Words) -> &'static str {
    match (operation.is_running(), operation.polled, operation.failure()) {
        (true, 1, _) => words.not_started,
        (true, ..) => words.running,
        (false, _, None) => words.succeeded,
        (false, _, Some(_)) => words.failed,
    }
}

pub(super) struct Words {
    pub(super) not_started: &'static str,
    pub(super) running: &'static str,
    pub(super) succeeded: &'static str,
    pub(super) failed: &'static str,
}

/// The error for an operation that does not exist.
pub(super) fn unknown() -> GraphError {
    GraphError::new(404, "NotFound", "The operation does not exist.")
}
