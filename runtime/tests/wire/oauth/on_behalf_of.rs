//! A web API on behalf of the people who call it.

use std::time::Duration;

use graph_action::oauth::OnBehalfOf;

use super::{field, get, graph, ok, refusal, refusal_of, token, tokens};
use crate::clock::ManualClock;
use crate::server::{Server, answer, json};

fn service(authority: &Server, clock: &ManualClock) -> OnBehalfOf {
    OnBehalfOf::new("contoso.com", "api", "S3CRET").authority(authority.url("")).clock(clock.clone())
}

#[tokio::test]
async fn the_person_s_token_is_exchanged_and_then_refreshed() {
    let authority = Server::start([token(1), token(2), refusal("invalid_grant"), token(3)]).await;
    let server = Server::start((0..3).map(|_| ok())).await;
    let clock = ManualClock::default();
    let graph = graph(&server, &clock, service(&authority, &clock).user("USER-TOKEN"));
    for _ in 0..3 {
        get(&graph).await.unwrap();
        clock.advance(Duration::from_secs(3600));
    }
    assert_eq!(tokens(&server), ["token-1", "token-2", "token-3"]);
    let asked = authority.requests();
    for (name, value) in [
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        ("requested_token_use", "on_behalf_of"),
        ("client_id", "api"),
        ("client_secret", "S3CRET"),
        ("assertion", "USER-TOKEN"),
        ("scope", "https://graph.microsoft.com/.default offline_access"),
        ("claims", r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#),
    ] {
        assert_eq!(field(&asked[0], name), value);
        assert_eq!(field(&asked[3], name), value, "a refused refresh token leads back to the assertion");
    }
    for (name, value) in [
        ("grant_type", "refresh_token"),
        ("refresh_token", "REFRESH-1"),
        ("client_secret", "S3CRET"),
        ("assertion", ""),
    ] {
        assert_eq!(field(&asked[1], name), value);
    }
    assert_eq!(field(&asked[2], "refresh_token"), "REFRESH-2");
}

#[tokio::test]
async fn people_have_tokens_of_their_own() {
    let authority = Server::start([token(1), token(2)]).await;
    let server = Server::start([ok(), ok()]).await;
    let clock = ManualClock::default();
    let service = service(&authority, &clock);
    for person in ["ADELE", "ALEX"] {
        get(&graph(&server, &clock, service.user(person))).await.unwrap();
    }
    assert_eq!(tokens(&server), ["token-1", "token-2"]);
    assert_eq!(field(&authority.requests()[1], "assertion"), "ALEX");
}

#[tokio::test]
async fn a_challenge_is_passed_on_and_required_claims_are_told() {
    let required = r#"{"access_token":{"polids":{"essential":true,"values":["1"]}}}"#;
    let interaction = serde_json::json!({
        "error": "interaction_required",
        "error_description": "AADSTS50076: a second factor is required.",
        "claims": required,
    });
    let refused = || json("400 Bad Request", &interaction.to_string());
    let authority = Server::start([token(1), refused(), refused()]).await;
    let challenge = "www-authenticate: Bearer claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7fX19\"\r\n";
    let server = Server::start([answer("401 x", challenge, "")]).await;
    let clock = ManualClock::default();
    let credential = service(&authority, &clock).user("USER-TOKEN");
    assert!(!format!("{credential:?}").contains("USER-TOKEN") && !format!("{credential:?}").contains("S3CRET"));
    let error = get(&graph(&server, &clock, credential)).await.unwrap_err();
    let refusal = refusal_of(&error);
    assert_eq!((refusal.code(), refusal.claims()), ("interaction_required", Some(required)));
    assert_eq!(refusal.description(), Some("AADSTS50076: a second factor is required."));
    assert!(refusal.is_sign_in_required());
    assert!(!format!("{error:?}").contains("USER-TOKEN"), "{error:?}");
    let asked = authority.requests();
    assert_eq!(field(&asked[1], "refresh_token"), "REFRESH-1");
    assert_eq!(field(&asked[1], "claims"), r#"{"access_token":{"nbf":{},"xms_cc":{"values":["cp1"]}}}"#);
    let polids = r#""polids":{"essential":true,"values":["1"]}"#;
    assert_eq!(field(&asked[2], "claims"), format!(r#"{{"access_token":{{{polids},"xms_cc":{{"values":["cp1"]}}}}}}"#));
}
