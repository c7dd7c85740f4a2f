//! The page that a browser opens to sign in. The person signs in at once, or declines.

use std::{collections::HashMap, time::Duration};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{error::EntraError, grant::Grant};
use crate::{
    http::{Request, Response},
    state::sign_in::Authorization,
};

/// How long a code may be redeemed.
const LIFE: Duration = Duration::from_secs(600);

/// Redirects the browser to the application, with a code or an error. What does not name a redirect URI that may be
/// used is answered here.
pub(super) fn answer(mut grant: Grant<'_>) -> Response {
    let (now, trace, correlation) = (grant.now, grant.state.ids.guid(), grant.state.ids.guid());
    let redirect_uri = match redirect_uri(grant.request, &grant.form) {
        Ok(uri) => uri.to_owned(),
        Err(error) => return error.response(now, &trace, &correlation),
    };
    let app_state = grant.form.get("state").cloned();
    let mut answer = match grant.authorize(&redirect_uri) {
        Ok(code) => vec![("code", code)],
        Err(error) => {
            let (error, description) = error.told(now, &trace, &correlation);
            vec![("error", error.to_owned()), ("error_description", description)]
        }
    };
    answer.extend(app_state.map(|state| ("state", state)));
    answer.push(("session_state", trace));
    let pairs = answer.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
    let pairs = pairs.collect::<Vec<_>>().join("&");
    let mark = if redirect_uri.contains('?') { '&' } else { '?' };
    Response::empty(302).header("location", format!("{redirect_uri}{mark}{pairs}"))
}

/// The redirect URI: that of a program on this machine.
fn redirect_uri<'q>(request: &Request, query: &'q HashMap<String, String>) -> Result<&'q str, EntraError> {
    if request.method != "GET" {
        return Err(EntraError::new(400, "invalid_request", 900_561, "The endpoint only accepts GET requests."));
    }
    let uri = query.get("redirect_uri").ok_or_else(|| EntraError::missing("redirect_uri"))?;
    let host = uri.strip_prefix("http://").map(|rest| rest.split(['/', '?', ':']).next().unwrap_or_default());
    if matches!(host, Some("localhost" | "127.0.0.1")) && !uri.contains('#') {
        return Ok(uri);
    }
    let message =
        format!("The redirect URI '{uri}' specified in the request does not match the redirect URIs configured.");
    Err(EntraError::new(400, "invalid_request", 50_011, message))
}

impl Grant<'_> {
    /// A code for the person who signs in.
    fn authorize(&mut self, redirect_uri: &str) -> Result<String, EntraError> {
        let client = self.parameter("client_id")?.to_owned();
        let response_type = self.parameter("response_type")?;
        if response_type != "code" {
            let message = format!("The response type '{response_type}' is not supported.");
            return Err(EntraError::new(400, "unsupported_response_type", 700_016, message));
        }
        let challenge = match (self.form.get("code_challenge"), self.form.get("code_challenge_method")) {
            (None, _) => None,
            (Some(challenge), Some(method)) if method == "S256" => Some(challenge.clone()),
            (Some(_), _) => {
                let message = "The code_challenge_method must be 'S256'.";
                return Err(EntraError::new(400, "invalid_request", 501_481, message));
            }
        };
        let scopes = self.scopes(self.parameter("scope")?)?;
        if self.state.sign_in.settings.declined {
            let message = "User declined to consent to access the app.";
            return Err(EntraError::new(400, "access_denied", 65_004, message));
        }
        let code = self.state.ids.token();
        let authorization = Authorization {
            client,
            redirect_uri: redirect_uri.to_owned(),
            challenge,
            scopes,
            expires: self.now.later(LIFE),
            is_redeemed: false,
        };
        self.state.sign_in.codes.insert(code.clone(), authorization);
        Ok(code)
    }
}
