//! Mixed calls at high concurrency while many requests fail. At the end the server's state must be what the client was
//! told.
//!
//! One request in five meets a fault of the emulator, from a fixed seed, so that a failure can be reproduced. Several
//! users have eight tasks each, which create, read, change, send and delete drafts, alone and in batches, and upload
//! and download files. When a user's tasks are done, the mailbox is compared with the answers, message by message. A
//! call whose error says that it may have taken effect may have done so or not, but never twice. No test waits: the
//! client's clock moves on by itself.
//!
//! By default it makes 10,000 calls, which takes about fifteen seconds on two cores without optimisation. The long run:
//!
//! ```sh
//! SOAK_CALLS=100000 cargo test -p graph-action-tests --test soak -- --nocapture
//! ```

use std::collections::BTreeMap;
use std::env;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant, SystemTime};

use graph_action::{Bytes, Change, Clock, Error, Event, Graph, Result, Retry};
use graph_action_emulator::Emulator;
use serde_json::{Value, json};
use tokio::task::JoinSet;

#[path = "support/calls.rs"]
mod calls;

use calls::{Calls, CallsClient, Item};

const DEFAULT_CALLS: usize = 10_000;
const SEED: u64 = 4;
const FAULTS_PERCENT: u8 = 20;
/// Users at once, tasks of each, and rounds of each task.
const USERS: usize = 8;
const TASKS: usize = 8;
const ROUNDS: usize = 4;
/// Memory at the end may be this multiple of the memory after a quarter of the calls. Allocators keep what they once
/// had, and the emulator and the client share this process.
const GROWTH: f64 = 1.25;
/// And this many bytes more, for short runs, in which a quarter of the calls is little.
const SLACK: f64 = 8e6;

/// A clock on which a wait is over at once. It still yields, so that other tasks run as they would during a wait.
#[derive(Clone, Default)]
struct FastClock(Arc<AtomicU64>);

impl Clock for FastClock {
    /// The same as the emulator's, because the dates in its answers are compared with it.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.0.load(Relaxed))
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.0.fetch_add(u64::try_from(duration.as_nanos()).unwrap(), Relaxed);
        Box::pin(async {
            for _ in 0..4 {
                tokio::task::yield_now().await;
            }
        })
    }
}

/// What happened, over all.
#[derive(Default)]
struct Tally {
    calls: AtomicUsize,
    /// Requests to Graph, repeats included, and those of them that were batches.
    requests: AtomicUsize,
    batches: AtomicUsize,
    failed: AtomicUsize,
    in_doubt: AtomicUsize,
    /// Of those in doubt, how many had been done.
    done: AtomicUsize,
    /// The memory after a quarter of the calls.
    quarter: AtomicUsize,
}

/// Where a message may be, and how it may be called, by what the client was told.
#[derive(Debug, Default)]
struct Told {
    places: Vec<Place>,
    subjects: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Nowhere,
    Drafts,
    Sent,
}

/// One of the tasks of a user.
struct Task {
    graph: Graph,
    client: CallsClient,
    name: String,
    tally: Arc<Tally>,
    told: BTreeMap<String, Told>,
    /// The file that was uploaded, unless that is in doubt.
    file: Option<(String, Bytes)>,
}

/// How a call ended.
enum End<T> {
    Done(T),
    NotDone,
    InDoubt,
}

impl Task {
    /// Counts a call, and looks at its error.
    fn end<T>(&self, result: Result<T>) -> End<T> {
        self.tally.calls.fetch_add(1, Relaxed);
        match result {
            Ok(value) => End::Done(value),
            Err(error) => {
                self.tally.failed.fetch_add(1, Relaxed);
                assert!(is_of_the_day(&error), "{error:?}");
                if !error.may_have_taken_effect() {
                    return End::NotDone;
                }
                self.tally.in_doubt.fetch_add(1, Relaxed);
                End::InDoubt
            }
        }
    }

    /// Creates a draft and knows of it from now on.
    async fn create(&mut self, number: usize) -> Option<(String, String)> {
        let key = format!("{}-{number}", self.name);
        let draft = json!({ "subject": key, "toRecipients": [{ "emailAddress": { "address": "x@y.z" } }] });
        let end = self.end(self.client.create(&draft).await);
        let (places, id) = match end {
            End::Done(item) => {
                assert_eq!(item.subject.as_deref(), Some(&*key));
                (vec![Place::Drafts], Some(item.id))
            }
            End::NotDone => (vec![Place::Nowhere], None),
            End::InDoubt => (vec![Place::Nowhere, Place::Drafts], None),
        };
        self.told.insert(key.clone(), Told { places, subjects: vec![key.clone()] });
        id.map(|id| (key, id))
    }

    fn note_read(&self, key: &str, result: Result<Item>) {
        if let End::Done(item) = self.end(result) {
            let subject = item.subject.unwrap_or_default();
            assert!(self.told[key].subjects.contains(&subject), "{key} is called {subject}");
        }
    }

    fn note_update(&mut self, key: &str, subject: String, result: Result<Item>) {
        let end = self.end(result);
        let subjects = &mut self.told.get_mut(key).unwrap().subjects;
        match end {
            End::Done(_) => *subjects = vec![subject],
            End::NotDone => {}
            End::InDoubt => subjects.push(subject),
        }
    }

    fn note_move(&mut self, key: &str, place: Place, result: Result<()>) {
        let end = self.end(result);
        let places = &mut self.told.get_mut(key).unwrap().places;
        match end {
            End::Done(()) => *places = vec![place],
            End::NotDone => {}
            End::InDoubt => places.push(place),
        }
    }

    /// The life of three drafts: one goes out by calls of its own, one in a batch, one is deleted.
    async fn round(&mut self, round: usize) {
        let sent = self.create(3 * round).await;
        let batched = self.create(3 * round + 1).await;
        let deleted = self.create(3 * round + 2).await;
        if let Some((key, id)) = &sent {
            self.note_read(key, self.client.read(id).await);
            let subject = format!("{key}-changed");
            let result = self.client.update(id, &json!({ "subject": subject })).await;
            self.note_update(key, subject, result);
            let result = self.client.send_draft(id).await;
            self.note_move(key, Place::Sent, result);
        }
        if let (Some((key, id)), Some((other, other_id))) = (&batched, &deleted) {
            let subject = format!("{other}-changed");
            let mut batch = self.graph.batch();
            // Not the one that is sent, for that gets another id by it.
            let read = batch.add(self.client.read(other_id));
            let update = batch.add(self.client.update(other_id, &json!({ "subject": subject })));
            let send = batch.add(self.client.send_draft(id));
            let mut results = batch.send().await.unwrap();
            // It was changed before or after that.
            if let End::Done(item) = self.end(results.take(read)) {
                assert_eq!((&item.id, item.subject.is_some()), (other_id, true));
            }
            self.note_update(other, subject, results.take(update));
            self.note_move(key, Place::Sent, results.take(send));
        }
        if let Some((key, id)) = &deleted {
            let result = self.client.delete(id).await;
            self.note_move(key, Place::Nowhere, result);
        }
        let mut drafts = self.client.list("drafts", 10).items();
        let all = async {
            while drafts.try_next().await?.is_some() {}
            Ok(())
        };
        self.end(all.await);
    }

    async fn file(&mut self) {
        let path = format!("{}.bin", self.name);
        let content = Bytes::from(path.repeat(40_000));
        let End::Done(mut session) = self.end(self.client.upload(&path).await) else { return };
        let end = self.end(session.upload::<Value>(content.clone()).slice_size(327_680).await);
        if let End::Done(_) = end {
            let download = async { self.client.download(&path).await?.bytes().await };
            if let End::Done(bytes) = self.end(download.await) {
                assert!(bytes == content, "the file came back changed");
            }
            self.file = Some((path, content));
        }
    }
}

/// Whether the faults of the day explain the error. The session of an upload whose last answer was lost is gone.
fn is_of_the_day(error: &Error) -> bool {
    match error.status().map(|status| status.as_u16()) {
        None | Some(200..=299) => !error.is_argument() && !error.is_credential(),
        Some(404) => error.may_have_taken_effect(),
        Some(status) => matches!(status, 429 | 500 | 502 | 503 | 504),
    }
}

/// A user, from coming to going.
async fn user(emulator: Arc<Emulator>, graphs: [Graph; 2], number: usize, tally: Arc<Tally>) {
    let name = format!("user{number}@contoso.com");
    emulator.add_user(&name, "A User");
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let graph = graphs[task % 2].clone();
        let client = CallsClient::new(graph.user(&*name));
        let name = format!("{number}-{task}");
        let mut task = Task { graph, client, name, tally: tally.clone(), told: BTreeMap::new(), file: None };
        tasks.spawn(async move {
            for round in 0..ROUNDS {
                task.round(round).await;
            }
            if task.name.ends_with("-0") || task.name.ends_with("-1") {
                task.file().await;
            }
            task
        });
    }
    let (mut told, mut files, mut client) = (BTreeMap::new(), Vec::new(), None);
    while let Some(task) = tasks.join_next().await {
        let task = task.unwrap();
        told.extend(task.told);
        files.extend(task.file);
        client = Some(task.client);
    }
    compare(&emulator, &name, told, &tally);
    for (path, content) in files {
        let item = emulator.drive_item(&name, &format!("/{path}")).expect("what was uploaded is there");
        assert!(item.content.is_some_and(|there| content == there), "{path} has other bytes");
    }
    // A first round of changes tells the same.
    if let Ok(mut drafts) = changes(&client.unwrap()).await {
        let there = emulator.folder(&name, "drafts").unwrap();
        let mut there: Vec<_> = there.messages.into_iter().map(|message| message.id).collect();
        there.sort();
        drafts.sort();
        assert_eq!(drafts, there);
    }
    emulator.remove_user(&name).unwrap();
}

async fn changes(client: &CallsClient) -> Result<Vec<String>> {
    let mut delta = client.changes("drafts").prefer("odata.maxpagesize=10").await?;
    let mut ids = Vec::new();
    while let Some(change) = delta.try_next().await? {
        match change {
            Change::Item(item) => ids.push(item.id),
            Change::Removed(removed) => ids.retain(|id| *id != removed.id),
            Change::Restarted(error) => panic!("nothing expired, but {error}"),
        }
    }
    Ok(ids)
}

/// The mailbox and what was told of it are the same.
fn compare(emulator: &Emulator, user: &str, mut told: BTreeMap<String, Told>, tally: &Tally) {
    for (place, folder) in [(Place::Drafts, "drafts"), (Place::Sent, "sentitems")] {
        for message in emulator.folder(user, folder).unwrap().messages {
            let subject = message.subject();
            let key = subject.trim_end_matches("-changed");
            let told = told.remove(key).unwrap_or_else(|| panic!("{subject} is there twice, or was never sent"));
            assert!(told.places.contains(&place), "{subject} is in {place:?}: {told:?}");
            assert!(told.subjects.iter().any(|known| known == subject), "{subject}: {told:?}");
            // The last is what the call in doubt was for.
            let was_done = told.places.len() > 1 && told.places.last() == Some(&place);
            tally.done.fetch_add(usize::from(was_done), Relaxed);
        }
    }
    for (key, told) in told {
        assert!(told.places.contains(&Place::Nowhere), "{key} is lost: {told:?}");
        let was_done = told.places.len() > 1 && told.places.last() == Some(&Place::Nowhere);
        tally.done.fetch_add(usize::from(was_done), Relaxed);
    }
}

/// How much of this process is in memory, in bytes; `None` where the system does not tell.
fn resident() -> Option<usize> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split(' ').nth(1)?.parse::<usize>().ok()? * 4096)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_servers_state_is_what_the_client_was_told() {
    let calls = env::var("SOAK_CALLS").map_or(DEFAULT_CALLS, |calls| calls.parse().expect("SOAK_CALLS is a number"));
    let emulator = Arc::new(Emulator::builder().recording(false).start().await.unwrap());
    emulator.random_faults(SEED, FAULTS_PERCENT);
    emulator.limit_mailboxes(Some(4));
    let clock = FastClock::default();
    let tally = Arc::new(Tally::default());
    let graph = || {
        let seen = tally.clone();
        // The waits of all calls move the one clock, so the time of one call says nothing.
        let retry = Retry::default().total(Duration::from_secs(u64::from(u32::MAX)));
        let count = move |event: &Event<'_>| {
            seen.requests.fetch_add(1, Relaxed);
            seen.batches.fetch_add(usize::from(event.action().template() == "/$batch"), Relaxed);
        };
        let builder = Graph::builder().bearer_token("secret-token").base_url(emulator.url());
        builder.clock(clock.clone()).retry(retry).observe(count)
    };
    let graphs = [graph().build().unwrap(), graph().coalesce(Duration::from_millis(1)).build().unwrap()];
    let start = Instant::now();
    let soak = async {
        let mut users = JoinSet::new();
        let mut number = 0;
        while tally.calls.load(Relaxed) < calls || !users.is_empty() {
            while users.len() < USERS && tally.calls.load(Relaxed) < calls {
                users.spawn(user(emulator.clone(), graphs.clone(), number, tally.clone()));
                number += 1;
            }
            users.join_next().await.unwrap().unwrap();
            if tally.calls.load(Relaxed) * 4 >= calls && tally.quarter.load(Relaxed) == 0 {
                tally.quarter.store(resident().unwrap_or_default(), Relaxed);
            }
        }
        number
    };
    // Only what hangs takes so long.
    let limit = Duration::from_secs(240) + Duration::from_millis(20) * u32::try_from(calls).unwrap();
    let users = tokio::time::timeout(limit, soak).await.expect("it ends");
    let [made, failed, in_doubt, done, requests, batches] =
        [&tally.calls, &tally.failed, &tally.in_doubt, &tally.done, &tally.requests, &tally.batches]
            .map(|count| count.load(Relaxed));
    println!(
        "{made} calls for {users} users in {:?}, in {requests} requests, {batches} of them batches; \
         {failed} failed, {in_doubt} of them in doubt, {done} of these done",
        start.elapsed()
    );
    assert!(made >= calls && failed > in_doubt && in_doubt > 0 && done > 0, "it was no bad day");
    assert!(failed < made / 5, "most calls succeed in the end");
    if let (Some(end), quarter @ 1..) = (resident(), tally.quarter.load(Relaxed)) {
        println!("{} kB in memory after a quarter of them, {} kB at the end", quarter / 1000, end / 1000);
        assert!((end as f64) < GROWTH * quarter as f64 + SLACK, "from {quarter} to {end} bytes");
    }
}
