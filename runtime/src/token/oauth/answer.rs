//! What the authority answers: tokens and device codes.

use std::time::Duration;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use zeroize::Zeroizing;

use super::token_store::RefreshToken;
use crate::token::credential::AccessToken;

/// The answer of the token endpoint (RFC 6749, 5.1).
#[derive(Deserialize)]
pub(super) struct TokenAnswer {
    #[serde(deserialize_with = "secret")]
    access_token: Zeroizing<String>,
    token_type: TokenType,
    /// Entra always sends it.
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<Duration>,
    #[serde(default, deserialize_with = "optional_secret")]
    refresh_token: Option<Zeroizing<String>>,
}

impl TokenAnswer {
    /// The access token. One without an expiry is used once.
    pub(super) fn access_token(&self) -> AccessToken {
        AccessToken::new(self.access_token.as_str()).expires_in(self.expires_in.unwrap_or_default())
    }

    pub(super) fn refresh_token(&self) -> Option<RefreshToken> {
        self.refresh_token.as_ref().map(|token| RefreshToken::new(token.as_str()))
    }

    /// Whether the token is sent as `Bearer`, which is how calls send it.
    pub(super) fn is_bearer(&self) -> bool {
        self.token_type.0.eq_ignore_ascii_case("bearer")
    }
}

#[derive(Deserialize)]
struct TokenType(String);

/// The answer of the device code endpoint (RFC 8628, 3.2).
#[derive(Deserialize)]
pub(super) struct DeviceAnswer {
    #[serde(deserialize_with = "secret")]
    pub(super) device_code: Zeroizing<String>,
    #[serde(deserialize_with = "secret")]
    pub(super) user_code: Zeroizing<String>,
    pub(super) verification_uri: String,
    #[serde(deserialize_with = "required_seconds")]
    pub(super) expires_in: Duration,
    #[serde(default, deserialize_with = "seconds")]
    pub(super) interval: Option<Duration>,
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zeroizing<String>, D::Error> {
    String::deserialize(deserializer).map(Zeroizing::new)
}

fn optional_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Zeroizing<String>>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(Zeroizing::new))
}

/// A number of seconds. RFC 6749 wants a whole number; ADFS and proxies send text or a fraction. What is no time, such
/// as a negative number, is as if it were left out.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let seconds = match Value::deserialize(deserializer)? {
        Value::String(text) => text.trim().parse::<f64>().ok(),
        number => number.as_f64(),
    };
    let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    Ok(time.map(|time| Duration::from_secs(time.as_secs())))
}

fn required_seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    seconds(deserializer)?.ok_or_else(|| serde::de::Error::custom("no number of seconds"))
}
