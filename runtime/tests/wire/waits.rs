//! Every wait has an end: for a pause, for a turn, for a token, for the body of an error.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use graph_action::__private::{call, send};
use graph_action::{
    AccessToken, BoxError, Call, Credential, Download, Error, Graph, GraphBuilder, Monitor, Result, Retry, Throttle,
    TokenRequest,
};

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, json, nothing, redirect};

async fn get(graph: &Graph) -> Result<()> {
    send(&GET, &graph.me(), nothing()).await
}

fn patient(server: &Server, clock: &ManualClock) -> GraphBuilder {
    server.builder().clock(clock.clone()).retry(Retry::default())
}

#[tokio::test]
async fn an_absurd_retry_after_neither_locks_a_service_nor_is_ignored() {
    for value in [
        "31536000",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Tue, 21 Nov 2028 10:00:00 GMT",
    ] {
        for status in [429, 503] {
            let absurd = || answer(&format!("{status} x"), &format!("retry-after: {value}\r\n"), "");
            let ok = || answer("204 x", "", "");
            let server = Server::start([absurd(), absurd(), ok(), ok()]).await;
            let clock = ManualClock::default();
            let graph = patient(&server, &clock).build().unwrap();
            for _ in 0..2 {
                let error = get(&graph).await.unwrap_err();
                let longest = Duration::from_secs(24 * 3600);
                assert_eq!((error.attempts(), error.retry_after()), (1, Some(longest)), "{value}");
                let error = get(&graph).await.unwrap_err();
                assert!(error.is_throttled() && error.attempts() == 0, "{error:?}");
                // An hour later it is found out whether it still holds.
                clock.advance(Duration::from_secs(3600));
            }
            get(&graph).await.unwrap();
            get(&graph).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_long_wait_is_waited_for_where_the_call_may() {
    for (value, seconds) in
        [("7200", 7200), ("86400", 86_400), ("31536000", 86_400), ("Sun, 22 Nov 2026 09:00:00 GMT", 82_800)]
    {
        let busy = answer("429 x", &format!("retry-after: {value}\r\n"), "");
        let server = Server::start([busy, answer("204 x", "", "")]).await;
        let clock = ManualClock::default();
        let retry = Retry::default().total(Duration::MAX);
        let graph = patient(&server, &clock).retry(retry).build().unwrap();
        get(&graph).await.unwrap();
        assert_eq!(clock.waits(), [Duration::from_secs(seconds)], "{value}");
    }
}

/// What another host answers is the business of that call only.
#[tokio::test]
async fn only_graph_steers_the_pace_and_the_token() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let credential = move |_: TokenRequest| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        let token = AccessToken::new(format!("TOKEN-TOKEN-TOKEN-{number}")).expires_in(Duration::from_secs(3600));
        std::future::ready(Ok::<_, BoxError>(token))
    };
    for status in ["503 x", "429 x", "401 x"] {
        asked.store(0, Ordering::SeqCst);
        let headers = "retry-after: 1000000000\r\nx-ms-throttle-limit-percentage: 1.5\r\n";
        let other = Server::start([answer(status, headers, ""), answer(status, headers, "")]).await;
        let server = Server::start([
            redirect(302, &other.url("/file?tempauth=secret")),
            answer("202 x", &format!("location: {}\r\n", other.url("/monitor")), ""),
            answer("204 x", "", ""),
        ])
        .await;
        let clock = ManualClock::default();
        let graph = patient(&server, &clock).credential(credential.clone()).build().unwrap();
        let download: Result<Download> = call::<_, Call<_>>(&GET, &graph.me(), nothing()).await;
        assert_eq!(download.unwrap_err().attempts(), 1);
        let monitor: Monitor<()> = call::<_, Call<_>>(&POST, &graph.me(), nothing()).await.unwrap();
        assert!(monitor.wait().await.is_err());
        get(&graph).await.unwrap();
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{status}");
    }
}

/// A person who never signs in.
struct Person;

impl Credential for Person {
    async fn token(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        hangs(request).await
    }

    fn is_interactive(&self) -> bool {
        true
    }
}

#[tokio::test(start_paused = true)]
async fn a_person_may_take_an_hour_to_sign_in() {
    let server = Server::start([]).await;
    let graph = server.builder().credential(Person).build().unwrap();
    let start = tokio::time::Instant::now();
    let error = get(&graph).await.unwrap_err();
    assert!(error.is_credential() && error.is_timeout(), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 3600);
}

async fn hangs(_: TokenRequest) -> Result<AccessToken, BoxError> {
    std::future::pending().await
}

#[tokio::test(start_paused = true)]
async fn a_token_that_does_not_come_is_an_error_within_the_limit() {
    let server = Server::start([]).await;
    for seconds in [7, 300] {
        let retry = Retry::default().total(Duration::from_secs(seconds));
        let graph = server.builder().credential(hangs).retry(retry).build().unwrap();
        let start = tokio::time::Instant::now();
        let (first, second) = (graph.clone(), graph.clone());
        let second = tokio::spawn(async move { get(&second).await.unwrap_err() });
        for error in [get(&first).await.unwrap_err(), second.await.unwrap()] {
            assert!(error.is_credential() && error.is_timeout() && !error.may_have_taken_effect(), "{error:?}");
            assert!(error.to_string().contains(&format!("within {seconds}s")), "{error}");
        }
        assert_eq!(start.elapsed().as_secs(), seconds);
    }
    let graph = server.builder().credential(hangs).build().unwrap();
    let start = tokio::time::Instant::now();
    let mut batch = graph.batch();
    let handle = batch.add(call::<_, Call<()>>(&GET, &graph.me(), nothing()));
    assert!(batch.send().await.unwrap().take(handle).unwrap_err().is_credential());
    assert_eq!(start.elapsed().as_secs(), 300);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_that_hangs_does_not_hang_a_call() {
    let server = Server::start((0..4).map(|_| answer("204 x", "", ""))).await;
    let clock = ManualClock::default();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let credential = move |_: TokenRequest| {
        let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            if !is_first {
                std::future::pending::<()>().await;
            }
            Ok::<_, BoxError>(AccessToken::new("old").expires_in(Duration::from_secs(3600)))
        }
    };
    let graph = server.builder().clock(clock.clone()).credential(credential).build().unwrap();
    get(&graph).await.unwrap();
    clock.advance(Duration::from_secs(3400));
    let start = tokio::time::Instant::now();
    for _ in 0..3 {
        get(&graph).await.unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(6), "{:?}", start.elapsed());
    assert_eq!(asked.load(Ordering::SeqCst), 2, "the next request comes later");
    assert!(server.requests().iter().all(|request| request.contains("\nauthorization: bearer old\n")));
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_does_not_come_is_an_error_within_the_limit() {
    let server = Server::start([Script::Hang]).await;
    let throttle = Throttle::default().per_mailbox(1);
    let retry = Retry::default().total(Duration::from_secs(20));
    let graph = server.builder().throttle(throttle).retry(retry).timeout(Duration::from_secs(500)).build().unwrap();
    let first = graph.clone();
    let first = tokio::spawn(async move { get(&first).await });
    server.wait_for_requests(1).await;
    let start = tokio::time::Instant::now();
    let error = get(&graph).await.unwrap_err();
    assert!(error.is_timeout() && error.attempts() == 0 && !error.is_connect(), "{error:?}");
    assert!(error.to_string().contains("its turn did not come within 20s"), "{error}");
    let mut batch = graph.batch();
    let handle = batch.add(call::<_, Call<()>>(&GET, &graph.me(), nothing()));
    let error: Error = batch.send().await.unwrap().take(handle).unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("its turn"), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 40);
    first.abort();
}

/// The head of an answer, and a body that never ends.
fn dripping(status: &str, headers: &str) -> Script {
    Script::Drip(format!("HTTP/1.1 {status}\r\n{headers}content-length: 1000\r\n\r\nhalf a body"))
}

#[tokio::test(start_paused = true)]
async fn what_the_head_of_an_answer_says_counts_whatever_becomes_of_its_body() {
    for status in ["429 x", "503 x"] {
        let server = Server::start([dripping(status, "retry-after: 3\r\n"), answer("204 x", "", "")]).await;
        let clock = ManualClock::default();
        let graph = patient(&server, &clock).build().unwrap();
        send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap();
        assert_eq!(clock.waits(), [Duration::from_secs(3)]);
    }
    let server = Server::start([dripping("400 x", "request-id: r\r\n")]).await;
    let start = tokio::time::Instant::now();
    let error = send::<_, Result<()>>(&POST, &server.graph().me(), nothing()).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.message()), (400, "half a body"));
    assert!(!error.may_have_taken_effect() && error.request_id() == Some("r"), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(10), "the body of an error is not waited for as a whole");

    let server = Server::start([dripping("201 x", "request-id: r\r\n")]).await;
    let error = send::<_, Result<()>>(&POST, &server.graph().me(), nothing()).await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_taken_effect(), "{error:?}");
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (201, Some("r")));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_drips_elsewhere_does_not_hide_the_answer_either() {
    let other =
        Server::start([dripping("503 x", "retry-after: 2\r\n"), json("200 OK", r#"{"status":"completed"}"#)]).await;
    let server = Server::start([answer("202 x", &format!("location: {}\r\n", other.url("/m")), "")]).await;
    let clock = ManualClock::default();
    let graph = patient(&server, &clock).build().unwrap();
    call::<_, Call<Monitor<()>>>(&POST, &graph.me(), nothing()).await.unwrap().wait().await.unwrap();
    assert_eq!(clock.milliseconds(), [1000, 2000]);
}
