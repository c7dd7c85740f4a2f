//! A request to the host of preauthenticated URLs on its way through an operation.

use crate::{
    http::{GraphError, Request, Result},
    state::State,
    time::Timestamp,
};

pub(crate) struct StorageCall<'a> {
    pub(crate) request: &'a Request,
    pub(crate) state: &'a mut State,
    pub(crate) now: Timestamp,
    /// `http://127.0.0.1:4001`
    pub(crate) origin: &'a str,
    /// `http://127.0.0.1:4000/v1.0`
    pub(crate) service: &'a str,
}

impl StorageCall<'_> {
    /// The index of the user to whom a URL belongs.
    pub(super) fn account(&self, id: &str) -> Result<usize> {
        self.state.user(Some(id)).ok_or_else(gone)
    }
}

/// The error for a URL that leads nowhere, or no longer.
pub(super) fn gone() -> GraphError {
    GraphError::new(404, "itemNotFound", "The resource could not be found.")
}
