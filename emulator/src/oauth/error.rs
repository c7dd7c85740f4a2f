//! Errors in Entra's form (RFC 6749, 5.2, with members of its own).

use serde_json::json;

use crate::{http::Response, time::Timestamp};

/// An error of one of the endpoints.
#[derive(Debug)]
pub(super) struct EntraError {
    status: u16,
    error: &'static str,
    /// The number after `AADSTS`.
    code: u32,
    message: String,
}

impl EntraError {
    pub(super) fn new(status: u16, error: &'static str, code: u32, message: impl Into<String>) -> Self {
        Self { status, error, code, message: message.into() }
    }

    /// An application that does not prove that it is the one.
    pub(super) fn client(code: u32, message: impl Into<String>) -> Self {
        Self::new(401, "invalid_client", code, message)
    }

    /// A code, an assertion or a refresh token that is not valid, or not enough.
    pub(super) fn grant(code: u32, message: impl Into<String>) -> Self {
        Self::new(400, "invalid_grant", code, message)
    }

    /// A parameter is missing.
    pub(super) fn missing(name: &str) -> Self {
        Self::new(
            400,
            "invalid_request",
            900_144,
            format!("The request body must contain the following parameter: '{name}'."),
        )
    }

    /// The members `error` and `error_description`, which a redirect of the browser carries too.
    pub(super) fn told(&self, now: Timestamp, trace: &str, correlation: &str) -> (&'static str, String) {
        let description = format!(
            "AADSTS{}: {} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {}",
            self.code,
            self.message,
            timestamp(now)
        );
        (self.error, description)
    }

    pub(super) fn response(self, now: Timestamp, trace: &str, correlation: &str) -> Response {
        let (error, description) = self.told(now, trace, correlation);
        let body = json!({
            "error": error,
            "error_description": description,
            "error_codes": [self.code],
            "timestamp": timestamp(now),
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": format!("https://login.microsoftonline.com/error?code={}", self.code),
        });
        Response::with_body(self.status, "application/json; charset=utf-8", body.to_string().into_bytes())
    }
}

fn timestamp(now: Timestamp) -> String {
    now.iso().replace('T', " ")
}
