//! The parameter `claims` of a token request.

use serde_json::{Value, json};

/// The claims of a challenge, and the capability to answer challenges.
pub(super) fn claims_parameter(challenge: Option<&str>) -> String {
    let mut claims = challenge.and_then(|claims| serde_json::from_str(claims).ok()).unwrap_or_else(|| json!({}));
    if let Value::Object(claims) = &mut claims
        && let Value::Object(access_token) = claims.entry("access_token").or_insert_with(|| json!({}))
    {
        access_token.insert("xms_cc".to_owned(), json!({ "values": ["cp1"] }));
    }
    claims.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capability_joins_the_claims() {
        let capability = json!({ "values": ["cp1"] });
        for (challenge, expected) in [
            (None, json!({ "access_token": { "xms_cc": capability } })),
            (
                Some(r#"{"access_token":{"nbf":{"essential":true,"value":"1"}},"id_token":{}}"#),
                json!({
                    "access_token": { "nbf": { "essential": true, "value": "1" }, "xms_cc": capability },
                    "id_token": {},
                }),
            ),
            (Some("not json"), json!({ "access_token": { "xms_cc": capability } })),
        ] {
            assert_eq!(serde_json::from_str::<Value>(&claims_parameter(challenge)).unwrap(), expected);
        }
    }
}
