//! Continuous access evaluation: a 401 that asks for a token with claims.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::{call, send};
use graph_action::{AccessToken, BoxError, Call, Result, Retry, TokenRequest};

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, nothing, redirect};

/// `{"access_token":{"nbf":{"essential":true}}}`
const CLAIMS: &str = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==";
const JSON: &str = r#"{"access_token":{"nbf":{"essential":true}}}"#;

fn challenge() -> Script {
    let header = format!(
        "www-authenticate: Bearer realm=\"\", error=\"insufficient_claims\", error_description=\"a, b\", \
         claims=\"{CLAIMS}\"\r\n"
    );
    answer("401 Unauthorized", &header, "")
}

fn ok() -> Script {
    answer("202 Accepted", "", "")
}

type Asked = Arc<Mutex<Vec<Option<String>>>>;

/// Gives `plain` to those who want no claims and `claimed` to the others, and remembers.
fn credential(asked: &Asked) -> impl graph_action::Credential {
    let asked = asked.clone();
    move |request: TokenRequest| {
        let asked = asked.clone();
        async move {
            asked.lock().unwrap().push(request.claims().map(str::to_owned));
            Ok::<_, BoxError>(AccessToken::new(if request.claims().is_some() { "claimed" } else { "plain" }))
        }
    }
}

async fn run(scripts: impl IntoIterator<Item = Script>) -> (Result<()>, Vec<Option<String>>, Vec<String>, ManualClock) {
    let server = Server::start(scripts.into_iter().collect::<Vec<_>>()).await;
    let (asked, clock) = (Asked::default(), ManualClock::default());
    let graph =
        server.builder().credential(credential(&asked)).clock(clock.clone()).retry(Retry::default()).build().unwrap();
    let result = send(&POST, &graph.me(), nothing()).await;
    let token = |request: &String| {
        request.lines().find_map(|line| line.strip_prefix("authorization: bearer ").map(str::to_owned))
    };
    let tokens = server.requests().iter().filter_map(token).collect();
    (result, asked.lock().unwrap().clone(), tokens, clock)
}

#[tokio::test]
async fn it_is_answered_once_with_the_claims() {
    let (result, asked, tokens, clock) = run([challenge(), ok()]).await;
    result.unwrap();
    assert_eq!(asked, [None, Some(JSON.to_owned())]);
    assert_eq!(tokens, ["plain", "claimed"]);
    assert!(clock.waits().is_empty());

    let (result, asked, tokens, _) = run([challenge(), challenge()]).await;
    let error = result.unwrap_err();
    assert!(error.is_unauthorized() && !error.may_have_taken_effect() && error.attempts() == 2, "{error:?}");
    assert_eq!(error.claims(), Some(JSON));
    assert_eq!((asked.len(), tokens.len()), (2, 2));
}

#[tokio::test]
async fn it_costs_no_repeat_and_its_token_stays() {
    let throttled = || answer("429 x", "retry-after: 1\r\n", "");
    let (result, asked, tokens, clock) = run([throttled(), challenge(), throttled(), throttled(), ok()]).await;
    result.unwrap();
    assert_eq!(asked, [None, None, Some(JSON.to_owned())]);
    assert_eq!(tokens, ["plain", "plain", "claimed", "claimed", "claimed"]);
    assert_eq!(clock.waits().len(), 3);
}

#[tokio::test]
async fn a_refusal_without_claims_and_a_token_of_the_caller_s_own_are_left_alone() {
    let (result, asked, ..) = run([answer("401 x", "www-authenticate: Bearer realm=\"claims\"\r\n", "")]).await;
    let error = result.unwrap_err();
    assert!(error.is_unauthorized() && error.claims().is_none());
    assert_eq!(asked, [None]);

    let server = Server::start([challenge()]).await;
    let own = call::<_, Call<()>>(&GET, &server.graph().me(), nothing()).header("authorization", "Bearer own");
    assert_eq!(own.await.unwrap_err().claims(), Some(JSON));
}

#[tokio::test]
async fn a_token_that_was_refused_is_not_sent_again() {
    let server = Server::start([ok(), answer("401 x", "", ""), ok()]).await;
    let asked = Arc::new(Mutex::new(0));
    let count = asked.clone();
    let credential = move |_: TokenRequest| {
        *count.lock().unwrap() += 1;
        let token = AccessToken::new(format!("t{}", count.lock().unwrap())).expires_in(Duration::from_secs(3600));
        std::future::ready(Ok::<_, BoxError>(token))
    };
    let graph = server.builder().credential(credential).build().unwrap();
    for expected in [true, false, true] {
        assert_eq!(send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.is_ok(), expected);
    }
    assert_eq!(*asked.lock().unwrap(), 2);
}

#[tokio::test]
async fn a_host_that_is_not_graph_may_not_ask() {
    let elsewhere = Server::start([challenge()]).await;
    let server = Server::start([redirect(302, &elsewhere.url("/x"))]).await;
    let error = send::<_, Result<()>>(&GET, &server.graph().me(), nothing()).await.unwrap_err();
    assert!(error.is_unauthorized() && error.claims().is_none());
    assert_eq!((server.requests().len(), elsewhere.requests().len()), (1, 1));
}

#[tokio::test]
async fn what_was_done_before_the_challenge_is_not_done_again() {
    let (result, asked, ..) = run([redirect(303, "/v1.0/result"), challenge()]).await;
    let error = result.unwrap_err();
    assert!(error.is_unauthorized() && error.may_have_taken_effect(), "{error:?}");
    assert_eq!(asked, [None]);
}

#[tokio::test]
async fn a_credential_that_cannot_meet_the_claims_leaves_them_to_the_caller() {
    let server = Server::start([challenge()]).await;
    let credential = async |request: TokenRequest| match request.claims() {
        Some(_) => Err(BoxError::from("the user must sign in")),
        None => Ok(AccessToken::new("plain")),
    };
    let graph = server.builder().credential(credential).build().unwrap();
    let error = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_credential() && error.to_string().contains("must sign in"), "{error}");
    assert_eq!(error.claims(), Some(JSON));
}

#[tokio::test]
async fn a_value_without_quotes_hides_no_claims() {
    let header = format!(
        "www-authenticate: Bearer realm=\"\", \
         authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize, \
         client_id=\"00000003-0000-0000-c000-000000000000\", \
         error=\"insufficient_claims\", claims=\"{CLAIMS}\"\r\n"
    );
    let (result, asked, tokens, _) = run([answer("401 Unauthorized", &header, ""), ok()]).await;
    result.unwrap();
    assert_eq!(asked, [None, Some(JSON.to_owned())]);
    assert_eq!(tokens, ["plain", "claimed"]);
}

/// Tokens that are counted, or always the same.
fn counting(asked: &Arc<Mutex<usize>>, is_fixed: bool) -> impl graph_action::Credential {
    let asked = asked.clone();
    move |_: TokenRequest| {
        *asked.lock().unwrap() += 1;
        let number = if is_fixed { 1 } else { *asked.lock().unwrap() };
        let token = AccessToken::new(format!("t{number}")).expires_in(Duration::from_secs(3600));
        std::future::ready(Ok::<_, BoxError>(token))
    }
}

#[tokio::test]
async fn a_token_that_graph_calls_expired_is_renewed_once() {
    let error = |code: &str, message: &str| {
        let body = format!(r#"{{"error":{{"code":"{code}","message":"{message}"}}}}"#);
        crate::server::json("401 Unauthorized", &body)
    };
    let told = "www-authenticate: Bearer error=\"invalid_token\", error_description=\"The token expired\"\r\n";
    let body = r#"{"error":{"code":"InvalidAuthenticationToken"}}"#;
    for expired in [
        || {
            answer(
                "401 x",
                "",
                r#"{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}"#,
            )
        },
        || answer("401 x", "", r#"{"error":{"code":"unauthenticated","innerError":{"code":"tokenExpired"}}}"#),
        || answer("401 x", "", r#"{"error":{"code":"Authentication_ExpiredToken","message":"m"}}"#),
    ] {
        let asked = Arc::default();
        let server = Server::start([expired(), ok(), expired(), expired(), ok()]).await;
        let graph = server.builder().credential(counting(&asked, false)).build().unwrap();
        send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap();
        assert_eq!((*asked.lock().unwrap(), server.requests().len()), (2, 2));
        let error = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
        assert!(error.is_unauthorized() && error.attempts() == 2 && !error.may_have_taken_effect(), "{error:?}");
        send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap();
        assert_eq!(*asked.lock().unwrap(), 4, "the refused token is not used again");
    }
    for (script, is_fixed, sent) in [
        (answer("401 x", told, body), false, 2),
        (error("InvalidAuthenticationToken", "Access token has expired."), true, 1),
        (error("InvalidAuthenticationToken", "Invalid audience."), false, 1),
        (error("accessDenied", "Your licence has expired."), false, 1),
    ] {
        let server = Server::start([script, ok()]).await;
        let graph = server.builder().credential(counting(&Arc::default(), is_fixed)).build().unwrap();
        let result = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await;
        assert_eq!((result.is_ok(), server.requests().len()), (sent == 2, sent));
    }
}
