//! Credentials that request tokens from Microsoft Entra: for an application ([`ClientCredentials`]), and for a person
//! who signs in on another device ([`DeviceCode`]).
//!
//! Both tell Entra that they can answer challenges of continuous access evaluation (the client capability `cp1`). So
//! Entra may issue tokens that live long, and that end at once when a right is withdrawn. Secrets are overwritten when
//! the credential is dropped, except for copies in requests of the HTTP client. They are shown in no error or `Debug`.
//! When Entra is overloaded or cannot be reached, a request is tried three times.

mod authority;
mod client_credentials;
mod device_code;

use std::fmt;
use std::time::Duration;

use oauth2::basic::BasicTokenResponse;
use oauth2::{ErrorResponseType, RequestTokenError, StandardErrorResponse, TokenResponse as _};
use serde_json::{Value, json};

use crate::reply::error::{BoxError, one_line};
use crate::token::credential::AccessToken;
use authority::Unreachable;
pub use client_credentials::ClientCredentials;
pub use device_code::{DeviceCode, DevicePrompt};

/// The `claims` of a token request: those of a challenge, and the capability to answer challenges.
fn claims_parameter(challenge: Option<&str>) -> String {
    let mut claims = challenge.and_then(|claims| serde_json::from_str(claims).ok()).unwrap_or_else(|| json!({}));
    if let Value::Object(claims) = &mut claims
        && let Value::Object(access_token) = claims.entry("access_token").or_insert_with(|| json!({}))
    {
        access_token.insert("xms_cc".to_owned(), json!({ "values": ["cp1"] }));
    }
    claims.to_string()
}

fn access_token(response: &BasicTokenResponse) -> AccessToken {
    let token = AccessToken::new(response.access_token().secret());
    // Entra always sends it. A token without it is used once.
    token.expires_in(response.expires_in().unwrap_or(Duration::ZERO))
}

/// Why there is no token.
#[derive(Debug)]
struct Refusal {
    message: String,
    source: Option<BoxError>,
    /// Entra refused. Asking again does not help, but asking the person may.
    is_final: bool,
}

impl Refusal {
    /// Keeps what holds no secret of the error: a body that could not be read may contain some.
    fn new<T: ErrorResponseType + fmt::Display + 'static>(
        error: RequestTokenError<Unreachable, StandardErrorResponse<T>>,
    ) -> Self {
        let (message, source, is_final): (_, Option<BoxError>, _) = match error {
            RequestTokenError::ServerResponse(answer) => {
                let description = answer.error_description().map(|text| format!(": {}", one_line(text)));
                (format!("{}{}", answer.error(), description.unwrap_or_default()), None, true)
            }
            RequestTokenError::Request(error) => (error.to_string(), Some(Box::new(error)), false),
            RequestTokenError::Parse(error, _) => {
                let error = error.into_inner();
                let place = format!("line {}, column {}", error.line(), error.column());
                (format!("the answer of the authority cannot be read ({place})"), None, false)
            }
            RequestTokenError::Other(reason) => (reason, None, false),
        };
        Self { message, source, is_final }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capability_joins_the_claims() {
        let capability = json!({ "values": ["cp1"] });
        for (challenge, expected) in [
            (None, json!({ "access_token": { "xms_cc": capability } })),
            (
                Some(r#"{"access_token":{"nbf":{"essential":true,"value":"1"}},"id_token":{}}"#),
                json!({
                    "access_token": { "nbf": { "essential": true, "value": "1" }, "xms_cc": capability },
                    "id_token": {},
                }),
            ),
            (Some("not json"), json!({ "access_token": { "xms_cc": capability } })),
        ] {
            assert_eq!(serde_json::from_str::<Value>(&claims_parameter(challenge)).unwrap(), expected);
        }
    }
}
