//! Faults that a test asks for.

use std::{
    io::ErrorKind,
    sync::{Arc, Mutex},
    time::{Duration, UNIX_EPOCH},
};

use graph_action_emulator::{Emulator, Fault, Gate, RetryAfter};
use serde_json::json;

use crate::client::{Client, start};

const MAIL: &str = "/v1.0/me/sendMail";

fn mail() -> serde_json::Value {
    json!({"message": {"subject": "x", "toRecipients": [{"emailAddress": {"address": "alex@contoso.com"}}]}})
}

fn sent(emulator: &Emulator) -> usize {
    emulator.folder("me", "sentitems").unwrap().messages.len()
}

#[tokio::test]
async fn a_status_hits_what_matches_and_is_not_processed() {
    let now = UNIX_EPOCH + Duration::from_secs(1_795_255_200);
    let emulator = Emulator::builder().clock(move || now).start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    let fault = Fault::status(429).on("POST", "/me/sendMail").skip(1).times(2);
    let injected = emulator.inject(fault.retry_after(RetryAfter::Date(Duration::from_secs(3))));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        assert_eq!(client.get("/v1.0/me").await.status, 200);
        let answer = client.post(MAIL, mail()).await;
        if answer.status == 429 {
            assert_eq!(answer.error(), (429, "TooManyRequests".to_owned()));
            assert_eq!(answer.header("retry-after"), Some("Sat, 21 Nov 2026 10:00:03 GMT"));
        }
        statuses.push(answer.status);
    }
    assert_eq!(statuses, [202, 429, 429, 202]);
    assert_eq!((injected.hits(), sent(&emulator)), (2, 2));
    let log: Vec<_> = emulator.requests();
    let posts: Vec<_> = log.iter().filter(|request| request.method() == "POST").collect();
    let faults: Vec<_> = posts.iter().map(|request| (request.fault(), request.was_processed())).collect();
    assert_eq!(faults, [(None, true), (Some("status 429"), false), (Some("status 429"), false), (None, true)]);
    assert_eq!(posts[0].received(), Some(now));
}

#[tokio::test]
async fn forms_of_answers() {
    let (emulator, mut client) = start().await;
    let me = "/v1.0/me";
    emulator
        .inject(Fault::status(503).code("x").message("y").retry_after(RetryAfter::Decimal(2.128)).header("X-A", "b"));
    let answer = client.get(me).await;
    assert_eq!(answer.error(), (503, "x".to_owned()));
    assert_eq!((answer.header("retry-after"), answer.header("x-a")), (Some("2.128"), Some("b")));
    assert_eq!(answer.json()["error"]["message"], "y");

    emulator.inject(Fault::html(502));
    let answer = client.get(me).await;
    assert_eq!((answer.status, answer.header("content-type")), (502, Some("text/html; charset=us-ascii")));
    assert!(answer.text().starts_with("<html>"));

    emulator.inject(Fault::redirect(307, "https://elsewhere.example/x"));
    let answer = client.get(me).await;
    assert_eq!((answer.status, answer.header("location")), (307, Some("https://elsewhere.example/x")));

    emulator.inject(Fault::status(400).body("application/json", "{}"));
    let answer = client.get(me).await;
    assert_eq!((answer.status, answer.text().as_str()), (400, "{}"));

    emulator.inject(Fault::pass().header("x-ms-throttle-limit-percentage", "0.9").always());
    emulator.inject(Fault::expired_delta_token());
    let answer = client.get(me).await;
    assert_eq!(answer.error(), (400, "syncStateNotFound".to_owned()));
    assert_eq!(answer.header("x-ms-throttle-limit-percentage"), Some("0.9"));
    assert_eq!(client.get(me).await.header("x-ms-throttle-limit-percentage"), Some("0.9"));
    emulator.clear_faults();
    assert_eq!(client.get(me).await.header("x-ms-throttle-limit-percentage"), None);
}

#[tokio::test]
async fn gone() {
    let (emulator, mut client) = start().await;
    emulator.inject(Fault::gone());
    let gone = client.get("/v1.0/users").await;
    assert_eq!((gone.error(), gone.header("location")), ((410, "resyncRequired".to_owned()), None));
    emulator.inject(Fault::gone_with_location());
    let gone = client.get("/v1.0/users?$select=id&$deltatoken=x").await;
    assert_eq!(gone.status, 410);
    assert_eq!(gone.header("location").unwrap(), format!("{}/v1.0/users?$select=id", emulator.url()));
}

#[tokio::test]
async fn a_reset_before_and_after() {
    let emulator = Emulator::start().await.unwrap();
    for (fault, name, processed) in
        [(Fault::reset(), "reset", false), (Fault::reset().after_processing(), "reset after processing", true)]
    {
        emulator.clear_requests();
        emulator.inject(fault);
        let before = sent(&emulator);
        let mut client = Client::connect(&emulator).await;
        client.start("POST", MAIL, &["Content-Type: application/json"], Some(&mail().to_string())).await;
        let (text, ended) = client.read_to_end().await;
        assert_eq!((text.as_str(), ended.unwrap_err().kind()), ("", ErrorKind::ConnectionReset));
        assert_eq!(sent(&emulator) - before, usize::from(processed));
        let request = &emulator.requests()[0];
        assert_eq!((request.fault(), request.was_processed()), (Some(name), processed));
        assert!(request.answer().is_none());
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_or_replaced_after_processing() {
    let (emulator, mut client) = start().await;
    emulator.inject(Fault::status(504).after_processing());
    assert_eq!(client.post(MAIL, mail()).await.status, 504);
    assert_eq!(sent(&emulator), 1);
    assert!(emulator.requests()[0].was_processed());

    emulator.inject(Fault::truncated());
    client.start("GET", "/v1.0/me", &[], None).await;
    let (text, ended) = client.read_to_end().await;
    assert!(ended.is_ok());
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let length: usize = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    assert!(head.starts_with("HTTP/1.1 200") && body.len() == length / 2, "{text}");
}

#[tokio::test]
async fn a_gate_holds() {
    let emulator = Emulator::start().await.unwrap();
    let gate = Gate::new();
    emulator.inject(Fault::hold(&gate).on("POST", "/me/sendMail"));
    let mut held = Client::connect(&emulator).await;
    held.start("POST", MAIL, &["Content-Type: application/json"], Some(&mail().to_string())).await;
    gate.held(1).await;
    assert_eq!((gate.waiting(), sent(&emulator)), (1, 0));
    let mut other = Client::connect(&emulator).await;
    assert_eq!(other.get("/v1.0/me").await.status, 200);
    gate.open();
    assert_eq!(held.read().await.status, 202);
    assert_eq!((gate.waiting(), sent(&emulator)), (0, 1));

    let gate = Gate::new();
    emulator.inject(Fault::hold(&gate).after_processing());
    held.start("POST", MAIL, &["Content-Type: application/json"], Some(&mail().to_string())).await;
    gate.held(1).await;
    assert_eq!(sent(&emulator), 2);
    drop(held);
    gate.left(0).await;
    let last = emulator.requests().pop().unwrap();
    assert_eq!((last.fault(), last.was_processed()), (Some("hold after processing"), true));
    assert!(last.answer().is_none());
}

#[tokio::test]
async fn delays_are_measured_by_the_given_sleeper() {
    let slept = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&slept);
    let sleeper = move |time| {
        seen.lock().unwrap().push(time);
        std::future::ready(())
    };
    let emulator = Emulator::builder().sleeper(sleeper).start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    emulator.inject(Fault::delay(Duration::from_secs(3600)).times(2));
    emulator.inject(Fault::status(500));
    assert_eq!(client.get("/v1.0/me").await.status, 500);
    assert_eq!(client.get("/v1.0/me").await.status, 200);
    assert_eq!(*slept.lock().unwrap(), [Duration::from_secs(3600); 2]);
    assert_eq!(emulator.requests()[0].fault(), Some("delay, status 500"));
}

#[tokio::test]
async fn pages() {
    let (emulator, mut client) = start().await;
    let first = "/v1.0/me/messages?$top=2&$select=subject";
    let ordinary = client.get(first).await.json();
    emulator.inject(Fault::empty_page().on("GET", "/me/messages"));
    let empty = client.get(first).await.json();
    assert_eq!(empty["value"], json!([]));
    let again = client.follow(empty["@odata.nextLink"].as_str().unwrap()).await.json();
    assert_eq!(again["value"], ordinary["value"]);

    emulator.inject(Fault::looping_next_link());
    let looping = client.get(first).await.json();
    assert_eq!(looping["@odata.nextLink"], format!("{}{first}", emulator.url()));
    assert_eq!(looping["value"], ordinary["value"]);

    emulator.inject(Fault::foreign_next_link("http://127.0.0.1:9/"));
    let foreign = client.get(first).await.json();
    assert_eq!(
        foreign["@odata.nextLink"].as_str().unwrap(),
        ordinary["@odata.nextLink"].as_str().unwrap().replace(emulator.url(), "http://127.0.0.1:9")
    );
}

#[tokio::test]
async fn claims_are_asked_for_until_another_token_comes() {
    let (emulator, mut client) = start().await;
    let injected = emulator.inject(Fault::claims_challenge(r#"{"access_token":{"nbf":{"essential":true}}}"#));
    for _ in 0..2 {
        let challenged = client.get("/v1.0/me").await;
        assert_eq!(challenged.error(), (401, "InvalidAuthenticationToken".to_owned()));
        let challenge = challenged.header("www-authenticate").unwrap();
        assert!(challenge.contains("error=\"insufficient_claims\""), "{challenge}");
        assert!(challenge.contains("claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==\""));
    }
    client.token = "another".to_owned();
    assert_eq!(client.get("/v1.0/me").await.status, 200);
    client.token = "opaque".to_owned();
    assert_eq!(client.get("/v1.0/me").await.status, 401);
    injected.remove();
    assert_eq!(client.get("/v1.0/me").await.status, 200);
}

#[tokio::test]
async fn random_faults_repeat() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let emulator = Emulator::start().await.unwrap();
        emulator.random_faults(7, 30);
        let mut faults = Vec::new();
        for _ in 0..100 {
            let mut client = Client::connect(&emulator).await;
            client.start("GET", "/v1.0/me", &["Connection: close"], None).await;
            let _ = client.read_to_end().await;
            let last = emulator.requests().pop().unwrap();
            faults.push(last.fault().map(str::to_owned));
        }
        runs.push(faults);
    }
    assert_eq!(runs[0], runs[1]);
    let hit = runs[0].iter().flatten().count();
    assert!((15..50).contains(&hit), "{hit}");
}
