//! What is sent again, when, and above all what is not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::{Body, Descriptor, Inputs, Part, action, call, send};
use graph_action::{Action, Call, Error, GraphBuilder, Method, Response, Result, Retry, Throttle};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::clock::ManualClock;
use crate::server::{GET, POST, Script, Server, answer, descriptor, nothing};

static PATCH: Action = action(repeatable(Method::Patch));
static DELETE: Action = action(repeatable(Method::Delete));
static READ_STYLE: Action = action(repeatable(Method::Post));
static EVENTS: Action = action(descriptor(Method::Post, &[Part::Text("/calendar/events")]));

const fn repeatable(method: Method) -> Descriptor {
    Descriptor { repeatable: true, ..descriptor(method, &[Part::Text("/messages")]) }
}

fn with_retries(server: &Server, clock: &ManualClock) -> GraphBuilder {
    server.builder().clock(clock.clone()).random(|| u64::MAX).retry(Retry::default())
}

fn status(code: u16, headers: &str) -> Script {
    answer(&format!("{code} x"), headers, "")
}

struct Outcome {
    result: Result<Response<()>>,
    requests: Vec<String>,
    /// In milliseconds, rounded up.
    waits: Vec<u128>,
}

impl Outcome {
    fn error(self) -> Error {
        self.result.unwrap_err()
    }
}

async fn run(action: &'static Action, scripts: Vec<Script>) -> Outcome {
    run_with(action, scripts, Retry::default(), nothing()).await
}

async fn run_with(action: &'static Action, scripts: Vec<Script>, retry: Retry, inputs: Inputs<'_>) -> Outcome {
    let server = Server::start(scripts).await;
    let clock = ManualClock::default();
    let graph = with_retries(&server, &clock).retry(retry).build().unwrap();
    let result = send::<_, Result<Response<()>>>(action, &graph.me(), inputs).await;
    let waits = clock.waits().iter().map(|wait| wait.as_nanos().div_ceil(1_000_000)).collect();
    Outcome { result, requests: server.requests(), waits }
}

#[tokio::test]
async fn what_is_sent_again_depends_on_what_the_failure_left() {
    /// Its name, how it fails, and whether a send and a call that may be repeated are sent again.
    type Failure = (&'static str, fn() -> Script, bool, bool);
    let failures: [Failure; 14] = [
        // Graph refused it: always; it may have been done: if repeatable; it would be the same again: never.
        ("429", || status(429, "retry-after: 1\r\n"), true, true),
        ("429 without a wait", || status(429, ""), true, true),
        ("503 with a wait", || status(503, "retry-after: 1\r\n"), true, true),
        ("503 without", || status(503, ""), false, true),
        ("503 with nonsense", || status(503, "retry-after: soon\r\n"), false, true),
        ("500", || status(500, ""), false, true),
        ("502", || status(502, ""), false, true),
        ("504", || status(504, "retry-after: 1\r\n"), false, true),
        ("509", || status(509, ""), false, true),
        ("reset", || Script::Reset, false, true),
        ("half", || Script::Answer("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf".to_owned()), false, true),
        ("400", || status(400, ""), false, false),
        ("401", || status(401, "retry-after: 1\r\n"), false, false),
        ("501", || status(501, ""), false, false),
    ];
    for (name, failure, always, repeatable) in failures {
        for action in [&POST, &GET, &PATCH, &DELETE, &READ_STYLE] {
            let is_repeatable = action.is_repeatable() || action.method() == Method::Get;
            let is_repeated = if is_repeatable { repeatable } else { always };
            let outcome = run(action, vec![failure(), status(204, "")]).await;
            let case = format!("{name}: {action}");
            assert_eq!(outcome.requests.len(), 1 + usize::from(is_repeated), "{case}");
            assert_eq!(outcome.waits.len(), usize::from(is_repeated), "{case}");
            assert_eq!(outcome.result.is_ok(), is_repeated, "{case}");
            if let Err(error) = outcome.result {
                assert_eq!(error.attempts(), 1, "{case}");
                assert_eq!(error.may_have_taken_effect(), repeatable && !is_repeatable, "{case}");
            }
        }
    }
}

#[tokio::test]
async fn success_is_not_repeated_whatever_it_says() {
    let outcome = run(&POST, vec![status(202, "retry-after: 10\r\n")]).await;
    assert_eq!((outcome.result.unwrap().status().as_u16(), outcome.requests.len(), outcome.waits.len()), (202, 1, 0));
}

#[tokio::test]
async fn attempts_share_their_id_and_are_numbered() {
    let outcome =
        run(&POST, vec![status(429, ""), status(503, "retry-after: 0\r\n"), status(429, ""), status(201, "")]);
    let outcome = outcome.await;
    assert!(outcome.result.is_ok());
    let number = |request: &String| {
        let header = request.lines().find_map(|line| line.strip_prefix("retry-attempt: "));
        header.map(|number| number.parse::<u32>().unwrap())
    };
    assert_eq!(outcome.requests.iter().map(number).collect::<Vec<_>>(), [None, Some(1), Some(2), Some(3)]);
    let id =
        |request: &String| request.lines().find(|line| line.starts_with("client-request-id: ")).unwrap().to_owned();
    let ids: Vec<_> = outcome.requests.iter().map(id).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    // The ceilings of 3 s and 12 s around the 0 that was told.
    assert_eq!(outcome.waits, [3000, 0, 12_000]);
}

#[tokio::test]
async fn the_same_body_is_sent_each_time() {
    let inputs = Inputs { body: Body::json(&"body"), ..nothing() };
    let outcome = run_with(&POST, vec![status(429, ""), status(201, "")], Retry::default(), inputs).await;
    for request in &outcome.requests {
        assert!(
            request.contains("\ncontent-type: application/json\n") && request.ends_with("\n\n\"body\""),
            "{request}"
        );
    }
    assert_eq!(outcome.requests.len(), 2);
}

#[tokio::test]
async fn every_form_of_retry_after_is_waited_for() {
    for (value, milliseconds) in [
        ("7", 7000),
        ("2.128", 2128),
        ("31,120", 120_000),
        ("0", 0),
        ("200", 200_000),
        ("Sat, 21 Nov 2026 10:01:30 GMT", 90_000),
        ("Sat, 21 Nov 2026 09:00:00 GMT", 0),
        // No wait that can be read: a backoff.
        ("soon", 3000),
        ("-5", 3000),
    ] {
        let outcome = run(&POST, vec![status(429, &format!("retry-after: {value}\r\n")), status(204, "")]).await;
        assert_eq!(outcome.waits, [milliseconds], "{value}");
    }
    let two = "retry-after: 3\r\nretry-after: Sat, 21 Nov 2026 10:00:09 GMT\r\n";
    assert_eq!(run(&GET, vec![status(503, two), status(204, "")]).await.waits, [9000]);
}

#[tokio::test]
async fn attempts_are_limited() {
    let failures = |count| (0..count).map(|_| status(503, "")).collect();
    let outcome = run(&GET, failures(4)).await;
    assert_eq!((outcome.requests.len(), outcome.waits.clone()), (4, vec![3000, 6000, 12_000]));
    let error = outcome.error();
    assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (4, 503));
    assert!(error.to_string().contains("4 attempts"), "{error}");

    for (retry, sent) in [(Retry::none(), 1), (Retry::default().attempts(0), 1), (Retry::default().attempts(2), 2)] {
        assert_eq!(run_with(&GET, failures(sent), retry, nothing()).await.requests.len(), sent);
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_fails_at_once_and_is_told() {
    let outcome = run(&POST, vec![status(429, "retry-after: 301\r\n")]).await;
    assert!(outcome.waits.is_empty());
    let error = outcome.error();
    assert!(error.is_throttled() && !error.may_have_taken_effect());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(301)));
    assert!(error.to_string().contains("retry after 301s"), "{error}");

    // The waits add up.
    let outcome = run(&POST, (0..3).map(|_| status(429, "retry-after: 140\r\n")).collect()).await;
    assert_eq!(outcome.waits, [140_000, 140_000]);
    assert_eq!(outcome.error().retry_after(), Some(Duration::from_secs(140)));
    let retry = Retry::default().total(Duration::from_secs(1)).base_delay(Duration::from_millis(500));
    let outcome = run_with(&GET, (0..2).map(|_| status(500, "")).collect(), retry, nothing()).await;
    assert_eq!(outcome.waits, [500]);
}

#[tokio::test]
async fn a_policy_is_set_for_one_call_too() {
    let server = Server::start([status(503, ""), status(503, ""), status(204, "")]).await;
    let clock = ManualClock::default();
    let graph = with_retries(&server, &clock).build().unwrap();
    let get = || call::<_, Call<()>>(&GET, &graph.me(), nothing());
    assert!(get().retry(Retry::none()).await.is_err());
    assert_eq!(server.requests().len(), 1);
    get().await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_delete_that_finds_nothing_the_second_time_is_done() {
    let outcome = run(&DELETE, vec![Script::Reset, status(404, "request-id: r\r\n")]).await;
    let response = outcome.result.unwrap();
    assert_eq!((response.status().as_u16(), response.request_id()), (204, Some("r")));
    // It was not there: neither before nor after Graph refused.
    assert!(run(&DELETE, vec![status(404, "")]).await.error().is_not_found());
    assert!(run(&DELETE, vec![status(429, ""), status(404, "")]).await.error().is_not_found());
    let error = run(&PATCH, vec![status(504, ""), status(404, "")]).await.error();
    assert!(error.is_not_found() && error.may_have_taken_effect(), "{error}");
}

#[tokio::test]
async fn a_repeat_that_is_refused_leaves_the_doubt_of_the_first_attempt() {
    let inputs = Inputs { headers: &[("If-Match", &"\"1\"")], ..nothing() };
    let outcome = run_with(&PATCH, vec![Script::Reset, status(412, "")], Retry::default(), inputs).await;
    let error = outcome.error();
    assert!(error.is_precondition_failed() && error.may_have_taken_effect() && error.attempts() == 2);
    assert!(error.to_string().contains("it may have taken effect"), "{error}");

    // Nothing could be done by attempts that were refused.
    assert!(!run(&PATCH, vec![status(429, ""), status(412, "")]).await.error().may_have_taken_effect());
    let error = run(&PATCH, vec![status(500, ""), status(429, "retry-after: 9999\r\n")]).await.error();
    assert!(error.is_throttled() && error.may_have_taken_effect());
    // A read is never in doubt.
    assert!(!run(&GET, vec![Script::Reset, status(400, "")]).await.error().may_have_taken_effect());
}

#[tokio::test]
async fn an_event_with_a_transaction_id_may_be_created_again() {
    let attempt = async |action, body: &str| {
        let inputs = Inputs { body: Body::raw("application/json", body), ..nothing() };
        run_with(action, vec![status(504, ""), status(201, "")], Retry::default(), inputs).await.requests.len()
    };
    assert_eq!(attempt(&EVENTS, r#"{"subject":"a","transactionId":"7E163156"}"#).await, 2);
    for body in [r#"{"subject":"a"}"#, r#"{"transactionId":""}"#, r#"{"a":{"transactionId":"x"}}"#, "[]", "x"] {
        assert_eq!(attempt(&EVENTS, body).await, 1, "{body}");
    }
    assert_eq!(attempt(&POST, r#"{"transactionId":"x"}"#).await, 1, "not an event");
}

#[tokio::test]
async fn what_could_not_connect_was_not_sent_and_is_tried_again() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let clock = ManualClock::default();
    let graph = graph_action::Graph::builder().base_url(url).bearer_token("x").clock(clock.clone()).build().unwrap();
    let error = send::<_, Result<()>>(&POST, &graph.me(), nothing()).await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_taken_effect() && error.attempts() == 4, "{error:?}");
    assert_eq!(clock.waits().len(), 3);
}

#[tokio::test]
async fn a_call_that_is_dropped_sends_nothing_more() {
    /// A clock whose waits never end.
    struct Stopped(tokio::sync::mpsc::UnboundedSender<()>);
    impl graph_action::Clock for Stopped {
        fn now(&self) -> std::time::SystemTime {
            std::time::SystemTime::UNIX_EPOCH
        }
        fn elapsed(&self) -> Duration {
            Duration::ZERO
        }
        fn sleep(&self, _: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
            self.0.send(()).unwrap();
            Box::pin(std::future::pending())
        }
    }
    let server = Server::start([status(429, "retry-after: 1\r\n")]).await;
    let (waiting, mut waits) = tokio::sync::mpsc::unbounded_channel();
    let graph = server.builder().retry(Retry::default()).clock(Stopped(waiting)).build().unwrap();
    let call = tokio::spawn(call::<_, Call<()>>(&POST, &graph.me(), nothing()).into_future());
    waits.recv().await.unwrap();
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    assert_eq!(server.requests().len(), 1);
}

/// What the server does with a request, and whether that has its effect.
#[derive(Clone, Debug)]
enum Fault {
    Throttled(u16, Option<u32>),
    Answered { status: u16, has_effect: bool },
    Reset { has_effect: bool },
    Half { status: u16 },
}

impl Fault {
    fn has_effect(&self) -> bool {
        match *self {
            Self::Throttled(..) => false,
            Self::Answered { status, has_effect } => has_effect && !(300..500).contains(&status),
            Self::Reset { has_effect } => has_effect,
            Self::Half { status } => status < 300,
        }
    }

    fn script(&self) -> Script {
        match *self {
            Self::Throttled(code, Some(wait)) => status(code, &format!("retry-after: {wait}\r\n")),
            Self::Throttled(_, None) => status(429, ""),
            Self::Answered { status: code, .. } => status(code, ""),
            Self::Reset { .. } => Script::Reset,
            Self::Half { status } => {
                Script::Answer(format!("HTTP/1.1 {status} x\r\ncontent-length: 50\r\nconnection: close\r\n\r\nhalf"))
            }
        }
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    let failure = prop::sample::select(vec![400_u16, 409, 412, 500, 502, 503, 504, 509]);
    prop_oneof![
        4 => (prop::sample::select(vec![429_u16, 503]), prop::option::of(0..100_u32))
            .prop_map(|(status, wait)| Fault::Throttled(status, wait)),
        2 => (failure, any::<bool>()).prop_map(|(status, has_effect)| Fault::Answered { status, has_effect }),
        1 => any::<bool>().prop_map(|has_effect| Fault::Reset { has_effect }),
        1 => prop::sample::select(vec![200_u16, 429, 500]).prop_map(|status| Fault::Half { status }),
        2 => Just(Fault::Answered { status: 202, has_effect: true }),
    ]
}

/// Whatever Graph does: a send is done once at most, an error that rules out an effect is right, and no wait is cut
/// short.
#[test]
fn a_send_is_never_doubled() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let faults = Arc::new(Mutex::new((Vec::<Fault>::new(), Vec::<Fault>::new())));
    let shared = faults.clone();
    let _guard = runtime.enter();
    let server = runtime.block_on(Server::start(std::iter::from_fn(move || {
        let mut shared = shared.lock().unwrap();
        let fault = shared.0.pop().unwrap_or(Fault::Answered { status: 202, has_effect: true });
        let script = fault.script();
        shared.1.push(fault);
        Some(script)
    })));
    let clock = ManualClock::default();
    // A pause that one case leaves behind is not the next one's business.
    let graph = with_retries(&server, &clock).throttle(Throttle::none()).build().unwrap();
    let config = Config { failure_persistence: None, cases: 1000, ..Config::default() };
    let outcome = TestRunner::new(config).run(&prop::collection::vec(fault(), 0..6), |plan| {
        *faults.lock().unwrap() = (plan, Vec::new());
        let waits_before = clock.waits().len();
        let result = runtime.block_on(send::<_, Result<()>>(&POST, &graph.me(), nothing()));
        let seen = faults.lock().unwrap().1.clone();
        let effects = seen.iter().filter(|fault| fault.has_effect()).count();
        prop_assert!(effects <= 1, "doubled: {seen:?}");
        match result {
            Ok(()) => prop_assert_eq!(effects, 1),
            Err(error) => {
                prop_assert!(effects == 0 || error.may_have_taken_effect(), "{seen:?} {error:?}");
                prop_assert_eq!(error.attempts() as usize, seen.len());
            }
        }
        let waits = clock.waits();
        for (fault, wait) in seen.iter().zip(&waits[waits_before..]) {
            if let Fault::Throttled(_, Some(told)) = fault {
                prop_assert!(*wait >= Duration::from_secs(u64::from(*told)));
            }
        }
        Ok(())
    });
    outcome.unwrap();
}
