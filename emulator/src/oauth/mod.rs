//! Entra's token and device code endpoints, as far as a client of Graph meets them.

mod grant;
mod refusal;
mod settings;

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{
    request::{Answer, Request},
    state::State,
    time::Timestamp,
};

use refusal::Refusal;
pub use settings::SignIn;

/// What the endpoints remember.
#[derive(Debug, Default)]
pub(crate) struct OAuth {
    pub(crate) settings: SignIn,
    devices: HashMap<String, Device>,
    /// The scopes each refresh token stands for.
    refresh_tokens: HashMap<String, Vec<String>>,
}

/// A device that waits for its user.
#[derive(Clone, Debug)]
struct Device {
    scopes: Vec<String>,
    polled: u32,
    expires: Timestamp,
}

/// Whether a target is one of Entra's.
pub(crate) fn is_addressed(target: &str) -> bool {
    endpoint(target).is_some()
}

/// Tenant and endpoint of `/{tenant}/oauth2/v2.0/token`.
fn endpoint(target: &str) -> Option<(&str, &str)> {
    let path = target.split('?').next().unwrap_or_default();
    let (tenant, endpoint) = path.strip_prefix('/')?.split_once("/oauth2/v2.0/")?;
    (!tenant.is_empty() && !tenant.contains('/')).then_some((tenant, endpoint))
}

/// A request to an endpoint on its way.
struct Exchange<'a> {
    tenant: &'a str,
    request: &'a Request,
    form: HashMap<String, String>,
    state: &'a mut State,
    now: Timestamp,
}

pub(crate) fn answer(request: &Request, state: &mut State, now: Timestamp) -> Answer {
    let (tenant, endpoint) = endpoint(&request.target).unwrap_or_default();
    let mut exchange = Exchange { tenant, request, form: form(&request.body), state, now };
    let result = match (request.method.as_str(), endpoint) {
        ("POST", "token") => exchange.token(),
        ("POST", "devicecode") => exchange.device_code(),
        ("POST", _) => Err(Refusal::new(404, "invalid_request", 900_561, "The endpoint does not exist.")),
        _ => Err(Refusal::new(400, "invalid_request", 900_561, "The endpoint only accepts POST requests.")),
    };
    match result {
        Ok(body) => Answer::with_body(200, "application/json; charset=utf-8", body.to_string().into_bytes()),
        Err(refusal) => refusal.answer(now, &exchange.state.ids.guid(), &exchange.state.ids.guid()),
    }
}

/// A form's names and values; what is not well formed is left out.
fn form(body: &[u8]) -> HashMap<String, String> {
    let text = String::from_utf8_lossy(body);
    let pairs = text.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((decode(name)?, decode(value)?))
    });
    pairs.collect()
}

fn decode(text: &str) -> Option<String> {
    crate::address::decode(&text.replace('+', "%20")).map(|text| text.into_owned())
}

/// A JSON web token that nobody signed.
fn jwt(claims: &Value) -> String {
    let header = json!({"typ": "JWT", "alg": "none"});
    let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}.unsigned", part(&header), part(claims))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints() {
        assert_eq!(endpoint("/contoso.com/oauth2/v2.0/token?x"), Some(("contoso.com", "token")));
        assert_eq!(endpoint("/oauth2/v2.0/token"), None);
        assert_eq!(endpoint("/v1.0/me"), None);
        assert_eq!(form(b"a=b+c&d=%2F&e")["a"], "b c");
    }
}
