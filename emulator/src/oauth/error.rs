//! Errors in Entra's form (RFC 6749, 5.2, with members of its own).

use serde_json::json;

use crate::{http::Response, time::Timestamp};

/// An error of the token endpoint or the device code endpoint.
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

    /// A parameter is missing.
    pub(super) fn missing(name: &str) -> Self {
        Self::new(
            400,
            "invalid_request",
            900_144,
            format!("The request body must contain the following parameter: '{name}'."),
        )
    }

    pub(super) fn response(self, now: Timestamp, trace: &str, correlation: &str) -> Response {
        let timestamp = now.iso().replace('T', " ");
        let description = format!(
            "AADSTS{}: {} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}",
            self.code, self.message
        );
        let body = json!({
            "error": self.error,
            "error_description": description,
            "error_codes": [self.code],
            "timestamp": timestamp,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": format!("https://login.microsoftonline.com/error?code={}", self.code),
        });
        Response::with_body(self.status, "application/json; charset=utf-8", body.to_string().into_bytes())
    }
}
