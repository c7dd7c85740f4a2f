//! What is told of a request while it is sent: events for metrics, and how large an answer may be.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::send;
use graph_action::{Bytes, Result, Retry};

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, nothing};

#[tokio::test]
async fn every_request_is_an_event() {
    let server = Server::start([
        answer("429 x", "retry-after: 5\r\nrequest-id: first\r\n", ""),
        Script::Reset,
        answer("404 x", "request-id: third\r\n", ""),
    ])
    .await;
    let events = Arc::new(Mutex::new(Vec::new()));
    let seen = events.clone();
    let clock = ManualClock::default();
    let graph = server
        .builder()
        .clock(clock.clone())
        .retry(Retry::default())
        .observe(move |event| {
            assert!(!format!("{event:?}").contains("SECRET"));
            assert_eq!(event.client_request_id(), "00000000-0000-4007-8000-000000000007");
            seen.lock().unwrap().push((
                event.action().name(),
                event.resend_count(),
                event.status().map(|status| status.as_u16()),
                event.error().is_some(),
                event.wait(),
                event.request_id().map(str::to_owned),
            ));
        })
        .build()
        .unwrap();
    assert!(send::<_, Result<Option<()>>>(&GET, &graph.me(), nothing()).await.unwrap().is_none());
    let wait = clock.waits()[1];
    assert_eq!(
        *events.lock().unwrap(),
        [
            ("Mail::act", 0, Some(429), true, Some(Duration::from_secs(5)), Some("first".to_owned())),
            ("Mail::act", 1, None, true, Some(wait), None),
            ("Mail::act", 2, Some(404), false, None, Some("third".to_owned())),
        ]
    );
}

#[tokio::test]
async fn an_answer_may_not_be_larger_than_allowed() {
    let chunked = |chunks: usize| {
        let body: String = (0..chunks).map(|_| "5\r\nabcde\r\n").collect();
        Script::Answer(format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n{body}0\r\n\r\n"
        ))
    };
    let fits = "x".repeat(20);
    let scripts = [answer("200 OK", "", &fits), chunked(4), answer("200 OK", "", &"x".repeat(21)), chunked(5)];
    let server = Server::start(scripts).await;
    let graph = server.builder().response_limit(20).retry(Retry::default()).build().unwrap();
    for _ in 0..2 {
        assert_eq!(send::<_, Result<Bytes>>(&POST, &graph.me(), nothing()).await.unwrap().len(), 20);
    }
    for _ in 0..2 {
        let error = send::<_, Result<Bytes>>(&POST, &graph.me(), nothing()).await.unwrap_err();
        assert!(error.is_too_large() && error.may_have_taken_effect(), "{error:?}");
        assert!(error.to_string().contains("larger than 20 bytes") && error.attempts() == 1, "{error}");
    }
}
