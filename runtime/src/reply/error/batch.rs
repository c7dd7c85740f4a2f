//! The errors of calls in a batch.

use std::sync::Arc;

use http::HeaderValue;

use super::{Error, Inner};

impl Error {
    /// The error of one call, when the whole batch failed. Its source is the error of the batch.
    pub(crate) fn of_batch(failure: &Arc<Self>) -> Self {
        let inner = &*failure.0;
        Self(Box::new(Inner {
            kind: inner.kind,
            message: format!("the batch with this call failed: {}", inner.message),
            source: Some(failure.clone()),
            action: None,
            effect: inner.effect,
            attempts: 0,
            retry_after: inner.retry_after,
            claims: inner.claims.clone(),
            status: inner.status,
            headers: inner.headers.clone(),
            codes: inner.codes.clone(),
            details: inner.details.clone(),
            request_id: inner.request_id.clone(),
            client_request_id: None,
        }))
    }

    /// Sets the id that Graph gave the batch, unless the item has one.
    pub(crate) fn with_request_id(mut self, id: Option<&HeaderValue>) -> Self {
        if self.0.request_id.is_none() {
            self.0.request_id = id.and_then(|id| id.to_str().ok()).map(str::to_owned);
        }
        self
    }
}
