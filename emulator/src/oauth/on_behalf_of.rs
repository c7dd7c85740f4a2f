//! The on-behalf-of grant: a web API shows the token of the person who called it.

use serde_json::Value;

use super::{error::EntraError, grant::Grant};
use crate::token;

impl Grant<'_> {
    pub(super) fn on_behalf_of(&mut self) -> Result<Value, EntraError> {
        let client = self.proven_client()?;
        if self.parameter("requested_token_use")? != "on_behalf_of" {
            let message = "The value of 'requested_token_use' is not supported.";
            return Err(EntraError::new(400, "invalid_request", 900_144, message));
        }
        let assertion = token::claims(self.parameter("assertion")?);
        let assertion = assertion.ok_or_else(|| EntraError::grant(50_027, "JWT token is invalid or malformed."))?;
        let audience = assertion["aud"].as_str().unwrap_or_default();
        if audience.strip_prefix("api://").unwrap_or(audience) != client {
            let message = "Assertion audience does not match the Client app presenting the assertion.";
            return Err(EntraError::grant(500_131, message));
        }
        if assertion["exp"].as_i64().is_none_or(|expires| expires <= self.now.seconds()) {
            return Err(EntraError::grant(500_133, "Assertion is not within its valid time range."));
        }
        let name = ["oid", "upn"].iter().find_map(|claim| assertion[claim].as_str()).unwrap_or_default();
        let account = self.state.user(Some(name));
        let account =
            account.ok_or_else(|| EntraError::grant(50_034, "The user account does not exist in the directory."))?;
        let scopes = self.scopes(self.parameter("scope")?)?;
        self.delegated_by(&client, scopes, account)
    }
}
