//! Calls that are gathered.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::{Body, send};
use graph_action::{AccessToken, Error, Graph, Result, Throttle, TokenRequest};
use proptest::prelude::{any, prop, prop_assert, prop_assert_eq};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::clock::TestClock;
use crate::server::{Answer, GET, GET_BETA, PUT, SEND, Server, message, with_body};

const WINDOW: Duration = Duration::from_millis(5);

fn graph(server: &Server, clock: &TestClock) -> Graph {
    server.builder().clock(clock.clone()).coalesce(WINDOW).build().unwrap()
}

fn echo(_: usize, item: &Value) -> Value {
    json!({"status": 200, "headers": {"Content-Type": "application/json"}, "body": item["url"]})
}

#[tokio::test]
async fn calls_of_one_window_travel_together_and_each_has_its_answer() {
    let server = Server::items(|number, item| match item["url"].as_str().unwrap() {
        "/me/messages/1" => json!({"status": 404, "body": {"error": {"code": "gone", "message": "m"}}}),
        _ => echo(number, item),
    })
    .await;
    let clock = TestClock::default();
    let graph = graph(&server, &clock);
    let mut calls = JoinSet::new();
    for id in 0..3 {
        let call = message::<String>(&graph, &GET, &id.to_string());
        calls.spawn(async move { (id, call.await) });
    }
    calls.spawn({
        let call = message::<String>(&graph, &GET_BETA, "3");
        async move { (3, call.await) }
    });
    clock.waited(2).await;
    assert_eq!((clock.waits(), server.seen().len()), (vec![WINDOW; 2], 0));
    clock.advance(WINDOW);
    let answers: HashMap<i32, Result<String>> = calls.join_all().await.into_iter().collect();
    assert_eq!(answers[&0].as_ref().unwrap(), "/me/messages/0");
    assert_eq!(answers[&2].as_ref().unwrap(), "/me/messages/2");
    let error = answers[&1].as_ref().unwrap_err();
    assert!(error.is_not_found() && error.has_code("gone"));
    let mut lines: Vec<String> =
        server.seen().iter().map(|seen| format!("{} {}", seen.line, seen.items().len())).collect();
    lines.sort();
    // What is alone in its window goes plainly, and here it is not answered with a body.
    assert_eq!(lines, ["GET /beta/me/messages/3 0", "POST /v1.0/$batch 3"]);
    assert!(answers[&3].as_ref().unwrap_err().is_decode());
}

async fn a_thousand_sends() {
    let server = Server::items(|_, _| json!({"status": 202})).await;
    let clock = TestClock::default();
    let graph = graph(&server, &clock);
    let mut calls = JoinSet::new();
    for id in 0..1000 {
        calls.spawn(message::<()>(&graph, &SEND, &id.to_string()).into_future());
    }
    // Every batch fills up, so that no window has to end.
    calls.join_all().await.into_iter().for_each(Result::unwrap);
    assert_eq!(server.done().len(), 1000);
    assert!(server.done().values().all(|times| *times == 1));
    assert_eq!(server.most_at_once(), 1);
    assert_eq!(server.seen().len(), 50);
}

#[tokio::test]
async fn a_thousand_sends_take_fifty_requests() {
    a_thousand_sends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_sends_take_fifty_requests_on_several_threads() {
    a_thousand_sends().await;
}

#[tokio::test]
async fn what_is_dropped_before_the_batch_leaves_is_not_sent() {
    let server = Server::items(echo).await;
    let clock = TestClock::default();
    let graph = graph(&server, &clock);
    let mut calls = JoinSet::new();
    let spawn =
        |calls: &mut JoinSet<Result<String>>, id: &str| calls.spawn(message::<String>(&graph, &GET, id).into_future());
    let first = spawn(&mut calls, "0");
    for id in ["1", "2"] {
        spawn(&mut calls, id);
    }
    clock.waited(1).await;
    first.abort();
    assert!(calls.join_next().await.unwrap().unwrap_err().is_cancelled());
    clock.advance(WINDOW);
    for _ in 0..2 {
        calls.join_next().await.unwrap().unwrap().unwrap();
    }
    assert_eq!(server.seen().len(), 1);
    assert_eq!(server.seen()[0].urls(), ["/me/messages/1", "/me/messages/2"]);

    // Whoever is left alone goes plainly.
    let gone = spawn(&mut calls, "5");
    let left = spawn(&mut calls, "6");
    clock.waited(2).await;
    gone.abort();
    assert!(calls.join_next().await.unwrap().unwrap_err().is_cancelled());
    clock.advance(WINDOW);
    assert!(calls.join_next().await.unwrap().unwrap().unwrap_err().is_decode() && left.is_finished());

    // When all are dropped, nothing is left that could be sent, nor anybody to send it.
    spawn(&mut calls, "3");
    clock.waited(3).await;
    calls.shutdown().await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    clock.advance(WINDOW);
    spawn(&mut calls, "4");
    clock.waited(4).await;
    clock.advance(WINDOW);
    calls.join_next().await;
    assert_eq!(
        server.seen().iter().map(|seen| &*seen.line).collect::<Vec<_>>(),
        ["POST /v1.0/$batch", "GET /v1.0/me/messages/6", "GET /v1.0/me/messages/4"]
    );
}

/// When a call is dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Drop {
    Never,
    Gathered,
    Throttled,
}

#[test]
fn whoever_stays_is_answered_once_whoever_else_goes() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let drops = prop::sample::select(vec![Drop::Never, Drop::Gathered, Drop::Throttled]);
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    let plan = prop::collection::vec((drops, any::<bool>()), 2..70);
    let outcome = TestRunner::new(config).run(&plan, |mut plan| {
        if plan.len() % 20 == 1 {
            plan.pop();
        }
        let throttled: Vec<bool> = plan.iter().map(|(_, is_throttled)| *is_throttled).collect();
        runtime.block_on(async {
            let seen = Mutex::new(HashSet::new());
            let server = Server::items(move |_, item| {
                let url = item["url"].as_str().unwrap();
                let call: usize = url.rsplit('/').next().unwrap().parse().unwrap();
                match seen.lock().unwrap().insert(call) && throttled[call] {
                    true => json!({"status": 429, "headers": {"Retry-After": "10"}}),
                    false => json!({"status": 200, "headers": {"Content-Type": "application/json"}, "body": url}),
                }
            })
            .await;
            let clock = TestClock::default();
            let graph =
                server.builder().clock(clock.clone()).coalesce(WINDOW).throttle(Throttle::none()).build().unwrap();
            // At least two in each window stay, so that all windows are batches.
            let fate = |number: usize| if number % 20 < 2 { Drop::Never } else { plan[number].0 };
            let calls: Vec<_> = (0..plan.len())
                .map(|number| tokio::spawn(message::<String>(&graph, &SEND, &number.to_string()).into_future()))
                .collect();
            clock.waited(plan.len().div_ceil(20)).await;
            let drop = |when| {
                let gone = calls.iter().enumerate().filter(|(number, _)| fate(*number) == when);
                gone.for_each(|(_, call)| call.abort());
            };
            let settle = async || {
                for _ in 0..2000 {
                    tokio::task::yield_now().await;
                }
            };
            // Full windows have left, and their calls may be answered already.
            let full = plan.len() / 20 * 20;
            drop(Drop::Gathered);
            settle().await;
            clock.advance(WINDOW);
            settle().await;
            drop(Drop::Throttled);
            settle().await;
            for (number, call) in calls.into_iter().enumerate() {
                while !call.is_finished() {
                    clock.advance(Duration::from_secs(10));
                    tokio::task::yield_now().await;
                }
                let answer = call.await;
                let done = server.done().get(&format!("/me/messages/{number}")).copied().unwrap_or_default();
                prop_assert!(done <= 1, "{number} was done {done} times");
                match answer {
                    Ok(answer) => {
                        prop_assert_eq!(answer.unwrap(), format!("/me/messages/{number}"));
                        prop_assert_eq!(done, 1);
                    }
                    Err(error) => {
                        prop_assert!(error.is_cancelled() && fate(number) != Drop::Never);
                        prop_assert!(fate(number) != Drop::Gathered || number < full || done == 0);
                    }
                }
            }
            Ok(())
        })
    });
    outcome.unwrap();
}

#[tokio::test]
async fn no_task_outlives_its_calls() {
    let server = Server::requests(|_, _| Answer::Hang).await;
    let clock = TestClock::default();
    let graph = graph(&server, &clock);
    let mut calls = JoinSet::new();
    for id in ["0", "1"] {
        calls.spawn(message::<()>(&graph, &GET, id).into_future());
    }
    clock.waited(1).await;
    clock.advance(WINDOW);
    while server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    let tasks = async || {
        for _ in 0..2000 {
            tokio::task::yield_now().await;
        }
        tokio::runtime::Handle::current().metrics().num_alive_tasks()
    };
    let before = tasks().await;
    calls.shutdown().await;
    // The two calls, the task that carried them, and that of the connection.
    assert_eq!(tasks().await, before - 4);
}

#[tokio::test]
async fn dropping_one_under_way_leaves_the_rest_alone() {
    let server = Server::items(|number, item| match (number, item["url"].as_str().unwrap()) {
        (0, "/me/messages/0" | "/me/messages/1") => json!({"status": 429, "headers": {"Retry-After": "10"}}),
        _ => echo(number, item),
    })
    .await;
    let clock = TestClock::default();
    let graph = graph(&server, &clock);
    let mut calls = JoinSet::new();
    let throttled = calls.spawn(message::<String>(&graph, &SEND, "0").into_future());
    for id in ["1", "2"] {
        calls.spawn(message::<String>(&graph, &SEND, id).into_future());
    }
    clock.waited(1).await;
    clock.advance(WINDOW);
    // The one that is not throttled has its answer before the wait of the others is over.
    assert_eq!(calls.join_next().await.unwrap().unwrap().unwrap(), "/me/messages/2");
    clock.waited(2).await;
    throttled.abort();
    assert!(calls.join_next().await.unwrap().unwrap_err().is_cancelled());
    clock.advance(Duration::from_millis(9999));
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(server.seen().len(), 1);
    clock.advance(Duration::from_millis(1));
    assert_eq!(calls.join_next().await.unwrap().unwrap().unwrap(), "/me/messages/1");
    assert_eq!(server.seen()[1].urls(), ["/me/messages/1"]);
    assert_eq!(clock.waits(), [WINDOW, Duration::from_secs(10)]);
}

#[tokio::test]
async fn what_does_not_belong_in_a_batch_is_sent_at_once() {
    let server = Server::items(echo).await;
    let clock = TestClock::default();
    let graph = graph(&server, &clock);
    let long = "x".repeat(64 * 1024);
    for call in [
        message::<()>(&graph, &GET, "0").timeout(Duration::from_secs(7)),
        message::<()>(&graph, &GET, "1").header("authorization", "Bearer own"),
        with_body(&graph, &PUT, "2", Body::raw("image/png", "x")),
        with_body(&graph, &PUT, "3", Body::json(&long)),
        message::<()>(&graph, &GET, "content"),
    ] {
        call.await.unwrap();
    }
    assert!(clock.waits().is_empty());
    assert_eq!(server.seen().len(), 5);
    assert!(server.seen().iter().all(|seen| !seen.line.contains("$batch")));
}

#[tokio::test]
async fn calls_of_other_permissions_wait_apart_where_tokens_depend_on_them() {
    let server = Server::items(|_, _| json!({"status": 204})).await;
    let asked = Arc::new(Mutex::new(Vec::new()));
    let recorder = asked.clone();
    let credential = move |request: TokenRequest| {
        recorder.lock().unwrap().push(request.scopes().to_vec());
        async { Ok(AccessToken::new("token")) }
    };
    let clock = TestClock::default();
    let graph = server.builder().credential(credential).clock(clock.clone()).coalesce(WINDOW).build().unwrap();
    let mut calls = JoinSet::new();
    for action in [&GET, &SEND, &SEND, &GET] {
        calls.spawn(message::<()>(&graph, action, "0").into_future());
    }
    clock.waited(2).await;
    clock.advance(WINDOW);
    calls.join_all().await.into_iter().for_each(Result::unwrap);
    assert_eq!(server.seen().len(), 2);
    asked.lock().unwrap().sort_unstable();
    assert_eq!(*asked.lock().unwrap(), [["Mail.Read"], ["Mail.Send"]]);
}

#[tokio::test]
async fn an_async_method_is_gathered_as_a_call_is() {
    let server = Server::items(|_, _| json!({"status": 202})).await;
    let clock = TestClock::default();
    let graph = graph(&server, &clock);
    let mut calls = JoinSet::new();
    for id in ["0", "1"] {
        let inputs = graph_action::__private::Inputs {
            arguments: &[&id, &None::<&str>],
            query: &[],
            headers: &[],
            body: Body::none(),
            projection: None,
        };
        calls.spawn(send::<_, Result<(), Error>>(&SEND, &graph.me(), inputs));
    }
    clock.waited(1).await;
    clock.advance(WINDOW);
    calls.join_all().await.into_iter().for_each(Result::unwrap);
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn runtimes_do_not_share_a_window() {
    let first = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let second = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let clock = TestClock::default();
    let server = second.block_on(Server::items(echo));
    let graph = graph(&server, &clock);
    let left = {
        let _guard = first.enter();
        first.spawn(message::<String>(&graph, &GET, "0").into_future())
    };
    first.block_on(clock.waited(1));
    let outcome = second.block_on(async {
        let mut calls = JoinSet::new();
        for id in ["1", "2"] {
            calls.spawn(message::<String>(&graph, &GET, id).into_future());
        }
        clock.waited(2).await;
        first.shutdown_background();
        clock.advance(WINDOW);
        calls.join_all().await
    });
    assert!(outcome.iter().all(Result::is_ok));
    assert_eq!(server.seen()[0].urls().len(), 2);
    drop(left);
}
