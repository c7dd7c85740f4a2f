//! How many round trips a thousand sends take, and what that is worth when each takes 25 ms.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml --package round-trips`
//!
//! It fails when the sends take more than sixty requests, or are less than ten times as fast as one at a time.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use graph_action::{Call, Graph, graph_action, graph_api};
use graph_action_emulator::{Emulator, Fault};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::JoinSet;

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    fn send_draft(&self, id: &str) -> Call<()>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    fn create(&self, #[body] draft: &Value) -> Call<Draft>;
}

#[derive(Deserialize)]
struct Draft {
    id: String,
}

const SENDS: usize = 1000;
/// Senders, each with a mailbox of its own: Outlook takes four requests of one at a time.
const MAILBOXES: usize = 50;
const LATENCY: Duration = Duration::from_millis(25);
const WINDOW: Duration = Duration::from_millis(5);

/// A Graph with drafts to send, and where they are.
struct World {
    emulator: Emulator,
    drafts: Vec<(String, String)>,
}

impl World {
    async fn new(sends: usize, mailboxes: usize, latency: Duration) -> Self {
        let emulator = Emulator::start().await.expect("there is a free port");
        let graph = Graph::builder().bearer_token("token").base_url(emulator.url()).build().expect("it is complete");
        let mut drafts = Vec::new();
        for number in 0..sends {
            let user = format!("user{}@contoso.com", number % mailboxes);
            emulator.add_user(&user, "A User");
            let to = [json!({ "emailAddress": { "address": "x@y.z" } })];
            let draft = json!({ "subject": number.to_string(), "toRecipients": to });
            let draft = MailClient::new(graph.user(&*user)).create(&draft).await.expect("it is created");
            drafts.push((user, draft.id));
        }
        emulator.clear_requests();
        if !latency.is_zero() {
            emulator.inject(Fault::delay(latency).always());
        }
        Self { emulator, drafts }
    }

    fn graph(&self) -> graph_action::GraphBuilder {
        Graph::builder().bearer_token("token").base_url(self.emulator.url())
    }

    fn calls(&self, graph: &Graph) -> Vec<Call<()>> {
        let call = |(user, id): &(String, String)| MailClient::new(graph.user(user.as_str())).send_draft(id);
        self.drafts.iter().map(call).collect()
    }

    /// Each was sent, and once.
    fn check(&self) {
        let users: HashSet<_> = self.drafts.iter().map(|(user, _)| user).collect();
        let mut sent = Vec::new();
        for user in users {
            let folder = self.emulator.folder(user, "sentitems").expect("every user has one");
            sent.extend(folder.messages.iter().map(|message| message.subject().to_owned()));
        }
        let subjects: HashSet<_> = sent.iter().collect();
        assert_eq!((sent.len(), subjects.len()), (self.drafts.len(), self.drafts.len()), "each is sent, and once");
    }
}

async fn one_at_a_time(graph: Graph, world: &World) -> Duration {
    let start = Instant::now();
    for call in world.calls(&graph) {
        call.await.expect("it is sent");
    }
    start.elapsed()
}

async fn all_at_once(graph: Graph, world: &World) -> Duration {
    let start = Instant::now();
    let mut calls: JoinSet<_> = world.calls(&graph).into_iter().map(|call| async move { call.await }).collect();
    while let Some(sent) = calls.join_next().await {
        sent.expect("it does not panic").expect("it is sent");
    }
    start.elapsed()
}

fn report(what: &str, sends: usize, took: Duration, requests: usize) -> f64 {
    let rate = sends as f64 / took.as_secs_f64();
    println!("{what:<58} {requests:>5} requests  {took:>9.1?}  {rate:>8.0} sends/s");
    rate
}

#[tokio::main]
async fn main() {
    let mut rates = Vec::new();
    for (mailboxes, latency, title) in [
        (1, Duration::ZERO, "from one mailbox"),
        (MAILBOXES, Duration::ZERO, "from fifty mailboxes"),
        (1, LATENCY, "from one mailbox, 25 ms of latency"),
        (MAILBOXES, LATENCY, "from fifty mailboxes, 25 ms of latency"),
    ] {
        // One at a time is always as slow, so a tenth of them tells enough.
        let few = if latency.is_zero() { SENDS } else { SENDS / 10 };
        let world = World::new(few, mailboxes, latency).await;
        let took = one_at_a_time(world.graph().build().expect("it is complete"), &world).await;
        world.check();
        let alone = report(&format!("{title}: one at a time"), few, took, world.emulator.requests().len());

        let world = World::new(SENDS, mailboxes, latency).await;
        let took = all_at_once(world.graph().build().expect("it is complete"), &world).await;
        world.check();
        let concurrent = report(&format!("{title}: concurrent"), SENDS, took, world.emulator.requests().len());

        let world = World::new(SENDS, mailboxes, latency).await;
        let took = all_at_once(world.graph().coalesce(WINDOW).build().expect("it is complete"), &world).await;
        world.check();
        let requests = world.emulator.requests().len();
        let coalesced = report(&format!("{title}: coalesced"), SENDS, took, requests);

        println!("{:<58} {:.1} and {:.1} times as fast", "", concurrent / alone, coalesced / alone);
        assert!(requests <= 60, "a thousand sends took {requests} requests");
        if !latency.is_zero() {
            rates.push(coalesced / alone);
        }
    }
    assert!(rates.iter().all(|rate| *rate >= 10.0), "coalesced it is {rates:?} times as fast");
}
