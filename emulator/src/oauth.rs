//! Entra's endpoints for tokens, device codes and the browser, as far as a client of Graph meets them.

mod assertion;
mod authorize;
mod code;
mod device;
mod error;
mod grant;
mod on_behalf_of;

use std::collections::HashMap;

use serde_json::Value;

use crate::{
    http::{Request, Response, percent},
    state::State,
    time::Timestamp,
};
use error::EntraError;
use grant::Grant;

/// Whether a target is one of Entra's endpoints.
pub(crate) fn is_endpoint(target: &str) -> bool {
    endpoint(target).is_some()
}

/// Tenant and endpoint of `/{tenant}/oauth2/v2.0/token`.
fn endpoint(target: &str) -> Option<(&str, &str)> {
    let path = target.split('?').next().unwrap_or_default();
    let (tenant, endpoint) = path.strip_prefix('/')?.split_once("/oauth2/v2.0/")?;
    (!tenant.is_empty() && !tenant.contains('/')).then_some((tenant, endpoint))
}

pub(crate) fn answer(request: &Request, state: &mut State, now: Timestamp) -> Response {
    let (tenant, endpoint) = endpoint(&request.target).unwrap_or_default();
    if endpoint == "authorize" {
        let query = request.target.split_once('?').unwrap_or_default().1;
        return authorize::answer(Grant { tenant, request, form: form(query), state, now });
    }
    match issue(tenant, endpoint, request, state, now) {
        Ok(body) => Response::with_body(200, "application/json; charset=utf-8", body.to_string().into_bytes()),
        Err(error) => error.response(now, &state.ids.guid(), &state.ids.guid()),
    }
}

fn issue(
    tenant: &str,
    endpoint: &str,
    request: &Request,
    state: &mut State,
    now: Timestamp,
) -> Result<Value, EntraError> {
    let mut grant = Grant { tenant, request, form: form(&String::from_utf8_lossy(&request.body)), state, now };
    match (request.method.as_str(), endpoint) {
        ("POST", "token") => grant.token(),
        ("POST", "devicecode") => grant.device_code(),
        ("POST", _) => Err(EntraError::new(404, "invalid_request", 900_561, "The endpoint does not exist.")),
        _ => Err(EntraError::new(400, "invalid_request", 900_561, "The endpoint only accepts POST requests.")),
    }
}

/// The names and values of a form or a query. A pair that is not well formed is left out.
fn form(text: &str) -> HashMap<String, String> {
    let pairs = text.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((percent::decode_form(name)?, percent::decode_form(value)?))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints() {
        assert_eq!(endpoint("/contoso.com/oauth2/v2.0/token?x"), Some(("contoso.com", "token")));
        assert_eq!(endpoint("/oauth2/v2.0/token"), None);
        assert_eq!(endpoint("/v1.0/me"), None);
    }

    #[test]
    fn names_and_values_are_decoded() {
        let form = form("a=b+c&d=%2F&e");
        assert_eq!((form["a"].as_str(), form["d"].as_str(), form.len()), ("b c", "/", 2));
    }
}
