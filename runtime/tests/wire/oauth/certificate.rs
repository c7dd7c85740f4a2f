//! An application with a certificate.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use graph_action::oauth::{ClientCertificate, ClientCredentials};
use serde_json::Value;

use super::{field, get, graph, ok, refusal, token, tokens};
use crate::clock::ManualClock;
use crate::server::Server;

fn certificate() -> ClientCertificate {
    ClientCertificate::from_pem(include_str!("../../certificates/rsa.pem")).unwrap()
}

/// The claims of a JSON web token.
fn claims(token: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

#[tokio::test]
async fn each_token_is_asked_for_with_an_assertion_of_its_own() {
    let authority = Server::start([token(1), token(2)]).await;
    let server = Server::start([ok(), ok()]).await;
    let clock = ManualClock::default();
    let credential = ClientCredentials::new("contoso.com", "app", certificate());
    let graph = graph(&server, &clock, credential.authority(authority.url("")).clock(clock.clone()));
    get(&graph).await.unwrap();
    clock.advance(std::time::Duration::from_secs(3600));
    get(&graph).await.unwrap();
    assert_eq!(tokens(&server), ["token-1", "token-2"]);
    let start = ManualClock::START.as_secs();
    for (asked, time) in authority.requests().iter().zip([start, start + 3600]) {
        assert_eq!(field(asked, "grant_type"), "client_credentials");
        assert_eq!(field(asked, "client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        assert_eq!(field(asked, "client_secret"), "");
        let claims = claims(&field(asked, "client_assertion"));
        assert_eq!(claims["aud"], authority.url("/contoso.com/oauth2/v2.0/token"));
        assert_eq!((claims["sub"].as_str(), claims["iat"].as_u64()), (Some("app"), Some(time)));
    }
}

#[tokio::test]
async fn a_refused_assertion_is_not_shown() {
    let authority = Server::start([refusal("invalid_client")]).await;
    let server = Server::start([]).await;
    let clock = ManualClock::default();
    let credential = ClientCredentials::new("contoso.com", "app", certificate());
    let graph = graph(&server, &clock, credential.authority(authority.url("")).clock(clock.clone()));
    let error = get(&graph).await.unwrap_err();
    assert_eq!(super::refusal_of(&error).code(), "invalid_client");
    let assertion = field(&authority.requests()[0], "client_assertion");
    assert!(!assertion.is_empty() && !format!("{error:?}").contains(&assertion), "{error:?}");
}
