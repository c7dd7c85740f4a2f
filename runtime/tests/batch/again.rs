//! Batches: what counts as success for dependents, waiting for replication, and sending what failed again.

use std::time::Duration;

use graph_action::__private::Body;
use graph_action::{Call, Graph, RetryWhen, StatusCode};
use serde_json::{Value, json};

use crate::clock::TestClock;
use crate::server::{Answer, GET, PUT, SEND, Server, message, with_body};

fn graph(server: &Server) -> Graph {
    server.builder().clock(TestClock::jumping()).random(|| 0).build().unwrap()
}

/// Answers with the status that the table has for the id of the message and the number of the request, else 200.
async fn start(table: &'static [(usize, &'static str, u16)]) -> Server {
    Server::items(move |number, item| {
        let id = item["url"].as_str().unwrap().rsplit('/').next().unwrap();
        let row = table.iter().find(|(request, name, _)| (*request, *name) == (number, id));
        match row {
            Some((_, _, status)) => json!({"status": status, "body": {"error": {"code": "c", "message": "m"}}}),
            None => json!({"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": id}}),
        }
    })
    .await
}

fn urls(server: &Server) -> Vec<Vec<String>> {
    let last = |url: String| url.rsplit('/').next().unwrap().to_owned();
    server.seen().iter().map(|seen| seen.urls().into_iter().map(last).collect()).collect()
}

#[tokio::test]
async fn a_status_may_count_as_success_for_those_that_depend_on_it() {
    let server = start(&[(0, "folder", 409)]).await;
    let graph = graph(&server);
    let mut batch = graph.batch();
    let folder = batch.add(message::<()>(&graph, &SEND, "folder"));
    batch.accept(&folder, &[StatusCode::CONFLICT]);
    let moved = batch.after(&folder, message::<()>(&graph, &SEND, "moved"));
    let later = batch.after(&moved, message::<()>(&graph, &SEND, "later"));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.take(folder).unwrap_err().status(), Some(StatusCode::CONFLICT), "its own answer stays");
    results.take(moved).unwrap();
    results.take(later).unwrap();
    assert_eq!(urls(&server), [vec!["folder", "moved", "later"], vec!["moved", "later"]]);
    assert!(server.seen()[1].items()[0].get("dependsOn").is_none());
    assert_eq!(server.seen()[1].items()[1]["dependsOn"], json!(["2"]));
}

#[tokio::test]
async fn another_status_does_not_count_and_a_424_of_its_own_is_an_answer() {
    let server = start(&[(0, "folder", 403)]).await;
    let graph = graph(&server);
    let mut batch = graph.batch();
    let folder = batch.add(message::<()>(&graph, &SEND, "folder"));
    batch.accept(&folder, &[StatusCode::CONFLICT]);
    let moved = batch.after(&folder, message::<()>(&graph, &SEND, "moved"));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.take(moved).unwrap_err().status(), Some(StatusCode::FAILED_DEPENDENCY));

    let server = start(&[(0, "folder", 409), (1, "moved", 424)]).await;
    let graph = self::graph(&server);
    let mut batch = graph.batch();
    let folder = batch.add(message::<()>(&graph, &SEND, "folder"));
    batch.accept(&folder, &[StatusCode::CONFLICT]);
    let moved = batch.after(&folder, message::<()>(&graph, &SEND, "moved"));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.take(moved).unwrap_err().attempts(), 2);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_call_of_a_batch_waits_for_replication() {
    let server = start(&[(0, "new", 404), (1, "new", 404), (0, "none", 404)]).await;
    let graph = graph(&server);
    let mut batch = graph.batch();
    let rule = RetryWhen::not_found(Duration::from_secs(30));
    let new = batch.add(message::<Option<Value>>(&graph, &GET, "new").retry_when(rule));
    let after = batch.after(&new, message::<()>(&graph, &SEND, "after"));
    let none = batch.add(message::<Option<Value>>(&graph, &GET, "none"));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.take(new).unwrap().unwrap()["id"], "new");
    results.take(after).unwrap();
    assert_eq!(results.take(none).unwrap(), None, "without a rule it is not repeated");
    assert_eq!(urls(&server), [vec!["new", "after", "none"], vec!["new", "after"], vec!["new", "after"]]);
    assert_eq!(server.seen()[2].items()[0]["headers"]["retry-attempt"], "2");
}

#[tokio::test]
async fn only_what_failed_is_sent_again_and_handles_stay_valid() {
    let server = start(&[(0, "b", 403), (0, "c", 404), (0, "e", 400), (1, "e", 400)]).await;
    let graph = graph(&server);
    let mut batch = graph.batch();
    let ready = batch.add(Call::ready(Ok(7)));
    let a = batch.add(message::<Value>(&graph, &GET, "a"));
    let b = batch.add(with_body::<Value>(&graph, &SEND, "b", Body::json(&json!({"x": 1}))));
    let after_b = batch.after(&b, message::<Value>(&graph, &SEND, "after-b"));
    let c = batch.add(message::<Value>(&graph, &GET, "c"));
    let refused = batch.add(message::<Value>(&graph, &GET, ".."));
    let e = batch.add(message::<Value>(&graph, &GET, "e"));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.failed(), 4);
    results.send_failed_again().await.unwrap();
    assert_eq!(urls(&server)[1], ["b", "after-b", "c", "e"]);
    let again = server.seen()[1].items();
    assert_eq!(again[0]["body"], json!({"x": 1}), "the body is kept");
    assert_eq!(again[1]["dependsOn"], json!([again[0]["id"]]), "and so is the dependency");
    for (handle, id) in [(a, "a"), (b, "b"), (after_b, "after-b"), (c, "c")] {
        assert_eq!(results.take(handle).unwrap()["id"], id);
    }
    assert_eq!(results.take(ready).unwrap(), 7);
    assert!(results.take(refused).unwrap_err().is_argument());
    let error = results.take(e).unwrap_err();
    assert_eq!((error.status().unwrap(), error.attempts()), (StatusCode::BAD_REQUEST, 2));
    assert_eq!(results.failed(), 0, "what was taken is not sent again");
    results.send_failed_again().await.unwrap();
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn what_may_have_taken_effect_is_sent_again_only_if_it_is_repeatable() {
    // The whole first request is lost.
    let server = Server::start(
        |number, _| if number == 0 { Answer::Reset } else { Answer::Items },
        |_, _| json!({"status": 412, "body": {"error": {"code": "c", "message": "m"}}}),
    )
    .await;
    let graph = server.builder().clock(TestClock::jumping()).retry(graph_action::Retry::none()).build().unwrap();
    let mut batch = graph.batch();
    let sent = batch.add(message::<()>(&graph, &SEND, "sent"));
    let put = batch.add(message::<()>(&graph, &PUT, "put"));
    let mut results = batch.send().await.unwrap();
    assert_eq!(results.failed(), 1);
    results.send_failed_again().await.unwrap();
    assert_eq!(urls(&server)[1], ["put"]);
    let error = results.take(put).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (412, 2));
    assert!(error.may_have_taken_effect(), "by the first attempt");
    assert!(results.take(sent).unwrap_err().may_have_taken_effect());
}
