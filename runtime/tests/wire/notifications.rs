//! Change notifications: the keys of tokens, and the renewal of subscriptions, over HTTP.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use graph_action::notification::{FetchedKeys, Notifications, Subscription, date_time, keep_renewed, renew};
use graph_action::{Clock as _, Error, Graph, StatusCode};
use serde_json::json as value;

use crate::clock::ManualClock;
use crate::server::{Script, Server, answer, json};

const HOUR: Duration = Duration::from_secs(3600);

/// A key set with keys of these ids.
fn keys(ids: &[&str]) -> Script {
    let keys: Vec<_> = ids.iter().map(|id| value!({"kty": "RSA", "kid": id, "n": "AQAB", "e": "AQAB"})).collect();
    json("200 OK", &value!({ "keys": keys }).to_string())
}

/// Notifications with a token that names this key; nothing else of the token matters here.
fn signed_with(key: &str) -> Notifications {
    let header = URL_SAFE_NO_PAD.encode(value!({"alg": "RS256", "kid": key}).to_string());
    read(&[&format!("{header}.e30.")])
}

fn read(tokens: &[&str]) -> Notifications {
    Notifications::read(value!({"value": [], "validationTokens": tokens}).to_string().as_bytes()).unwrap()
}

async fn start(scripts: Vec<Script>) -> (Server, ManualClock, Graph) {
    let server = Server::start(scripts).await;
    let clock = ManualClock::default();
    let graph = server.builder().clock(clock.clone()).build().unwrap();
    (server, clock, graph)
}

#[tokio::test]
async fn keys_are_fetched_when_they_are_needed_and_without_the_token() {
    let (server, clock, graph) = start(vec![keys(&["a"]), keys(&["a", "b"]), keys(&["a", "b"])]).await;
    let fetched = FetchedKeys::at(&graph, server.url("/common/discovery/v2.0/keys"));
    let shown = async |notifications: &Notifications| format!("{:?}", fetched.for_tokens(notifications).await.unwrap());
    assert_eq!(shown(&read(&[])).await, "[]");
    assert_eq!(shown(&read(&["no token", "a.b.c"])).await, "[]");
    assert!(server.requests().is_empty(), "no key is needed");
    assert_eq!(shown(&signed_with("a")).await, r#"["a"]"#);
    assert_eq!(shown(&signed_with("b")).await, r#"["a"]"#, "forged tokens cause no requests");
    clock.advance(Duration::from_secs(299));
    assert_eq!(shown(&signed_with("b")).await, r#"["a"]"#);
    clock.advance(Duration::from_secs(1));
    assert_eq!(shown(&signed_with("a")).await, r#"["a"]"#, "a known key needs no other");
    assert_eq!(shown(&signed_with("b")).await, r#"["a", "b"]"#);
    assert_eq!(server.requests().len(), 2);
    clock.advance(24 * HOUR);
    shown(&read(&[])).await;
    assert_eq!(server.requests().len(), 2);
    shown(&signed_with("a")).await;
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests[0].starts_with("GET /common/discovery/v2.0/keys HTTP"), "{}", requests[0]);
    assert!(requests.iter().all(|request| !request.contains("authorization")), "{}", requests[0]);
}

#[tokio::test]
async fn keys_that_cannot_be_fetched_are_an_error_and_asked_for_again() {
    let scripts = vec![answer("503 x", "retry-after: 3\r\n", ""), json("200 OK", "{}"), keys(&["a"])];
    let (server, _, graph) = start(scripts).await;
    let fetched = FetchedKeys::at(&graph, server.url("/keys"));
    let error = fetched.for_tokens(&signed_with("a")).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.retry_after()), (503, Some(Duration::from_secs(3))));
    assert!(fetched.for_tokens(&signed_with("a")).await.unwrap_err().is_decode());
    assert_eq!(format!("{:?}", fetched.for_tokens(&signed_with("a")).await.unwrap()), r#"["a"]"#);
    for unsafe_address in ["http://login.example/keys", "no address", "https://a:b@login.example/keys"] {
        let error = FetchedKeys::at(&graph, unsafe_address).for_tokens(&signed_with("a")).await.unwrap_err();
        assert!(error.is_argument(), "{error}");
    }
}

fn renewed(expires: SystemTime) -> Script {
    json("200 OK", &value!({"id": "s/1", "expirationDateTime": date_time(expires), "resource": "me"}).to_string())
}

/// Runs until a renewal is refused for good.
async fn keep(graph: &Graph, clock: &ManualClock, first: Duration, before: Duration) -> Error {
    let subscription = Subscription::new("s/1", clock.now() + first);
    keep_renewed(graph, subscription, before, |now| renew(graph, "s/1", now + 3 * HOUR)).await
}

#[tokio::test]
async fn a_subscription_is_renewed_before_each_end() {
    let start_of_day = ManualClock::default().now();
    let scripts = vec![renewed(start_of_day + 4 * HOUR), renewed(start_of_day + 6 * HOUR), answer("404 x", "", "")];
    let (server, clock, graph) = start(scripts).await;
    let error = keep(&graph, &clock, 2 * HOUR, HOUR).await;
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let requests = server.requests();
    assert!(requests[0].starts_with("PATCH /v1.0/subscriptions/s%2F1 HTTP"), "{}", requests[0]);
    let asked = |request: &str| request.rsplit_once("\n\n").unwrap().1.to_owned();
    assert_eq!(asked(&requests[0]), value!({"expirationDateTime": date_time(start_of_day + 4 * HOUR)}).to_string());
    assert_eq!(asked(&requests[2]), value!({"expirationDateTime": date_time(start_of_day + 8 * HOUR)}).to_string());
    assert_eq!(clock.elapsed(), 5 * HOUR, "an hour before each end");
    assert!(clock.waits().iter().all(|wait| *wait <= HOUR / 4), "a machine may have been asleep");
}

#[tokio::test]
async fn a_renewal_that_may_succeed_later_is_tried_until_the_end() {
    let busy = |headers| answer("503 x", headers, "");
    let (server, clock, graph) = start((0..5).map(|_| busy("")).collect()).await;
    let error = keep(&graph, &clock, Duration::from_secs(300), HOUR).await;
    assert_eq!((error.status().unwrap().as_u16(), server.requests().len()), (503, 5));
    assert_eq!(clock.elapsed(), Duration::from_secs(240), "another try would come after the end");

    let (server, clock, graph) = start(vec![busy("retry-after: 600\r\n")]).await;
    keep(&graph, &clock, Duration::from_secs(300), HOUR).await;
    assert_eq!((server.requests().len(), clock.elapsed()), (1, Duration::ZERO));
}

#[tokio::test]
async fn a_lifetime_shorter_than_the_time_before_does_not_renew_without_a_pause() {
    let start_of_day = ManualClock::default().now();
    let scripts = vec![renewed(start_of_day + HOUR), renewed(start_of_day + HOUR), answer("403 x", "", "")];
    let (_, clock, graph) = start(scripts).await;
    let error = keep(&graph, &clock, HOUR, 2 * HOUR).await;
    assert!(error.is_forbidden());
    assert_eq!(clock.waits(), [Duration::from_secs(60), Duration::from_secs(60)]);
}
