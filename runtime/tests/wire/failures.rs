//! What an error tells, and whether the request may have taken effect.

use std::time::Duration;

use graph_action::__private::{Inputs, call, send};
use graph_action::{Action, Call, Error, Graph, Result, Retry};
use proptest::prelude::{any, prop_assert};

use crate::server::{GET, POST, Script, Server, answer, for_all_answers, json, nothing};

async fn fail(action: &'static Action, script: Script) -> Error {
    let server = Server::start([script]).await;
    send::<_, Result<()>>(action, &server.graph().me(), nothing()).await.unwrap_err()
}

#[tokio::test]
async fn graph_s_error_is_told_in_full() {
    let body = r#"{"error":{"code":"accessDenied","message":"Access is\r\ndenied.","target":"t",
        "details":[{"code":"d","message":"detail","target":"subject"},{}],
        "innerError":{"date":"2026-11-21T10:00:00","request-id":"body-id","client-request-id":"body-client",
            "innererror":{"code":"insufficientClaims","innerError":{"code":""}}}}}"#;
    let error = fail(&POST, json("403 Forbidden", body)).await;
    assert_eq!(error.status().unwrap().as_u16(), 403);
    assert_eq!(error.code(), Some("insufficientClaims"));
    assert!(error.has_code("AccessDenied") && error.has_code("insufficientClaims") && !error.has_code(""));
    assert_eq!(error.message(), "Access is\r\ndenied.");
    assert_eq!(error.details().len(), 2);
    assert_eq!(error.details()[0].target.as_deref(), Some("subject"));
    assert_eq!((error.request_id(), error.client_request_id()), (Some("body-id"), Some("body-client")));
    assert_eq!(error.action().unwrap().name(), "Mail::act");
    assert!(error.is_forbidden() && !error.may_have_taken_effect());
    assert_eq!(
        error.to_string(),
        "Mail::act: 403 Forbidden, insufficientClaims: Access is denied. \
         (the action declares Mail.Send; request-id body-id)"
    );
}

#[tokio::test]
async fn ids_come_from_the_headers_first_and_from_us_last() {
    let body = r#"{"error":{"code":"c","message":"m","innerError":{"request-id":"body"}}}"#;
    let script = answer("400 Bad Request", "request-id: head\r\nclient-request-id: echoed\r\n", body);
    let error = fail(&GET, script).await;
    assert_eq!((error.request_id(), error.client_request_id()), (Some("head"), Some("echoed")));
    let error = fail(&GET, answer("400 Bad Request", "", "")).await;
    assert_eq!((error.request_id(), error.client_request_id()), (None, Some("00000000-0000-4007-8000-000000000007")));
}

#[tokio::test]
async fn bodies_that_are_not_graph_s_still_say_something() {
    let long = "x".repeat(100_000);
    let html = "<!DOCTYPE html><html><head><title>502 Bad &amp; Gateway</title><style>p{color:red}</style>\
        <SCRIPT>var a = '<b>';</SCRIPT></head>\r\n<body><h1>Sorry</h1>nginx</body></html>";
    for (body, code, message) in [
        ("", None, "Bad Gateway, and the answer has no body"),
        (" \r\n", None, "Bad Gateway, and the answer has no body"),
        (html, None, "502 Bad &amp; Gateway Sorry nginx"),
        ("plain  \n text", None, "plain text"),
        ("{\"error\":{\"code\":\"trunc", None, "{\"error\":{\"code\":\"trunc"),
        ("[1,2]", None, "[1,2]"),
        ("{}", None, "{}"),
        (r#"{"error":null}"#, None, r#"{"error":null}"#),
        (r#"{"error":{"code":"","message":""}}"#, None, r#"{"error":{"code":"","message":""}}"#),
        (r#"{"error":{"code":"c"}}"#, Some("c"), "no message"),
        (r#"{"error":{"code":5,"message":"m"}}"#, Some("5"), "m"),
        (r#"{"error":"invalid_token","error_description":"expired"}"#, Some("invalid_token"), "expired"),
        (r#"{"odata.error":{"code":"-1, X","message":{"lang":"en","value":"m"}}}"#, Some("-1, X"), "m"),
        ("\u{feff}{\"error\":{\"code\":\"c\",\"message\":\"m\"}}", Some("c"), "m"),
        (long.as_str(), None, &format!("{}…", "x".repeat(300))),
    ] {
        let error = fail(&GET, answer("502 Bad Gateway", "", body)).await;
        assert_eq!((error.code(), error.message()), (code, message), "{body:.200}");
        assert!(!error.to_string().contains('\n') && !error.may_have_taken_effect());
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_shown_as_far_as_it_came() {
    let head = "HTTP/1.1 500 Oops\r\ncontent-length: 100\r\nconnection: close\r\n\r\n";
    let error = fail(&POST, Script::Answer(format!("{head}half a"))).await;
    assert_eq!((error.status().unwrap().as_u16(), error.message()), (500, "half a"));
    let head = head.replace("500 Oops", "200 OK");
    let error = fail(&POST, Script::Answer(format!("{head}half a"))).await;
    assert!(error.may_have_taken_effect() && error.message().contains("broke off"), "{error:?}");
    assert_eq!(error.status().unwrap().as_u16(), 200);
}

#[tokio::test]
async fn the_token_is_in_no_error() {
    let body = r#"{"error":{"code":"InvalidAuthenticationToken","message":"SECRET-SECRET-SECRET is not a token"}}"#;
    for script in [
        json("401 Unauthorized", body),
        answer("502 Bad Gateway", "", "<p>Bearer SECRET-SECRET-SECRET</p>"),
        Script::Reset,
    ] {
        let error = fail(&GET, script).await;
        assert!(!format!("{error} {error:?}").contains("SECRET"), "{error:?}");
    }
    let server = Server::start([answer("400 Bad Request", "", "OWN-OWN-OWN-OWN-OWN")]).await;
    let call = call::<_, Call<()>>(&GET, &server.graph().me(), nothing())
        .header("authorization", "Bearer OWN-OWN-OWN-OWN-OWN");
    let error = call.await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("OWN"), "{error:?}");
    assert!(server.requests()[0].contains("\nauthorization: bearer own-own-own-own-own\n"));
}

#[tokio::test]
async fn no_error_holds_an_address_with_ids() {
    let server = Server::start([Script::Reset]).await;
    let graph = server.graph();
    let error = send::<_, Result<()>>(&GET, &graph.user("adele@contoso.com"), nothing()).await.unwrap_err();
    let mut text = format!("{error} {error:?}");
    let mut source = std::error::Error::source(&error);
    while let Some(error) = source {
        text.push_str(&format!("{error} {error:?}"));
        source = error.source();
    }
    assert!(!text.contains("adele") && !text.contains("/users/"), "{text}");
}

#[tokio::test]
async fn only_a_write_that_may_have_arrived_is_in_doubt() {
    for (status, post) in [
        ("400 x", false),
        ("404 x", false),
        ("409 x", false),
        ("412 x", false),
        ("429 x", false),
        ("500 x", true),
        ("501 x", false),
        ("502 x", true),
        ("503 x", true),
        ("504 x", true),
        ("509 x", true),
    ] {
        assert_eq!(fail(&POST, answer(status, "", "")).await.may_have_taken_effect(), post, "{status}");
        assert!(!fail(&GET, answer(status, "", "")).await.may_have_taken_effect(), "{status}");
    }
    assert!(fail(&POST, Script::Reset).await.may_have_taken_effect());
    assert!(!fail(&GET, Script::Reset).await.may_have_taken_effect());
}

#[tokio::test]
async fn a_connection_that_is_not_made_leaves_no_doubt() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let graph = Graph::builder().base_url(url).bearer_token("x").retry(Retry::none()).build().unwrap();
    let error = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout() && !error.may_have_taken_effect(), "{error:?}");
    assert!(error.to_string().contains("no connection"), "{error}");
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_a_timeout_in_doubt() {
    let server = Server::start([Script::Hang, Script::Hang, Script::Hang]).await;
    let graph = server.builder().timeout(Duration::from_millis(40)).build().unwrap();
    let error = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect() && error.may_have_taken_effect(), "{error:?}");
    assert!(error.to_string().contains("40ms"), "{error}");
    let call = call::<_, Call<()>>(&GET, &server.graph().me(), nothing()).timeout(Duration::from_millis(30));
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && !error.may_have_taken_effect(), "{error:?}");
}

#[test]
fn without_a_tokio_runtime_there_is_an_error_and_no_panic() {
    use std::task::{Context, Poll, Waker};
    let graph = Graph::builder().base_url("http://127.0.0.1:9").bearer_token("x").build().unwrap();
    let mut future = std::pin::pin!(send::<_, Result<()>>(&GET, &graph.me(), nothing()));
    let Poll::Ready(Err(error)) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("it went on without a runtime");
    };
    assert!(error.to_string().contains("tokio runtime"), "{error}");
}

/// However strange the body, an error is one bounded line.
#[test]
fn no_error_body_is_too_strange() {
    let script = |(body, is_message): &(String, bool)| {
        let message = serde_json::Value::from(body.as_str());
        let json = format!("{{\"error\":{{\"message\":{message}}}}}");
        answer("400 Bad Request", "", if *is_message { &json } else { body })
    };
    let bodies = ("(\\PC|\\s|\u{1b}|<script>|<|>){0,200}", any::<bool>());
    for_all_answers(bodies, script, async |graph: &Graph, _| {
        let error = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
        let line = error.to_string();
        prop_assert!(!line.chars().any(char::is_control) && line.chars().count() < 2200, "{line:?}");
        Ok(())
    });
}

#[tokio::test]
async fn errors_of_other_types_are_made_of_ours() {
    #[derive(Debug)]
    struct Mine(#[allow(dead_code, reason = "shown by Debug")] String);
    impl From<Error> for Mine {
        fn from(error: Error) -> Self {
            Self(error.to_string())
        }
    }
    let server = Server::start([answer("400 Bad Request", "", "no")]).await;
    let inputs = Inputs { ..nothing() };
    let result = send::<_, std::result::Result<(), Mine>>(&GET, &server.graph().me(), inputs).await;
    assert!(result.unwrap_err().0.contains("400 Bad Request: no"));
}

#[tokio::test]
async fn what_serde_quotes_of_a_body_is_short_and_without_secrets() {
    let secret = "SECRET-SECRET-SECRET";
    for text in [format!("{secret}{}", "x".repeat(1 << 20)), secret.replace('-', "\\u002D")] {
        let server = Server::start([json("200 OK", &format!("\"{text}\""))]).await;
        let error = send::<_, Result<u32, Error>>(&GET, &server.graph().me(), nothing()).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            error.is_decode() && shown.contains("invalid type: string") && shown.contains("line 1 column"),
            "{shown}"
        );
        assert!(shown.len() < 2000 && !shown.contains("SECRET"), "{shown}");
    }
}

#[tokio::test]
async fn an_error_shows_nothing_that_cannot_be_seen() {
    let body = "{\"error\":{\"code\":\"c\u{202E}d\",\"message\":\"a\u{200B}b\u{2066}c\u{FEFF}\"}}";
    let error = fail(&GET, answer("400 Bad Request", "", body)).await;
    assert!(error.to_string().starts_with("Mail::act: 400 Bad Request, cd: abc"), "{error}");
}

#[test]
fn a_builder_shows_no_password() {
    let builder = graph_action::Graph::builder().base_url("https://user:PASSWORD@graph.example/x?key=PASSWORD");
    assert!(!format!("{builder:?}").contains("PASSWORD"), "{builder:?}");
    assert!(!builder.build().unwrap_err().to_string().contains("PASSWORD"));
    assert!(!format!("{:?}", graph_action::Graph::builder().base_url("PASSWORD")).contains("PASSWORD"));
}
