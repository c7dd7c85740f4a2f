//! Sends a thousand messages to a thousand recipients while one request in twenty fails, and each gets exactly one.
//!
//! `cargo run --release --example notify_all`, against an emulator only: nobody wants a thousand messages from an example.
//!
//! Repeating what Graph did not do is the runtime's work. What is left to the program is a send of which nobody knows whether
//! it was done, such as after a lost connection: the runtime never repeats that, and says so. So the message is a draft
//! first, with an id that it keeps as long as it lives, and when in doubt the draft is asked whether it is one still.

use graph_action::{Call, Graph, Page, Result, Retry, graph_action, graph_api};
use graph_action_emulator::Emulator;
use graph_action_examples::{Failure, Progress};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const RECIPIENTS: usize = 1000;
const FAILING: u8 = 5;
const SUBJECT: &str = "The canteen is closed on Friday";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    id: String,
    is_draft: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Draft {
    subject: &'static str,
    to_recipients: Value,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    fn create(&self, #[body] draft: &Draft) -> Call<Message>;

    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    fn send(&self, id: &str) -> Call<()>;

    #[graph_action(GET, "/messages/<id>?$select=id,isDraft", scope = "Mail.ReadBasic")]
    fn look(&self, id: &str) -> Call<Message>;

    #[graph_action(
        GET,
        "/mailFolders/drafts/messages?$filter=subject eq '<subject>'&$select=id,isDraft",
        scope = "Mail.ReadBasic"
    )]
    fn drafts(&self, subject: &str) -> Call<Page<Message>>;

    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    fn delete(&self, id: &str) -> Call<()>;
}

/// What was in doubt.
#[derive(Default)]
struct Doubts {
    drafts: AtomicUsize,
    sends: AtomicUsize,
    sent: AtomicUsize,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let emulator = Emulator::start().await?;
    let recipients: Vec<String> = (1..=RECIPIENTS).map(|number| format!("employee{number}@contoso.com")).collect();
    for recipient in &recipients {
        emulator.add_user(recipient, recipient);
    }
    emulator.limit_mailboxes(Some(4));
    emulator.random_faults(7, FAILING);

    let graph = Graph::builder()
        .bearer_token("any-token-will-do")
        .base_url(emulator.url())
        .coalesce(Duration::from_millis(5))
        .retry(Retry::default().attempts(10).base_delay(Duration::from_millis(200)))
        .build()?;
    println!("{RECIPIENTS} messages to {RECIPIENTS} recipients; {FAILING} % of what Graph is asked for goes wrong.");
    let start = Instant::now();
    let doubts = notify_all(&graph, recipients.clone()).await?;
    let strays = clean_up(&graph).await?;
    let time = start.elapsed();

    let requests = emulator.requests();
    let items: usize = requests.iter().map(|request| request.items().len().max(1)).sum();
    let failed = |request: &&graph_action_emulator::RecordedRequest| request.fault().is_some();
    let failed_items = requests.iter().flat_map(|request| request.items()).filter(|item| item.fault.is_some()).count();
    println!("\n{:.1} s", time.as_secs_f64());
    println!("{} HTTP requests with {items} calls in them", requests.len());
    println!("{} requests and {failed_items} single calls met a fault", requests.iter().filter(failed).count());
    println!("at most {} calls at once in the mailbox", emulator.most_concurrent("me")?);
    let [drafts, sends, sent] =
        [&doubts.drafts, &doubts.sends, &doubts.sent].map(|count| count.load(Ordering::Relaxed));
    println!("{drafts} drafts in doubt were made once more; {strays} strays were deleted in the end");
    println!("{sends} sends in doubt: {sent} were done, {} were not, and were sent again", sends - sent);

    let mut exactly_one = 0;
    for recipient in &recipients {
        exactly_one += usize::from(emulator.folder(recipient, "inbox")?.messages.len() == 1);
    }
    println!("{exactly_one} of {RECIPIENTS} recipients have exactly one message");
    if exactly_one < RECIPIENTS {
        return Err(Failure::new("some have none, or more than one"));
    }
    Ok(())
}

/// All at once: what gathers the calls into batches, and how many of those go at a time, is the `Graph`'s business.
async fn notify_all(graph: &Graph, recipients: Vec<String>) -> Result<Arc<Doubts>, Failure> {
    let doubts = Arc::new(Doubts::default());
    let mut tasks = JoinSet::new();
    for recipient in recipients {
        let (mail, doubts) = (MailClient::new(graph.me()), doubts.clone());
        tasks.spawn(async move { notify(&mail, &recipient, &doubts).await });
    }
    let mut progress = Progress::begin();
    let mut sent = 0;
    while let Some(done) = tasks.join_next().await {
        done.map_err(|error| Failure::new(error.to_string()))??;
        sent += 1;
        progress.show(format!("{sent} of {RECIPIENTS} sent"));
    }
    Ok(doubts)
}

async fn notify(mail: &impl Mail, recipient: &str, doubts: &Doubts) -> Result<()> {
    let to_recipients = json!([{ "emailAddress": { "address": recipient } }]);
    let draft = Draft { subject: SUBJECT, to_recipients };
    let id = loop {
        match immutable(mail.create(&draft)).await {
            Ok(message) => break message.id,
            // A draft too many is in nobody's inbox.
            Err(error) if error.may_have_taken_effect() => count(&doubts.drafts),
            Err(error) => return Err(error),
        }
    };
    loop {
        match immutable(mail.send(&id)).await {
            Ok(()) => return Ok(()),
            Err(error) if error.may_have_taken_effect() => count(&doubts.sends),
            Err(error) => return Err(error),
        }
        // The real service may take a moment to send; a program that talks to it waits a while before it asks.
        if !immutable(mail.look(&id)).await?.is_draft {
            count(&doubts.sent);
            return Ok(());
        }
    }
}

/// Deletes the drafts that were made without our being told.
async fn clean_up(graph: &Graph) -> Result<usize, Failure> {
    let mail = MailClient::new(graph.me());
    let mut drafts = mail.drafts(SUBJECT).items();
    let mut strays = Vec::new();
    while let Some(draft) = drafts.try_next().await? {
        strays.push(draft.id);
    }
    let mut batch = graph.batch();
    let handles: Vec<_> = strays.iter().map(|id| batch.add(mail.delete(id))).collect();
    let mut results = batch.send().await?;
    handles.into_iter().try_for_each(|handle| results.take(handle))?;
    Ok(strays.len())
}

fn immutable<T>(call: Call<T>) -> Call<T> {
    call.prefer("IdType=\"ImmutableId\"")
}

fn count(counter: &AtomicUsize) {
    counter.fetch_add(1, Ordering::Relaxed);
}
