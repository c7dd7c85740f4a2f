//! The token endpoint: its grants, and the tokens that it issues. Client credentials and refresh tokens are here.

use std::collections::HashMap;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};

use super::{assertion, error::EntraError};
use crate::{
    http::{Request, percent},
    state::State,
    time::Timestamp,
};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const ON_BEHALF_OF: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// Scopes of OpenID Connect, which are no permissions of Graph.
const OPENID_SCOPES: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// A request for a token or a device code.
pub(super) struct Grant<'a> {
    pub(super) tenant: &'a str,
    pub(super) request: &'a Request,
    pub(super) form: HashMap<String, String>,
    pub(super) state: &'a mut State,
    pub(super) now: Timestamp,
}

impl Grant<'_> {
    pub(super) fn parameter(&self, name: &str) -> Result<&str, EntraError> {
        let value = self.form.get(name).map(String::as_str);
        value.filter(|value| !value.is_empty()).ok_or_else(|| EntraError::missing(name))
    }

    pub(super) fn token(&mut self) -> Result<Value, EntraError> {
        match self.parameter("grant_type")? {
            "client_credentials" => self.client_credentials(),
            "refresh_token" => self.refresh_token(),
            "authorization_code" => self.authorization_code(),
            DEVICE_CODE | "device_code" => self.device_token(),
            ON_BEHALF_OF => self.on_behalf_of(),
            other => Err(EntraError::new(
                400,
                "unsupported_grant_type",
                70_003,
                format!("The app requested an unsupported grant type '{other}'."),
            )),
        }
    }

    /// Id and secret, from the form or from `Authorization: Basic`.
    pub(super) fn client(&self) -> Result<(String, Option<String>), EntraError> {
        let basic = self.request.header("authorization").and_then(|value| value.strip_prefix("Basic "));
        let basic = basic.and_then(|basic| String::from_utf8(STANDARD.decode(basic.trim()).ok()?).ok());
        if let Some((id, secret)) = basic.as_deref().and_then(|basic| basic.split_once(':')) {
            return Ok((percent::decode_form(id).unwrap_or_default(), percent::decode_form(secret)));
        }
        Ok((self.parameter("client_id")?.to_owned(), self.form.get("client_secret").cloned()))
    }

    fn client_credentials(&mut self) -> Result<Value, EntraError> {
        let client = self.proven_client()?;
        let scope = self.parameter("scope")?.to_owned();
        if scope.contains(' ') || !scope.ends_with("/.default") {
            return Err(EntraError::new(
                400,
                "invalid_scope",
                1_002_012,
                format!(
                    "The provided value for scope {scope} is not valid. Client credential flows must have a scope \
                     value with /.default suffixed to the resource identifier (application ID URI)."
                ),
            ));
        }
        let roles = self.state.sign_in.settings.granted.clone();
        self.issue(&client, &json!({"roles": roles}), None)
    }

    /// The id of an application that proves that it is the one.
    pub(super) fn proven_client(&self) -> Result<String, EntraError> {
        let (client, is_proven) = self.checked_client()?;
        if is_proven {
            return Ok(client);
        }
        let grant = self.parameter("grant_type")?;
        let needed = "'client_assertion', 'client_secret' or 'request' is required for the";
        Err(EntraError::client(7_000_216, format!("{needed} '{grant}' grant type.")))
    }

    /// The id of an application that may be public. A proof is checked all the same.
    pub(super) fn public_client(&self) -> Result<String, EntraError> {
        Ok(self.checked_client()?.0)
    }

    /// The id, and whether there was a proof.
    fn checked_client(&self) -> Result<(String, bool), EntraError> {
        let (client, secret) = self.client()?;
        let settings = &self.state.sign_in.settings;
        if let Some(secret) = secret.filter(|secret| !secret.is_empty()) {
            if settings.client_secret.as_ref().is_some_and(|right| *right != secret) {
                return Err(EntraError::client(7_000_215, "Invalid client secret provided."));
            }
            return Ok((client, true));
        }
        let Some(assertion) = self.form.get("client_assertion") else { return Ok((client, false)) };
        self.parameter("client_assertion_type")?;
        assertion::check(assertion, &client, self.tenant, settings.certificate.as_deref(), self.now)?;
        Ok((client, true))
    }

    fn refresh_token(&mut self) -> Result<Value, EntraError> {
        let client = self.public_client()?;
        let token = self.parameter("refresh_token")?;
        let known = self.state.sign_in.refresh_tokens.get(token).cloned();
        let known =
            known.ok_or_else(|| EntraError::grant(9_002_313, "Invalid request. The refresh token is not known."))?;
        let scopes = match self.form.get("scope").filter(|scope| !scope.is_empty()) {
            Some(scope) => self.scopes(scope)?,
            None => known,
        };
        self.delegated(&client, scopes)
    }

    /// The scopes a request asks for, by their short names. `.default` stands for all that was granted.
    pub(super) fn scopes(&self, asked: &str) -> Result<Vec<String>, EntraError> {
        let granted = &self.state.sign_in.settings.granted;
        let mut scopes = Vec::new();
        for scope in asked.split_ascii_whitespace() {
            let name = scope.rsplit('/').next().unwrap_or(scope);
            if name == ".default" {
                scopes.extend(granted.iter().cloned());
            } else if OPENID_SCOPES.contains(&scope) || granted.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                scopes.push(name.to_owned());
            } else {
                let message = format!("The user or administrator has not consented to use the permission '{name}'.");
                return Err(EntraError::grant(65_001, message));
            }
        }
        Ok(scopes)
    }

    /// Issues a token for a person who signed in: the first one of the tenant.
    pub(super) fn delegated(&mut self, client: &str, scopes: Vec<String>) -> Result<Value, EntraError> {
        self.delegated_by(client, scopes, 0)
    }

    /// Issues a token for a person, by the place among the accounts.
    pub(super) fn delegated_by(
        &mut self,
        client: &str,
        scopes: Vec<String>,
        account: usize,
    ) -> Result<Value, EntraError> {
        let of_graph = scopes.iter().filter(|scope| !OPENID_SCOPES.contains(&scope.as_str()));
        let scp = of_graph.cloned().collect::<Vec<_>>().join(" ");
        let message = "The user account does not exist in the directory.";
        if account >= self.state.accounts.len() {
            return Err(EntraError::grant(50_034, message));
        }
        let text = |name| self.state.text(account, name);
        let claims = json!({"scp": scp, "oid": text("id"), "upn": text("userPrincipalName")});
        let refreshable = scopes.iter().any(|scope| scope == "offline_access");
        self.issue(client, &claims, refreshable.then_some(scopes))
    }

    /// Issues a token, and a refresh token when scopes are given for it.
    fn issue(&mut self, client: &str, claims: &Value, refresh: Option<Vec<String>>) -> Result<Value, EntraError> {
        let asked: Option<Value> = match self.form.get("claims") {
            None => None,
            Some(asked) => Some(serde_json::from_str(asked).map_err(|_| {
                EntraError::new(400, "invalid_request", 90_013, "Invalid input received: the claims are not JSON.")
            })?),
        };
        let life = self.state.sign_in.settings.life.as_secs();
        let now = self.now.seconds();
        let mut token = json!({
            "aud": "https://graph.microsoft.com",
            "iss": format!("https://login.microsoftonline.com/{}/v2.0", self.tenant),
            "iat": now,
            "nbf": now,
            "exp": now.saturating_add(i64::try_from(life).unwrap_or(i64::MAX)),
            "appid": client,
            "tid": self.tenant,
            // Makes each token unique.
            "uti": self.state.ids.token(),
        });
        if let (Value::Object(token), Value::Object(claims)) = (&mut token, claims) {
            token.extend(claims.clone());
            token.extend(asked.map(|asked| ("claims".to_owned(), asked)));
        }
        let mut response = json!({
            "token_type": "Bearer",
            "expires_in": life,
            "ext_expires_in": life,
            "access_token": jwt(&token),
        });
        if let Some(scope) = claims["scp"].as_str() {
            response["scope"] = scope.into();
        }
        if let Some(scopes) = refresh {
            let refresh_token = self.state.ids.token();
            response["refresh_token"] = refresh_token.clone().into();
            self.state.sign_in.refresh_tokens.insert(refresh_token, scopes);
        }
        Ok(response)
    }
}

/// A JSON web token without a signature.
fn jwt(claims: &Value) -> String {
    let header = json!({"typ": "JWT", "alg": "none"});
    let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}.unsigned", part(&header), part(claims))
}
