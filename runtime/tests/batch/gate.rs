//! Batches and plain calls share what a mailbox takes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::{Call, Graph, Result, Throttle};
use proptest::prelude::{Strategy, any, prop, prop_assert};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::clock::TestClock;
use crate::server::{GET, SEND, message_of};

/// A server that answers what it is told to, when it is told to.
struct Holding {
    url: String,
    shared: Arc<Shared>,
}

struct Shared {
    answers: Semaphore,
    /// The first line of each request, with the number of its items.
    seen: watch::Sender<Vec<String>>,
    load: Mutex<Load>,
    /// Which calls are refused, by how many came before: 429 with `Retry-After`.
    refused: Box<dyn Fn(usize) -> bool + Send + Sync>,
}

/// How much Outlook has to do at once for each mailbox: now, and at most.
#[derive(Default)]
struct Load {
    calls: usize,
    now: HashMap<String, usize>,
    most: usize,
}

impl Holding {
    async fn start(answers: usize, refused: impl Fn(usize) -> bool + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            answers: Semaphore::new(answers),
            seen: watch::Sender::default(),
            load: Mutex::default(),
            refused: Box::new(refused),
        });
        let for_connections = shared.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, for_connections.clone()));
            }
        });
        Self { url, shared }
    }

    fn graph(&self, throttle: Throttle, clock: &TestClock) -> Graph {
        let builder = Graph::builder().base_url(&self.url).bearer_token("x").clock(clock.clone());
        builder.throttle(throttle).build().unwrap()
    }

    fn answer(&self, count: usize) {
        self.shared.answers.add_permits(count);
    }

    /// As many requests came, and no more come.
    async fn settles_at(&self, count: usize) -> Vec<String> {
        let mut seen = self.shared.seen.subscribe();
        seen.wait_for(|seen| seen.len() >= count).await.unwrap();
        for _ in 0..300 {
            tokio::task::yield_now().await;
        }
        let seen = seen.borrow().clone();
        assert_eq!(seen.len(), count, "{seen:?}");
        seen
    }
}

async fn serve(mut stream: TcpStream, shared: Arc<Shared>) {
    while let Some((line, body)) = read(&mut stream).await {
        let items = body["requests"].as_array().cloned().unwrap_or_default();
        let mut loads: HashMap<String, usize> = HashMap::new();
        let mailbox = |url: &str| url.split("/messages").next().unwrap().to_owned();
        for item in &items {
            let load = loads.entry(mailbox(item["url"].as_str().unwrap())).or_default();
            let is_free = item.get("dependsOn").is_none();
            *load = (*load + usize::from(is_free)).clamp(1, 4);
        }
        if items.is_empty() {
            loads.insert(mailbox(line.split("/v1.0").nth(1).unwrap()), 1);
        }
        let first = {
            let mut load = shared.load.lock().unwrap();
            for (mailbox, count) in &loads {
                let now = load.now.entry(mailbox.clone()).or_default();
                *now += count;
                let now = *now;
                load.most = load.most.max(now);
            }
            let first = load.calls;
            load.calls += items.len().max(1);
            first
        };
        shared.seen.send_modify(|seen| seen.push(format!("{line} {}", items.len())));
        shared.answers.acquire().await.unwrap().forget();
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        for (mailbox, count) in loads {
            *shared.load.lock().unwrap().now.get_mut(&mailbox).unwrap() -= count;
        }
        let answer = if items.is_empty() {
            let (status, header) = if (shared.refused)(first) { (429, "retry-after: 10\r\n") } else { (204, "") };
            format!("HTTP/1.1 {status} X\r\n{header}content-length: 0\r\n\r\n")
        } else {
            let mut was_refused = false;
            let responses = items.iter().enumerate().map(|(number, item)| {
                let is_chained = item.get("dependsOn").is_some();
                let mut response = match (shared.refused)(first + number) {
                    _ if is_chained && was_refused => json!({"status": 424}),
                    true => json!({"status": 429, "headers": {"Retry-After": "10"}}),
                    false => json!({"status": 204}),
                };
                was_refused = response["status"] != 204;
                response["id"] = item["id"].clone();
                response
            });
            let body = json!({"responses": responses.collect::<Vec<_>>()}).to_string();
            let head = format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
            format!("HTTP/1.1 200 X\r\n{head}\r\n{body}")
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<(String, Value)> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|header| header.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                let line = head.lines().next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
                return Some((line, serde_json::from_str(body).unwrap_or_default()));
            }
        }
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn plain(graph: &Graph, mailbox: u8) -> JoinHandle<Result<()>> {
    tokio::spawn(call(graph, mailbox).into_future())
}

fn call(graph: &Graph, mailbox: u8) -> Call<()> {
    message_of(&graph.user(mailbox), &GET, "1")
}

/// A batch of one call for each of these mailboxes; in a chain, each waits for the one before.
fn batch(graph: &Graph, mailboxes: &[u8], is_chain: bool) -> JoinHandle<Result<()>> {
    let mut batch = graph.batch();
    let mut handles = Vec::new();
    for mailbox in mailboxes {
        let call: Call<()> = message_of(&graph.user(*mailbox), &SEND, "1");
        let handle = match handles.last() {
            Some(earlier) if is_chain => batch.after(earlier, call),
            _ => batch.add(call),
        };
        handles.push(handle);
    }
    tokio::spawn(async move {
        let mut results = batch.send().await?;
        handles.into_iter().try_for_each(|handle| results.take(handle))
    })
}

#[tokio::test]
async fn a_batch_waits_for_plain_calls_and_they_for_it() {
    let server = Holding::start(0, |_| false).await;
    let graph = server.graph(Throttle::default(), &TestClock::default());
    let before: Vec<_> = (0..4).map(|_| plain(&graph, 0)).collect();
    server.settles_at(4).await;
    let one = batch(&graph, &[0], false);
    server.settles_at(4).await;
    let four = batch(&graph, &[0; 5], false);
    server.settles_at(4).await;
    let after = plain(&graph, 0);
    server.settles_at(4).await;
    // Another mailbox is not concerned.
    let other = batch(&graph, &[1; 20], false);
    server.settles_at(5).await;
    server.answer(1);
    assert_eq!(server.settles_at(6).await[5], "POST /v1.0/$batch 1");
    // The next needs all four places, and who comes later stays behind it.
    for seen in [6, 6, 6] {
        server.answer(1);
        server.settles_at(seen).await;
    }
    server.answer(2);
    assert_eq!(server.settles_at(7).await[6], "POST /v1.0/$batch 5");
    server.answer(1);
    assert_eq!(server.settles_at(8).await[7], "GET /v1.0/users/0/messages/1 0");
    server.answer(1);
    for task in before.into_iter().chain([one, four, after, other]) {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.shared.load.lock().unwrap().most, 4);
}

#[tokio::test]
async fn a_chain_takes_one_place() {
    let server = Holding::start(0, |_| false).await;
    let graph = server.graph(Throttle::default(), &TestClock::default());
    let mut tasks: Vec<_> = (0..3).map(|_| plain(&graph, 0)).collect();
    server.settles_at(3).await;
    tasks.push(batch(&graph, &[0; 5], true));
    server.settles_at(4).await;
    tasks.push(plain(&graph, 0));
    server.settles_at(4).await;
    server.answer(5);
    for task in tasks {
        task.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn the_limit_is_a_setting() {
    for (throttle, requests) in [
        (Throttle::none(), 6),
        (Throttle::default(), 4),
        (Throttle::default().per_mailbox(3), 3),
        (Throttle::default().per_mailbox(5), 5),
        (Throttle::default().overall(2), 2),
    ] {
        let server = Holding::start(0, |_| false).await;
        let graph = server.graph(throttle, &TestClock::default());
        let mut tasks: Vec<_> = (0..3).map(|_| plain(&graph, 0)).collect();
        server.settles_at(requests.min(3)).await;
        tasks.extend((0..3).map(|_| batch(&graph, &[0], false)));
        server.settles_at(requests).await;
        server.answer(6);
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        // A batch that wants more places than there are has all of them.
        let full = batch(&graph, &[0; 20], false);
        server.settles_at(7).await;
        server.answer(1);
        full.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn what_is_throttled_in_a_batch_pauses_its_mailbox_only() {
    let server = Holding::start(100, |call| call == 1).await;
    let clock = TestClock::default();
    let graph = server.graph(Throttle::default(), &clock);
    let throttled = batch(&graph, &[0, 1], false);
    clock.waited(1).await;
    let (paused, paused_batch, free) = (plain(&graph, 1), batch(&graph, &[1, 2], false), plain(&graph, 0));
    free.await.unwrap().unwrap();
    // The batch does not keep its other call waiting.
    assert_eq!(server.settles_at(3).await.len(), 3);
    assert!(!paused.is_finished() && !paused_batch.is_finished() && !throttled.is_finished());
    clock.advance(Duration::from_secs(10));
    for task in [throttled, paused, paused_batch] {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.shared.seen.borrow().len(), 6);
}

#[tokio::test]
async fn a_pause_that_is_too_long_fails_the_calls_of_a_batch_that_would_wait_for_it() {
    let server = Holding::start(100, |call| call == 0).await;
    let clock = TestClock::default();
    let graph = server.graph(Throttle::default(), &clock);
    let paused = plain(&graph, 0);
    clock.waited(1).await;
    let mut batch = graph.batch();
    let hasty = graph_action::Retry::default().total(Duration::from_secs(5));
    let failing = batch.add(call(&graph, 0).retry(hasty));
    let depending = batch.after(&failing, call(&graph, 2));
    let fine = batch.add(call(&graph, 1));
    let mut results = batch.send().await.unwrap();
    let error = results.take(failing).unwrap_err();
    assert!(error.is_throttled() && error.attempts() == 0 && !error.may_have_taken_effect(), "{error:?}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(10)));
    assert_eq!(results.take(depending).unwrap_err().status().unwrap().as_u16(), 424);
    results.take(fine).unwrap();
    clock.advance(Duration::from_secs(10));
    paused.await.unwrap().unwrap();
}

#[derive(Clone, Debug)]
struct Work {
    /// None is a plain call.
    batch: Option<bool>,
    mailboxes: Vec<u8>,
    is_dropped: bool,
}

fn work() -> impl Strategy<Value = Work> {
    let mailboxes = prop::collection::vec(0..4_u8, 1..9);
    (any::<Option<bool>>(), mailboxes, prop::bool::weighted(0.3)).prop_map(|(batch, mailboxes, is_dropped)| Work {
        batch,
        mailboxes,
        is_dropped,
    })
}

/// A lock-up shows as a test that fails, not as one that hangs. Nothing waits for this time.
const DEADLOCK: Duration = Duration::from_secs(60);

fn nothing_locks_up(runtime: &tokio::runtime::Runtime, cases: u32, drops: bool) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let plan = (prop::collection::vec(work(), 1..30), 3..40_usize, prop::option::of(1..8_usize));
    let outcome = TestRunner::new(config).run(&plan, |(plan, refused, overall)| {
        runtime.block_on(async {
            // Each call in so many is throttled.
            let server = Holding::start(100_000, move |call| call % refused == refused - 1).await;
            let clock = TestClock::jumping();
            let throttle = overall.map_or(Throttle::default(), |overall| Throttle::default().overall(overall));
            let graph = server.graph(throttle, &clock);
            let tasks: Vec<_> = plan
                .iter()
                .map(|work| match work.batch {
                    None => plain(&graph, work.mailboxes[0]),
                    Some(is_chain) => batch(&graph, &work.mailboxes, is_chain),
                })
                .collect();
            for (number, (task, _)) in
                tasks.iter().zip(&plan).enumerate().filter(|(_, (_, work))| drops && work.is_dropped)
            {
                for _ in 0..number * 10 {
                    tokio::task::yield_now().await;
                }
                task.abort();
            }
            for task in tasks {
                let answer = tokio::time::timeout(DEADLOCK, task).await;
                prop_assert!(answer.is_ok(), "locked up");
            }
            if !drops {
                prop_assert!(server.shared.load.lock().unwrap().most <= 4);
            }
            // Every place was given back.
            clock.advance(Duration::from_secs(1000));
            for mailbox in 0..4 {
                let answer = tokio::time::timeout(DEADLOCK, batch(&graph, &[mailbox; 4], false)).await;
                prop_assert!(answer.is_ok(), "places of {mailbox} are lost");
            }
            Ok(())
        })
    });
    outcome.unwrap();
}

#[test]
fn no_mix_of_calls_and_batches_locks_up() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    nothing_locks_up(&runtime, 48, false);
    nothing_locks_up(&runtime, 48, true);
}

#[test]
fn no_mix_of_calls_and_batches_locks_up_on_several_threads() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    nothing_locks_up(&runtime, 24, false);
    nothing_locks_up(&runtime, 48, true);
}
