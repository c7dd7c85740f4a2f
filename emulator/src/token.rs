//! Bearer tokens. Any token is accepted; the claims of a JSON web token limit what it permits.

use base64::{
    Engine,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde_json::Value;

use crate::{
    http::{GraphError, Result},
    time::Timestamp,
};

/// What a token permits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// An opaque token: everything.
    Unlimited,
    /// A JSON web token for a signed-in user: its `scp` claim, split at spaces.
    Delegated(Vec<String>),
    /// A JSON web token for an application alone: its `roles` claim.
    Application(Vec<String>),
}

const BASE64URL: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads the `Authorization` header's value.
pub(crate) fn access(authorization: Option<&str>, now: Timestamp) -> Result<Access> {
    let Some(authorization) = authorization else {
        return Err(unauthenticated("Access token is empty."));
    };
    let token = match authorization.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        _ => return Err(unauthenticated("Access token is empty.")),
    };
    if token.is_empty() {
        return Err(unauthenticated("Access token is empty."));
    }
    let Some(claims) = claims(token) else { return Ok(Access::Unlimited) };
    if claims["exp"].as_i64().is_some_and(|expires| expires <= now.seconds()) {
        return Err(unauthenticated("Lifetime validation failed, the token is expired."));
    }
    Ok(limits(&claims))
}

/// The payload when the token has the form of a JSON web token.
pub(crate) fn claims(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let (Some(_header), Some(payload), Some(_signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let payload = BASE64URL.decode(payload).ok()?;
    serde_json::from_slice(&payload).ok().filter(Value::is_object)
}

fn limits(claims: &Value) -> Access {
    match (claims["scp"].as_str(), claims["roles"].as_array()) {
        (Some(scopes), _) => Access::Delegated(scopes.split_ascii_whitespace().map(str::to_owned).collect()),
        (None, roles) => Access::Application(
            roles.into_iter().flatten().filter_map(|role| role.as_str().map(str::to_owned)).collect(),
        ),
    }
}

fn unauthenticated(message: &str) -> GraphError {
    // 00000003-0000-0000-c000-000000000000 is the public client id of Graph itself.
    GraphError::new(401, "InvalidAuthenticationToken", message).header(
        "www-authenticate",
        "Bearer realm=\"\", \
         authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", \
         client_id=\"00000003-0000-0000-c000-000000000000\""
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::json;

    fn jwt(claims: &Value) -> String {
        let payload = URL_SAFE_NO_PAD.encode(claims.to_string());
        format!("Bearer eyJhbGciOiJub25lIn0.{payload}.x")
    }

    fn access(authorization: Option<&str>) -> Result<Access> {
        super::access(authorization, Timestamp::from_system(std::time::UNIX_EPOCH))
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn no_token() {
        for wrong in [None, Some(""), Some("Bearer"), Some("Bearer "), Some("Basic eDp5")] {
            let error = access(wrong).unwrap_err();
            assert_eq!((error.status, &*error.code), (401, "InvalidAuthenticationToken"));
            assert_eq!(error.headers[0].0, "www-authenticate");
        }
    }

    #[test]
    fn opaque_tokens_may_do_everything() {
        for token in ["Bearer x", "bearer a.b.c", "Bearer a.b", "BEARER EwB4A8=="] {
            assert_eq!(access(Some(token)), Ok(Access::Unlimited), "{token}");
        }
    }

    #[test]
    fn claims_limit() {
        let delegated = jwt(&json!({"scp": "Mail.Send  User.Read"}));
        assert_eq!(access(Some(&delegated)), Ok(Access::Delegated(names(&["Mail.Send", "User.Read"]))));
        let application = jwt(&json!({"roles": ["Mail.Send"]}));
        assert_eq!(access(Some(&application)), Ok(Access::Application(names(&["Mail.Send"]))));
        assert_eq!(access(Some(&jwt(&json!({"sub": "x"})))), Ok(Access::Application(Vec::new())));
        assert_eq!(access(Some(&jwt(&json!({"exp": 0})))).unwrap_err().status, 401);
        assert!(access(Some(&jwt(&json!({"exp": 1})))).is_ok());
    }
}
