//! Batches that are made by hand.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::{Body, Inputs, call};
use graph_action::{AccessToken, Bytes, Call, Graph, Response, Result, StatusCode, Throttle, TokenRequest};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::clock::TestClock;
use crate::server::{Answer, DELETE, GET, GET_BETA, PUT, SEND, Server, message, message_of, with_body};

fn ok(_: usize, item: &Value) -> Value {
    json!({"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"url": item["url"]}})
}

/// Without jitter.
fn graph(server: &Server, clock: &TestClock) -> Graph {
    server.builder().clock(clock.clone()).random(|| u64::MAX).build().unwrap()
}

#[tokio::test]
async fn what_is_sent_is_what_graph_wants() {
    let server = Server::items(ok).await;
    let graph = graph(&server, &TestClock::default());
    let mut batch = graph.batch();
    let id = "a/b #ü";
    let filtered: Call<Value> = call(
        &GET,
        &graph.user("o'neil&co@x.com"),
        Inputs {
            arguments: &[&id, &"it's 50% & more"],
            query: &[],
            headers: &[],
            body: Body::none(),
            projection: None,
        },
    );
    let filtered = batch.add(filtered.prefer("IdType=\"ImmutableId\""));
    let sent = batch.add(message::<()>(&graph, &SEND, "1"));
    let created = batch.after(&sent, with_body::<()>(&graph, &SEND, "2", Body::json(&json!({"n": [1.5, "é"]}))));
    let photo = batch.add(with_body::<()>(&graph, &PUT, "3", Body::raw("image/jpeg", &[0_u8, 255])));
    let beta = batch.add(message::<Value>(&graph, &GET_BETA, "4"));
    let mut results = batch.send().await.unwrap();
    let url = "/users/o%27neil%26co%40x.com/messages/a%2Fb%20%23%C3%BC?$filter=%27it%27%27s%2050%25%20%26%20more%27";
    assert_eq!(results.take(filtered).unwrap()["url"], url);
    for handle in [sent, created, photo] {
        results.take(handle).unwrap();
    }
    assert_eq!(results.take(beta).unwrap()["url"], "/me/messages/4");

    let seen = server.seen();
    assert_eq!(seen.iter().map(|seen| &*seen.line).collect::<Vec<_>>(), ["POST /v1.0/$batch", "POST /beta/$batch"]);
    assert!(seen[0].headers.contains("authorization: bearer secret-secret-secret"));
    assert!(seen[0].headers.contains("content-type: application/json"));
    let items = seen[0].items();
    assert_eq!(items[0]["headers"]["prefer"], "IdType=\"ImmutableId\"");
    assert!(items[0].get("body").is_none() && items[0]["headers"].get("authorization").is_none());
    assert_eq!((&items[1]["body"], &items[1]["headers"]["Content-Type"]), (&json!({}), &json!("application/json")));
    assert_eq!((&items[2]["body"], &items[2]["dependsOn"]), (&json!({"n": [1.5, "é"]}), &json!(["2"])));
    assert_eq!((&items[3]["body"], &items[3]["headers"]["Content-Type"]), (&json!("AP8="), &json!("image/jpeg")));
    let ids: HashSet<&str> = items.iter().map(|item| item["headers"]["client-request-id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 1, "the source of random numbers gives only one");
}

#[tokio::test]
async fn every_kind_of_answer_is_decoded() {
    let server = Server::items(|_, item| match item["url"].as_str().unwrap() {
        "/me/messages/photo" => json!({"status": 200, "headers": {"CONTENT-TYPE": "image/jpeg"}, "body": "AP8="}),
        "/me/messages/count" => json!({"status": 200, "headers": {"Content-Type": "text/plain"}, "body": "MTQwMA=="}),
        "/me/messages/gone" => {
            json!({"status": 404, "body": {"error": {"code": "ErrorItemNotFound", "message": "gone"}}})
        }
        "/me/messages/moved" => json!({"status": 302, "headers": {"Location": "https://cdn.example/x"}}),
        _ => json!({"status": 201, "headers": {"ETag": "W/\"7\""}, "body": {"a": 1}}),
    })
    .await;
    let graph = graph(&server, &TestClock::default());
    let mut batch = graph.batch();
    let photo = batch.add(message::<Bytes>(&graph, &GET, "photo"));
    let count = batch.add(message::<u64>(&graph, &GET, "count"));
    let none = batch.add(message::<Option<Value>>(&graph, &GET, "gone"));
    let gone = batch.add(message::<Value>(&graph, &GET, "gone"));
    let moved = batch.add(message::<()>(&graph, &GET, "moved"));
    let response = batch.add(message::<Response<Value>>(&graph, &GET, "other"));
    let wrong = batch.add(message::<Vec<u8>>(&graph, &SEND, "wrong"));
    let wrong = (wrong, batch.add(message::<String>(&graph, &SEND, "wrong")));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.take(photo).unwrap(), &[0, 255][..]);
    assert_eq!(results.take(count).unwrap(), 1400);
    assert_eq!(results.take(none).unwrap(), None);
    let error = results.take(gone).unwrap_err();
    assert!(error.is_not_found() && error.has_code("ErrorItemNotFound"));
    assert_eq!((error.request_id(), error.action().unwrap().name()), (Some("whole-0"), "Mail::get"));
    // Read again by itself, so that the redirect is followed by the rules for redirects.
    results.take(moved).unwrap();
    assert_eq!(server.seen()[1].line, "GET /v1.0/me/messages/moved");
    let response = results.take(response).unwrap();
    assert_eq!((response.status(), &response.headers()["etag"]), (StatusCode::CREATED, &"W/\"7\"".parse().unwrap()));
    assert_eq!((response.request_id(), response.body()), (Some("whole-0"), &json!({"a": 1})));
    assert!(results.take(wrong.0).unwrap_err().is_decode());
    let error = results.take(wrong.1).unwrap_err();
    assert!(error.is_decode() && error.may_have_taken_effect());
}

#[tokio::test]
async fn an_error_is_that_of_its_call() {
    let server = Server::items(|_, item| match item["url"].as_str().unwrap() {
        "/me/messages/0" => json!({
            "status": 403,
            "headers": {"request-id": "own"},
            "body": {
                "error": {"code": "a", "message": "SECRET-SECRET-SECRET", "innerError": {"request-id": "inner"}},
            },
        }),
        "/me/messages/1" => json!({
            "status": 500,
            "body": {"error": {"code": "b", "message": "m", "innerError": {"request-id": "inner"}}},
        }),
        _ => json!({"status": 501, "body": "<html>"}),
    })
    .await;
    let graph = graph(&server, &TestClock::default());
    let mut batch = graph.batch();
    let handles = ["0", "1", "2"].map(|id| batch.add(message::<()>(&graph, &SEND, id)));
    let mut results = batch.send().await.unwrap();
    let errors = handles.map(|handle| results.take(handle).unwrap_err());
    assert_eq!(errors.each_ref().map(|error| error.status().unwrap().as_u16()), [403, 500, 501]);
    assert_eq!(errors.each_ref().map(|error| error.may_have_taken_effect()), [false, true, false]);
    assert_eq!(errors.each_ref().map(|error| error.request_id().unwrap()), ["own", "inner", "whole-0"]);
    assert!(errors.iter().all(|error| error.action().unwrap().name() == "Mail::send"));
    let ids: Vec<Value> =
        server.seen()[0].items().iter().map(|item| item["headers"]["client-request-id"].clone()).collect();
    assert!(errors.iter().zip(ids).all(|(error, id)| error.client_request_id() == id.as_str()));
    assert!(!format!("{errors:?}").contains("SECRET"));
}

#[tokio::test]
async fn forty_one_calls_are_three_batches() {
    let server = Server::items(ok).await;
    let graph = graph(&server, &TestClock::default());
    let mut batch = graph.batch();
    let handles: Vec<_> = (0..41).map(|id| (id, batch.add(message::<Value>(&graph, &GET, &id.to_string())))).collect();
    let mut results = batch.send().await.unwrap();
    for (id, handle) in handles {
        assert_eq!(results.take(handle).unwrap()["url"], format!("/me/messages/{id}"));
    }
    assert_eq!(server.seen().iter().map(|seen| seen.items().len()).collect::<Vec<_>>(), [20, 20, 1]);
}

#[tokio::test]
async fn what_cannot_be_sent_fails_alone() {
    let server = Server::items(ok).await;
    let graph = graph(&server, &TestClock::default());
    let other = server.builder().build().unwrap();
    let mut strange = other.batch();
    let strange = strange.add(message::<()>(&other, &GET, "x"));
    let mut batch = graph.batch();
    let empty = batch.add(message::<()>(&graph, &GET, ""));
    let foreign = batch.add(message::<()>(&other, &GET, "1"));
    let own_token = batch.add(message::<()>(&graph, &GET, "2").header("authorization", "Bearer x"));
    let not_json = batch.add(with_body::<()>(&graph, &SEND, "3", Body::raw("application/json", "{")));
    let fake = batch.add(Call::ready(Ok(7)));
    let late = batch.after(&strange, message::<()>(&graph, &GET, "4"));
    let orphan = batch.after(&empty, message::<()>(&graph, &GET, "5"));
    let second_orphan = batch.after(&orphan, message::<()>(&graph, &GET, "6"));
    let good = batch.after(&fake, message::<Value>(&graph, &GET, "7"));
    let beta = batch.after(&good, message::<()>(&graph, &GET_BETA, "8"));
    assert_eq!(batch.len(), 10);
    let mut results = batch.send().await.unwrap();
    for (handle, why) in [
        (empty, "`id`"),
        (foreign, "another `Graph`"),
        (own_token, "`authorization`"),
        (not_json, "not: EOF"),
        (late, "another batch"),
        (beta, "another version"),
        (strange, "another batch"),
    ] {
        let error = results.take(handle).unwrap_err();
        assert!(error.is_argument() && error.to_string().contains(why), "{error}");
        assert!(!error.may_have_taken_effect());
    }
    for handle in [orphan, second_orphan] {
        let error = results.take(handle).unwrap_err();
        assert_eq!((error.status(), error.may_have_taken_effect()), (Some(StatusCode::FAILED_DEPENDENCY), false));
        assert_eq!(error.action().unwrap().name(), "Mail::get");
    }
    assert_eq!(results.take(fake).unwrap(), 7);
    assert_eq!(results.take(good).unwrap()["url"], "/me/messages/7");
    assert_eq!(server.seen().len(), 1);
    assert_eq!(server.seen()[0].urls(), ["/me/messages/7"]);
}

#[tokio::test]
async fn each_item_waits_for_its_own_retry_after() {
    let server = Server::items(|number, item| match (item["url"].as_str().unwrap(), number) {
        ("/me/messages/0", 0) => json!({"status": 429, "headers": {"retry-AFTER": "7"}}),
        ("/me/messages/1", 0) => json!({"status": 503, "headers": {"Retry-After": 2.5}}),
        ("/me/messages/2", 0) => json!({"status": 503}),
        ("/me/messages/4", 0 | 2) => json!({"status": 504}),
        _ => json!({"status": 204}),
    })
    .await;
    let clock = TestClock::jumping();
    let graph = graph(&server, &clock);
    let mut batch = graph.batch();
    let throttled = batch.add(message::<()>(&graph, &SEND, "0"));
    let busy = batch.add(message::<()>(&graph, &GET, "1"));
    let unsafe_busy = batch.add(message::<()>(&graph, &SEND, "2"));
    let after = batch.after(&throttled, message::<()>(&graph, &SEND, "3"));
    let flaky = batch.add(message::<()>(&graph, &PUT, "4"));
    let mut results = batch.send().await.unwrap();
    for handle in [throttled, busy, after, flaky] {
        results.take(handle).unwrap();
    }
    let error = results.take(unsafe_busy).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.may_have_taken_effect()), (503, true));
    // 2.5 s for 1, 3 s of back-off for 4, 7 s for 0 and what depends on it, 6 s more of back-off for 4.
    let times: Vec<f64> = clock.waits().iter().map(|wait| (wait.as_secs_f64() * 1000.0).round()).collect();
    assert_eq!(times, [2500.0, 500.0, 4000.0, 2000.0]);
    let urls: Vec<_> = server.seen().iter().map(|seen| seen.urls().join(" ").replace("/me/messages/", "")).collect();
    assert_eq!(urls, ["0 1 2 3 4", "1", "4", "0 3", "4"]);
    let again = server.seen()[3].items();
    assert_eq!(again[0]["headers"]["retry-attempt"], "1");
    assert_eq!(again[1]["dependsOn"], json!([again[0]["id"]]));
    assert!(again[1]["headers"].get("retry-attempt").is_none(), "it was never tried");
    assert_eq!(again[0]["headers"]["client-request-id"], server.seen()[0].items()[0]["headers"]["client-request-id"]);
}

#[tokio::test]
async fn repeating_ends() {
    let server = Server::items(|_, _| json!({"status": 429, "headers": {"Retry-After": "1"}})).await;
    let clock = TestClock::jumping();
    let graph = graph(&server, &clock);
    let mut batch = graph.batch();
    let first = batch.add(message::<()>(&graph, &SEND, "0"));
    let then = batch.after(&first, message::<()>(&graph, &SEND, "1"));
    let mut results = batch.send().await.unwrap();
    assert!(results.take(first).unwrap_err().is_throttled());
    assert_eq!(results.take(then).unwrap_err().status(), Some(StatusCode::FAILED_DEPENDENCY));
    assert_eq!((server.seen().len(), clock.waits().len()), (4, 3));
}

#[tokio::test]
async fn a_missing_or_doubled_response_is_the_trouble_of_its_call() {
    let server = Server::items(|_, item| match item["url"].as_str().unwrap() {
        "/me/messages/0" => json!({"status": 200, "id": "nobody"}),
        "/me/messages/1" => json!({"status": 200, "id": "3"}),
        _ => json!({"status": 204}),
    })
    .await;
    let graph = graph(&server, &TestClock::default());
    let mut batch = graph.batch();
    let [missing, also_missing, doubled, fine] =
        ["0", "1", "2", "3"].map(|id| batch.add(message::<()>(&graph, &SEND, id)));
    let mut results = batch.send().await.unwrap();
    for (handle, why) in [(missing, "left it out"), (also_missing, "left it out"), (doubled, "more than once")] {
        let error = results.take(handle).unwrap_err();
        assert!(error.to_string().contains(why) && error.may_have_taken_effect(), "{error}");
        assert_eq!((error.request_id(), error.action().unwrap().name()), (Some("whole-0"), "Mail::send"));
    }
    results.take(fine).unwrap();
}

/// The answers to a read, a write that may be repeated, one that may not, and one that depends on that; and how many
/// requests it took.
async fn four(on_request: impl Fn(usize) -> Answer + Send + Sync + 'static) -> ([Result<()>; 4], Vec<Vec<String>>) {
    let server = Server::requests(move |number, _| on_request(number)).await;
    let clock = TestClock::jumping();
    let graph = server.builder().clock(clock).build().unwrap();
    let mut batch = graph.batch();
    let read = batch.add(message::<()>(&graph, &GET, "0"));
    let put = batch.add(message::<()>(&graph, &PUT, "1"));
    let send = batch.add(message::<()>(&graph, &SEND, "2"));
    let then = batch.after(&send, message::<()>(&graph, &GET, "3"));
    let mut results = batch.send().await.unwrap();
    let answers = [read, put, send, then].map(|handle| results.take(handle));
    (answers, server.seen().iter().map(|seen| seen.urls()).collect())
}

#[tokio::test]
async fn when_the_request_is_lost_only_what_may_be_repeated_is() {
    let lost: [fn() -> Answer; 3] =
        [|| Answer::Reset, || Answer::Whole(504, "", "<html>".to_owned()), || Answer::Whole(503, "", String::new())];
    for lose in lost {
        let ([read, put, send, then], requests) =
            four(move |number| if number == 0 { lose() } else { Answer::Items }).await;
        read.unwrap();
        put.unwrap();
        let error = send.unwrap_err();
        assert!(error.may_have_taken_effect(), "{error:?}");
        assert_eq!(error.action().unwrap().name(), "Mail::send");
        assert!(error.to_string().contains("the batch with this call failed"), "{error}");
        assert!(std::error::Error::source(&error).is_some());
        let error = then.unwrap_err();
        assert!(!error.may_have_taken_effect(), "a read has no effect");
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[1], ["/me/messages/0", "/me/messages/1"]);
    }
}

#[tokio::test]
async fn an_answer_that_is_none_leaves_its_writes_in_doubt() {
    for (status, body) in [(200, "{\"resp"), (200, "{}"), (404, "{\"responses\":[]}")] {
        let (answers, requests) =
            four(move |_| Answer::Whole(status, "content-type: application/json\r\n", body.to_owned())).await;
        let [read, put, send, then] = answers;
        // The read is sent alone, where anything is a success that `()` accepts. What depends on a write in doubt is
        // not.
        assert_eq!((read.is_ok(), requests.len()), (status == 200, if status == 200 { 2 } else { 1 }));
        let errors = [put, send, then].map(Result::unwrap_err);
        let in_doubt = errors.each_ref().map(|error| error.may_have_taken_effect());
        assert_eq!(in_doubt, [status == 200, status == 200, false]);
        assert!(errors.iter().all(|error| error.request_id() == Some("whole-0") && error.action().is_some()));
        assert!(errors.iter().all(|error| error.attempts() == 1));
    }
}

#[tokio::test]
async fn what_a_repeat_finds_done_was_done_by_the_first() {
    let server = Server::items(|number, _| json!({"status": if number == 0 { 504 } else { 404 }})).await;
    let graph = graph(&server, &TestClock::jumping());
    let mut batch = graph.batch();
    let deleted = batch.add(message::<()>(&graph, &DELETE, "0"));
    let put = batch.add(message::<()>(&graph, &PUT, "1"));
    let mut results = batch.send().await.unwrap();
    results.take(deleted).unwrap();
    let error = results.take(put).unwrap_err();
    assert_eq!((error.is_not_found(), error.may_have_taken_effect(), error.attempts()), (true, true, 2));
}

#[tokio::test]
async fn a_request_that_is_refused_is_not_repeated_and_one_that_is_throttled_is() {
    let refused =
        || Answer::Whole(401, "", r#"{"error":{"code":"InvalidAuthenticationToken","message":"m"}}"#.to_owned());
    let (answers, requests) = four(move |_| refused()).await;
    for answer in answers {
        let error = answer.unwrap_err();
        assert!(error.is_unauthorized() && error.has_code("InvalidAuthenticationToken"));
        assert_eq!((error.may_have_taken_effect(), error.request_id()), (false, Some("whole-0")));
    }
    assert_eq!(requests.len(), 1);

    let throttled = || Answer::Whole(429, "retry-after: 9\r\n", String::new());
    let (answers, requests) = four(move |number| if number == 0 { throttled() } else { Answer::Items }).await;
    answers.into_iter().for_each(Result::unwrap);
    assert_eq!(requests[0], requests[1]);

    let body = r#"{"responses":[{"id":"1","status":200},{"id":"2","status":204},
        {"id":"3","status":400},{"id":"4","status":424}]}"#;
    let (answers, requests) = four(move |_| Answer::Whole(424, "", body.to_owned())).await;
    assert_eq!(
        answers.map(|answer| answer.map_err(|error| error.status().unwrap().as_u16())),
        [Ok(()), Ok(()), Err(400), Err(424)]
    );
    assert_eq!(requests.len(), 1);
}

#[tokio::test]
async fn the_token_has_the_permissions_of_all_calls() {
    let server = Server::items(ok).await;
    let asked = Arc::new(Mutex::new(Vec::new()));
    let recorder = asked.clone();
    let credential = move |request: TokenRequest| {
        recorder.lock().unwrap().push(request.scopes().to_vec());
        async { Ok(AccessToken::new("token")) }
    };
    let graph = server.builder().credential(credential).build().unwrap();
    let mut batch = graph.batch();
    let read = batch.add(message::<()>(&graph, &GET, "0"));
    let send = batch.after(&read, message::<()>(&graph, &SEND, "1"));
    let mut results = batch.send().await.unwrap();
    results.take(read).unwrap();
    results.take(send).unwrap();
    assert_eq!(*asked.lock().unwrap(), [["Mail.Read", "Mail.Send"]]);
}

#[tokio::test]
async fn a_connection_that_was_never_made_did_nothing() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let clock = TestClock::jumping();
    let graph = Graph::builder().base_url(url).bearer_token("t").clock(clock.clone()).build().unwrap();
    let mut batch = graph.batch();
    let sent = batch.add(message::<()>(&graph, &SEND, "0"));
    let error = batch.send().await.unwrap().take(sent).unwrap_err();
    assert!(error.is_connect() && !error.may_have_taken_effect());
    assert_eq!(clock.waits().len(), 3);
}

#[tokio::test]
async fn batches_for_one_mailbox_go_one_after_another() {
    for (is_one, throttle) in [(true, Throttle::default()), (false, Throttle::default()), (true, Throttle::none())] {
        let server = Server::items(ok).await;
        let graph = server.builder().throttle(throttle).build().unwrap();
        let batches = (0..5).map(|number| {
            let mut batch = graph.batch();
            let user = if is_one { graph.me() } else { graph.user(number) };
            let handles: Vec<_> = (0..20).map(|id| batch.add(message_of::<()>(&user, &GET, &id.to_string()))).collect();
            tokio::spawn(async move {
                let mut results = batch.send().await.unwrap();
                handles.into_iter().for_each(|handle| results.take(handle).unwrap());
            })
        });
        for batch in batches.collect::<Vec<_>>() {
            batch.await.unwrap();
        }
        assert_eq!(
            server.most_at_once() == 1,
            is_one && throttle == Throttle::default(),
            "{} at once",
            server.most_at_once()
        );
        assert_eq!(server.seen().len(), 5);
    }
}

#[test]
fn a_batch_needs_a_runtime() {
    let graph = Graph::builder().base_url("http://127.0.0.1:9").bearer_token("t").build().unwrap();
    let mut sending = std::pin::pin!(graph.batch().send());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = sending.as_mut().poll(&mut context) else { panic!("it goes on") };
    assert!(error.to_string().contains("#[tokio::main]"));
}

/// What the made-up Graph does with an item, by its URL: so many refusals before the last status.
#[derive(Clone, Debug)]
struct Fate {
    refusals: Vec<u16>,
    last: u16,
    after: Option<prop::sample::Index>,
    kind: u8,
    /// A 409 counts as success for the calls that depend on it.
    accepts: bool,
}

fn fate() -> impl Strategy<Value = Fate> {
    let refusal = prop::sample::select(vec![429_u16, 503, 504]);
    (
        prop::collection::vec(refusal, 0..3),
        prop::sample::select(vec![200_u16, 200, 200, 400, 409]),
        any::<Option<prop::sample::Index>>(),
        0..3_u8,
        any::<bool>(),
    )
        .prop_map(|(refusals, last, after, kind, accepts)| Fate { refusals, last, after, kind, accepts })
}

#[test]
fn every_call_is_answered_by_what_graph_did_with_it() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&prop::collection::vec(fate(), 0..50), |fates| {
            runtime.block_on(async {
                let for_server = fates.clone();
                let tries = std::sync::Mutex::new(std::collections::HashMap::<usize, usize>::new());
                let server = Server::items(move |_, item| {
                    let call: usize = item["url"].as_str().unwrap().rsplit('/').next().unwrap().parse().unwrap();
                    let mut tries = tries.lock().unwrap();
                    let number = tries.entry(call).or_default();
                    let status = for_server[call].refusals.get(*number).copied().unwrap_or(for_server[call].last);
                    *number += 1;
                    json!({"status": status, "headers": {"retry-after": format!("{}", call % 5)}})
                })
                .await;
                let graph = graph(&server, &TestClock::jumping());
                let mut batch = graph.batch();
                let mut handles: Vec<graph_action::Handle<()>> = Vec::new();
                let mut expected: Vec<Option<u16>> = Vec::new();
                let mut chains: Vec<usize> = Vec::new();
                for (number, fate) in fates.iter().enumerate() {
                    let action = [&GET, &PUT, &SEND][usize::from(fate.kind)];
                    let request = message(&graph, action, &number.to_string());
                    // Chains stay short, so that they fit in a batch.
                    let after = fate
                        .after
                        .filter(|_| number > 0)
                        .map(|after| after.index(number))
                        .filter(|after| chains[*after] < 3);
                    let unit_is_free = after.is_some_and(|after| number - after < 4);
                    let after = after.filter(|_| unit_is_free && number % 20 > 3);
                    chains.push(after.map_or(0, |after| chains[after] + 1));
                    let refusal = fate.refusals.iter().copied().find(|status| fate.kind == 2 && *status == 504);
                    let own = refusal.or((fate.last != 200).then_some(fate.last));
                    expected.push(match after {
                        Some(after) if expected[after] == Some(409) && fates[after].accepts => own,
                        Some(after) if expected[after].is_some() => Some(424),
                        _ => own,
                    });
                    let handle = match after {
                        Some(after) => batch.after(&handles[after], request),
                        None => batch.add(request),
                    };
                    if fate.accepts {
                        batch.accept(&handle, &[graph_action::StatusCode::CONFLICT]);
                    }
                    handles.push(handle);
                }
                let mut results = batch.send().await.unwrap();
                for (number, (handle, expected)) in handles.into_iter().zip(expected).enumerate() {
                    let status = results.take(handle).err().map(|error| error.status().unwrap().as_u16());
                    prop_assert_eq!(status, expected, "{}", number);
                    let done = server.done().get(&format!("/me/messages/{number}")).copied().unwrap_or_default();
                    prop_assert_eq!(done, usize::from(expected.is_none()));
                }
                Ok(())
            })
        })
        .unwrap();
}

#[tokio::test]
async fn the_most_patient_call_sets_the_limit() {
    let server = Server::requests(|_, _| Answer::Hang).await;
    let graph = graph(&server, &TestClock::jumping());
    tokio::time::pause();
    let mut batch = graph.batch();
    let hasty = batch.add(message::<()>(&graph, &SEND, "0").timeout(Duration::from_secs(1)));
    let patient = batch.add(message::<()>(&graph, &SEND, "1").timeout(Duration::from_secs(500)));
    let start = tokio::time::Instant::now();
    let mut results = batch.send().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 500);
    for handle in [hasty, patient] {
        let error = results.take(handle).unwrap_err();
        assert!(error.is_timeout() && error.may_have_taken_effect());
    }
}

const BROKEN: &str = r#"{"id":"2","status":502,"headers":{},"body":<html></html>}"#;

/// A server whose first answer is a batch with these responses. What is sent alone is answered with its address.
async fn broken(responses: &[&str]) -> Server {
    let body = format!(r#"{{"responses":[{}]}}"#, responses.join(","));
    Server::requests(move |_, seen| match seen.line.ends_with("/$batch") {
        true => Answer::Whole(200, "content-type: application/json\r\n", body.clone()),
        false => Answer::Whole(200, "", format!("{:?}", seen.line)),
    })
    .await
}

#[tokio::test]
async fn what_is_broken_in_one_answer_does_not_cost_the_others() {
    let good = r#"{"id":"1","status":200,"headers":{},"body":{"id":"a"}}"#;
    for responses in [[good, BROKEN], [BROKEN, good]] {
        let server = broken(&responses).await;
        let graph = graph(&server, &TestClock::default());
        let mut batch = graph.batch();
        let (first, second) =
            (batch.add(message::<Value>(&graph, &GET, "0")), batch.add(message::<Value>(&graph, &GET, "1")));
        let mut results = batch.send().await.unwrap();
        assert_eq!(results.take(first).unwrap()["id"], "a");
        assert_eq!(results.take(second).unwrap(), "GET /v1.0/me/messages/1");
        assert_eq!(server.seen().len(), 2);

        // Writes keep what is known of them.
        let server = broken(&responses).await;
        let graph = self::graph(&server, &TestClock::default());
        let mut batch = graph.batch();
        let (first, second) =
            (batch.add(message::<Value>(&graph, &SEND, "0")), batch.add(message::<Value>(&graph, &PUT, "1")));
        let then = batch.after(&second, message::<Value>(&graph, &GET, "2"));
        let mut results = batch.send().await.unwrap();
        assert_eq!(results.take(first).unwrap()["id"], "a");
        let error = results.take(second).unwrap_err();
        assert!(error.may_have_taken_effect() && error.is_decode() && error.attempts() == 1, "{error:?}");
        assert!(results.take(then).is_err(), "nobody knows whether what it depends on was done");
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_read_whose_answer_is_missing_or_odd_is_sent_alone() {
    for responses in [
        vec![],
        vec![r#"{"id":"1"}"#],
        vec![r#"{"id":"1","status":200}"#, r#"{"id":"1","status":200}"#],
        vec![r#"{"id":"1","status":"?"}"#],
        vec!["<html>"],
    ] {
        let server = broken(&responses).await;
        let graph = graph(&server, &TestClock::default());
        let mut batch = graph.batch();
        let read = batch.add(message::<Value>(&graph, &GET, "0"));
        let send = batch.add(message::<Value>(&graph, &SEND, "1"));
        let mut results = batch.send().await.unwrap();
        assert_eq!(results.take(read).unwrap(), "GET /v1.0/me/messages/0", "{responses:?}");
        assert!(results.take(send).unwrap_err().may_have_taken_effect());
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn calls_that_were_gathered_do_not_suffer_for_one_another() {
    let server = broken(&[r#"{"id":"1","status":200,"headers":{},"body":{"id":"a"}}"#, BROKEN]).await;
    let clock = TestClock::jumping();
    let graph = server.builder().clock(clock).coalesce(Duration::from_millis(20)).build().unwrap();
    let calls = ["0", "1"].map(|id| tokio::spawn(message::<Value>(&graph, &GET, id).into_future()));
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_see_other_in_a_batch_leaves_doubt() {
    let server = Server::items(|_, _| json!({"status": 303, "headers": {"Location": "/v1.0/x"}})).await;
    let graph = graph(&server, &TestClock::default());
    let mut batch = graph.batch();
    let sent = batch.add(message::<()>(&graph, &SEND, "0"));
    let error = batch.send().await.unwrap().take(sent).unwrap_err();
    assert!(error.may_have_taken_effect(), "{error:?}");
}

#[tokio::test]
async fn an_item_whose_token_has_expired_is_sent_with_another() {
    let server = Server::items(|_, _| {
        let error = json!({"code": "InvalidAuthenticationToken", "message": "Access token has expired."});
        json!({"status": 401, "body": {"error": error}})
    })
    .await;
    let graph = graph(&server, &TestClock::default());
    let mut batch = graph.batch();
    let sent = batch.add(message::<()>(&graph, &SEND, "0"));
    batch.send().await.unwrap().take(sent).unwrap();
    assert_eq!(server.seen().len(), 2);
}
