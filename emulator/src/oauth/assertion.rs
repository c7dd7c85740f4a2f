//! Assertions by which an application proves itself with a certificate (RFC 7523). Signatures are not checked.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::error::EntraError;
use crate::{time::Timestamp, token};

/// How much the clocks of an application and of Entra may differ, in seconds.
const SKEW: i64 = 300;

/// Checks that an assertion is the application's, for the tenant's token endpoint, and valid now; and that it is
/// signed with the certificate that has this thumbprint, if there is one.
pub(super) fn check(
    assertion: &str,
    client: &str,
    tenant: &str,
    thumbprint: Option<&str>,
    now: Timestamp,
) -> Result<(), EntraError> {
    let malformed = || EntraError::client(50_027, "JWT token is invalid or malformed.");
    let header = assertion.split('.').next().and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let header: Value = header.and_then(|header| serde_json::from_slice(&header).ok()).ok_or_else(malformed)?;
    let claims = token::claims(assertion).ok_or_else(malformed)?;
    let is_signed = assertion.rsplit('.').next().is_some_and(|signature| !signature.is_empty());
    let is_known = thumbprint.is_none_or(|right| header["x5t#S256"] == right);
    if !is_signed || !matches!(header["alg"].as_str(), Some("PS256" | "RS256")) || !is_known {
        let message = "Client assertion contains an invalid signature. The key was not found.";
        return Err(EntraError::client(700_027, message));
    }
    if header["x5t#S256"].as_str().or(header["x5t"].as_str()).is_none() {
        return Err(malformed());
    }
    if claims["iss"] != client || claims["sub"] != client {
        let message = format!("Client assertion application identifier doesn't match 'client_id' '{client}'.");
        return Err(EntraError::client(700_021, message));
    }
    let endpoint = format!("/{tenant}/oauth2/v2.0/token");
    if !claims["aud"].as_str().is_some_and(|audience| audience.ends_with(&endpoint)) {
        return Err(EntraError::client(700_023, "Client assertion audience claim does not match Realm issuer."));
    }
    let (from, until) = (claims["nbf"].as_i64().unwrap_or(i64::MIN), claims["exp"].as_i64().unwrap_or(i64::MIN));
    if from > now.seconds().saturating_add(SKEW) || until < now.seconds().saturating_sub(SKEW) {
        return Err(EntraError::client(700_024, "Client assertion is not within its valid time range."));
    }
    Ok(())
}
