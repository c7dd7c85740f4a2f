//! The authorization code grant: a code that the browser brought becomes a token.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{error::EntraError, grant::Grant};

impl Grant<'_> {
    pub(super) fn authorization_code(&mut self) -> Result<Value, EntraError> {
        let client = self.public_client()?;
        let (code, redirect_uri) = (self.parameter("code")?.to_owned(), self.parameter("redirect_uri")?.to_owned());
        let verifier = self.form.get("code_verifier").map(|verifier| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)));
        let now = self.now;
        let authorization = self.state.sign_in.codes.get_mut(&code).filter(|known| known.client == client);
        let authorization = authorization
            .ok_or_else(|| EntraError::grant(70_000, "The provided authorization code is invalid or malformed."))?;
        if authorization.is_redeemed {
            return Err(EntraError::grant(54_005, "OAuth2 Authorization code was already redeemed."));
        }
        if now >= authorization.expires {
            return Err(EntraError::grant(70_008, "The provided authorization code has expired."));
        }
        if authorization.redirect_uri != redirect_uri {
            let message = "The reply address does not match the reply address provided when requesting the code.";
            return Err(EntraError::grant(500_112, message));
        }
        if authorization.challenge != verifier {
            let message = "The Code_Verifier does not match the code_challenge supplied in the authorization request.";
            return Err(EntraError::grant(501_481, message));
        }
        authorization.is_redeemed = true;
        let scopes = authorization.scopes.clone();
        self.delegated(&client, scopes)
    }
}
