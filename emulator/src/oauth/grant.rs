//! The grants: client credentials, device code, refresh token.

use std::{collections::HashMap, time::Duration};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Value, json};

use super::error::EntraError;
use crate::{
    http::{Request, percent},
    state::{State, sign_in::Device},
    time::Timestamp,
};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// How long a device code may be used.
const DEVICE_LIFE: Duration = Duration::from_secs(900);

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
    fn parameter(&self, name: &str) -> Result<&str, EntraError> {
        let value = self.form.get(name).map(String::as_str);
        value.filter(|value| !value.is_empty()).ok_or_else(|| EntraError::missing(name))
    }

    pub(super) fn token(&mut self) -> Result<Value, EntraError> {
        match self.parameter("grant_type")? {
            "client_credentials" => self.client_credentials(),
            "refresh_token" => self.refresh_token(),
            DEVICE_CODE | "device_code" => self.device_token(),
            other => Err(EntraError::new(
                400,
                "unsupported_grant_type",
                70_003,
                format!("The app requested an unsupported grant type '{other}'."),
            )),
        }
    }

    /// Id and secret, from the form or from `Authorization: Basic`.
    fn client(&self) -> Result<(String, Option<String>), EntraError> {
        let basic = self.request.header("authorization").and_then(|value| value.strip_prefix("Basic "));
        let basic = basic.and_then(|basic| String::from_utf8(STANDARD.decode(basic.trim()).ok()?).ok());
        if let Some((id, secret)) = basic.as_deref().and_then(|basic| basic.split_once(':')) {
            return Ok((percent::decode_form(id).unwrap_or_default(), percent::decode_form(secret)));
        }
        Ok((self.parameter("client_id")?.to_owned(), self.form.get("client_secret").cloned()))
    }

    fn client_credentials(&mut self) -> Result<Value, EntraError> {
        let (client, secret) = self.client()?;
        self.check_secret(secret.as_deref(), true)?;
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

    fn check_secret(&self, secret: Option<&str>, required: bool) -> Result<(), EntraError> {
        let right = &self.state.sign_in.settings.client_secret;
        match secret.filter(|secret| !secret.is_empty()) {
            Some(secret) if right.as_ref().is_none_or(|right| right == secret) => Ok(()),
            Some(_) => Err(EntraError::new(401, "invalid_client", 7_000_215, "Invalid client secret provided.")),
            None if !required || self.form.contains_key("client_assertion") => Ok(()),
            None => Err(EntraError::new(
                401,
                "invalid_client",
                7_000_216,
                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
            )),
        }
    }

    pub(super) fn device_code(&mut self) -> Result<Value, EntraError> {
        self.client()?;
        let scopes = self.scopes(self.parameter("scope")?)?;
        let code = self.state.ids.token();
        let user_code = self.state.ids.token()[..9].to_uppercase();
        let device = Device { scopes, polled: 0, expires: self.now.later(DEVICE_LIFE) };
        self.state.sign_in.devices.insert(code.clone(), device);
        let address = "https://microsoft.com/devicelogin";
        let message = format!(
            "To sign in, use a web browser to open the page {address} and enter the code {user_code} to authenticate."
        );
        Ok(json!({
            "user_code": user_code,
            "device_code": code,
            "verification_uri": address,
            "expires_in": DEVICE_LIFE.as_secs(),
            "interval": self.state.sign_in.settings.interval.as_secs(),
            "message": message,
        }))
    }

    fn device_token(&mut self) -> Result<Value, EntraError> {
        let (client, _) = self.client()?;
        let code = self.parameter("device_code")?.to_owned();
        let settings = self.state.sign_in.settings.clone();
        let device =
            self.state.sign_in.devices.get_mut(&code).ok_or_else(|| {
                EntraError::new(400, "bad_verification_code", 70_011, "The device code is not known.")
            })?;
        if self.now >= device.expires {
            return Err(EntraError::new(400, "expired_token", 70_020, "The device code has expired."));
        }
        device.polled += 1;
        if device.polled <= settings.slow_down {
            return Err(EntraError::new(400, "slow_down", 70_023, "The client polls too often."));
        }
        if device.polled <= settings.slow_down + settings.pending {
            let message = "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
            return Err(EntraError::new(400, "authorization_pending", 70_016, message));
        }
        if settings.declined {
            return Err(EntraError::new(400, "authorization_declined", 70_022, "The user declined."));
        }
        let scopes = device.scopes.clone();
        self.state.sign_in.devices.remove(&code);
        self.delegated(&client, scopes)
    }

    fn refresh_token(&mut self) -> Result<Value, EntraError> {
        let (client, secret) = self.client()?;
        self.check_secret(secret.as_deref(), false)?;
        let token = self.parameter("refresh_token")?;
        let known = self.state.sign_in.refresh_tokens.get(token).cloned();
        let known = known.ok_or_else(|| {
            EntraError::new(400, "invalid_grant", 9_002_313, "Invalid request. The refresh token is not known.")
        })?;
        let scopes = match self.form.get("scope").filter(|scope| !scope.is_empty()) {
            Some(scope) => self.scopes(scope)?,
            None => known,
        };
        self.delegated(&client, scopes)
    }

    /// The scopes a request asks for, by their short names. `.default` stands for all that was granted.
    fn scopes(&self, asked: &str) -> Result<Vec<String>, EntraError> {
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
                return Err(EntraError::new(400, "invalid_grant", 65_001, message));
            }
        }
        Ok(scopes)
    }

    fn delegated(&mut self, client: &str, scopes: Vec<String>) -> Result<Value, EntraError> {
        let of_graph = scopes.iter().filter(|scope| !OPENID_SCOPES.contains(&scope.as_str()));
        let scp = of_graph.cloned().collect::<Vec<_>>().join(" ");
        let message = "The user account does not exist in the directory.";
        let user = self.state.user(None).ok_or_else(|| EntraError::new(400, "invalid_grant", 50_034, message))?;
        let claims =
            json!({"scp": scp, "oid": self.state.text(user, "id"), "upn": self.state.text(user, "userPrincipalName")});
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
