//! Calls that are repeated until Graph has replicated what they need.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::{Descriptor, Part, action, call};
use graph_action::{Action, Call, Graph, Method, Retry, RetryWhen};

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, descriptor, json, nothing};

static DELETE: Action =
    action(Descriptor { repeatable: true, ..descriptor(Method::Delete, &[Part::Text("/messages")]) });

const MINUTE: Duration = Duration::from_secs(60);

fn status(code: u16, headers: &str) -> Script {
    answer(&format!("{code} x"), headers, "")
}

async fn start(scripts: Vec<Script>) -> (Server, ManualClock, Graph) {
    let server = Server::start(scripts).await;
    let clock = ManualClock::default();
    let graph = server.builder().clock(clock.clone()).random(|| 0).retry(Retry::default()).build().unwrap();
    (server, clock, graph)
}

fn not_found() -> RetryWhen {
    RetryWhen::not_found(MINUTE)
}

#[tokio::test]
async fn a_404_is_repeated_until_it_is_there() {
    let (server, clock, graph) =
        start(vec![status(404, ""), status(404, "retry-after: 7\r\n"), json("200 OK", "5")]).await;
    let found: u8 = call::<_, Call<u8>>(&GET, &graph.me(), nothing()).retry_when(not_found()).await.unwrap();
    assert_eq!(found, 5);
    assert_eq!(clock.milliseconds(), [1000, 7000]);
    let requests = server.requests();
    let id = |request: &str| request.lines().find(|line| line.starts_with("client-request-id")).unwrap().to_owned();
    assert_eq!(id(&requests[0]), id(&requests[2]), "the attempts of a call share their id");
    assert!(requests[2].contains("\nretry-attempt: 2\n"), "{}", requests[2]);
}

#[tokio::test]
async fn an_action_may_say_for_how_long_and_a_call_says_it_anew() {
    static REPLICATED: Action = action(descriptor(Method::Get, &[Part::Text("/x")])).waiting_for_replication(5);
    assert_eq!((GET.replication(), REPLICATED.replication()), (None, Some(Duration::from_secs(5))));
    let not_there = || (0..20).map(|_| status(404, "")).collect();
    let (_, clock, graph) = start(not_there()).await;
    let error = call::<_, Call<u8>>(&REPLICATED, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(clock.milliseconds(), [1000, 2000, 2000]);

    let (_, clock, graph) = start(not_there()).await;
    let call = call::<_, Call<u8>>(&REPLICATED, &graph.me(), nothing());
    let error = call.retry_when(RetryWhen::not_found(Duration::from_secs(2))).await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(clock.milliseconds(), [1000, 1000]);
}

#[tokio::test]
async fn the_limit_ends_it_with_a_last_attempt_and_every_attempt_counts() {
    let (server, clock, graph) = start((0..20).map(|_| status(404, "")).collect()).await;
    let call = call::<_, Call<u8>>(&GET, &graph.me(), nothing()).retry_when(RetryWhen::not_found(MINUTE));
    let error = call.await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    // 1 + 2 + 4 + 8 + 15 + 15 + 15, and the last one is cut.
    assert_eq!(clock.milliseconds(), [1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    assert_eq!((error.attempts(), server.requests().len()), (8, 8));

    // Such waits do not count for the total of the other repeats, which is 300 s.
    let scripts = vec![status(404, "retry-after: 350\r\n"), status(429, "retry-after: 200\r\n"), json("200 OK", "1")];
    let (_, clock, graph) = start(scripts).await;
    let found = call_option(&graph).retry_when(RetryWhen::not_found(MINUTE * 10)).await.unwrap();
    assert_eq!((found, clock.milliseconds()), (Some(1), vec![350_000, 200_000]));

    let (server, clock, graph) = start((0..20).map(|_| status(404, "retry-after: 50\r\n")).collect()).await;
    let none: Option<u8> =
        call_option(&graph).retry_when(not_found().first_wait(Duration::from_secs(9))).await.unwrap();
    assert_eq!((none, clock.milliseconds()), (None, vec![50_000]), "the second wait would end after the limit");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn no_wait_is_shorter_than_half_a_second() {
    let at_once = || (0..20).map(|_| status(404, "retry-after: 0\r\n")).collect();
    let rule = RetryWhen::not_found(Duration::from_millis(1700));
    for (scripts, rule) in
        [(at_once(), rule.clone()), ((0..20).map(|_| status(404, "")).collect(), rule.first_wait(Duration::ZERO))]
    {
        let (server, clock, graph) = start(scripts).await;
        call::<_, Call<u8>>(&GET, &graph.me(), nothing()).retry_when(rule).await.unwrap_err();
        assert_eq!(clock.milliseconds(), [500, 500, 500, 200], "the limit cuts the last one");
        assert_eq!(server.requests().len(), 5);
    }
}

fn call_option(graph: &Graph) -> Call<Option<u8>> {
    call(&GET, &graph.me(), nothing())
}

#[tokio::test]
async fn an_option_waits_and_then_is_none_without_a_rule_at_once() {
    let (_, clock, graph) = start(vec![status(404, ""), json("200 OK", "1"), status(404, "")]).await;
    assert_eq!(call_option(&graph).retry_when(not_found()).await.unwrap(), Some(1));
    assert_eq!(clock.waits().len(), 1);
    assert_eq!(call_option(&graph).await.unwrap(), None);
    assert_eq!(clock.waits().len(), 1);
}

#[tokio::test]
async fn only_what_meets_the_condition_is_repeated_and_only_what_is_safe() {
    let forbidden = || RetryWhen::new(MINUTE, |error| error.is_forbidden());
    let (server, _, graph) = start(vec![status(403, ""), status(400, "")]).await;
    let error = call::<_, Call<()>>(&POST, &graph.me(), nothing()).retry_when(forbidden()).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), server.requests().len()), (400, 2));
    assert!(!error.may_have_taken_effect());

    // A 500 leaves doubt, so a POST is not repeated, whatever the rule says.
    let (server, _, graph) = start(vec![status(500, "")]).await;
    let any = RetryWhen::new(MINUTE, |_| true);
    let error = call::<_, Call<()>>(&POST, &graph.me(), nothing()).retry_when(any.clone()).await.unwrap_err();
    assert!(error.may_have_taken_effect() && server.requests().len() == 1, "{error}");

    // A lost connection is no answer.
    let (server, _, graph) = start(vec![Script::Reset]).await;
    let call = call::<_, Call<()>>(&POST, &graph.me(), nothing()).retry_when(any);
    assert!(call.await.unwrap_err().may_have_taken_effect() && server.requests().len() == 1);
}

#[tokio::test]
async fn a_delete_that_may_have_been_done_does_not_wait_for_a_404_to_pass() {
    let (server, clock, graph) = start(vec![status(404, ""), status(502, ""), status(404, "")]).await;
    call::<_, Call<()>>(&DELETE, &graph.me(), nothing()).retry_when(not_found()).await.unwrap();
    assert_eq!((server.requests().len(), clock.waits().len()), (3, 2));
}

#[tokio::test]
async fn these_repeats_do_not_use_up_the_others_and_are_observed() {
    let scripts = vec![status(404, ""), status(429, ""), status(404, ""), status(429, ""), json("200 OK", "1")];
    let server = Server::start(scripts).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let events = seen.clone();
    let graph = server
        .builder()
        .clock(ManualClock::default())
        .random(|| 0)
        .retry(Retry::default().attempts(3))
        .observe(move |event| {
            let status = event.status().unwrap().as_u16();
            events.lock().unwrap().push((event.resend_count(), status, event.wait().is_some()));
        })
        .build()
        .unwrap();
    call::<_, Call<u8>>(&GET, &graph.me(), nothing()).retry_when(not_found()).await.unwrap();
    let expected = [(0, 404, true), (1, 429, true), (2, 404, true), (3, 429, true), (4, 200, false)];
    assert_eq!(*seen.lock().unwrap(), expected);
}
