//! Sends a thousand messages to a thousand recipients while one request in twenty fails, and each gets exactly one.
//!
//! `cargo run --release --example notify_all` runs against an emulator only, because it sends a thousand messages.
//!
//! The runtime repeats calls that Graph did not process. It never repeats a send that may have taken effect, for
//! example after a lost connection; `may_have_taken_effect()` of the error says so. The program must find out by
//! itself. It creates a draft first, whose immutable id stays the same when it is sent, and after such an error reads
//! whether it is still a draft.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use graph_action::{Call, Graph, Page, Result, Retry, graph_action, graph_api, graph_entity};
use graph_action_emulator::{Emulator, RecordedRequest};
use graph_action_examples::{Failure, Progress};
use serde_json::{Value, json};
use tokio::task::JoinSet;

const RECIPIENTS: usize = 1000;
const FAILING: u8 = 5;
const SUBJECT: &str = "The canteen is closed on Friday";

#[graph_entity("message")]
struct Message {
    id: String,
    is_draft: Option<bool>,
}

#[graph_api]
trait Mail {
    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    fn create(&self, #[body] draft: &Value) -> Call<Message>;

    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    fn send(&self, id: &str) -> Call<()>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    fn look(&self, id: &str) -> Call<Message>;

    #[graph_action(GET, "/mailFolders/drafts/messages?$filter=subject eq '<subject>'", scope = "Mail.ReadBasic")]
    fn drafts(&self, subject: &str) -> Call<Page<Message>>;

    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    fn delete(&self, id: &str) -> Call<()>;
}

/// How many calls failed with an error that says they may have taken effect.
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
    println!("{:.1} s", start.elapsed().as_secs_f64());
    report(&emulator, &doubts, strays)?;

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

fn report(emulator: &Emulator, doubts: &Doubts, strays: usize) -> Result<(), Failure> {
    let requests = emulator.requests();
    let (calls, repeats) = calls(&requests)?;
    println!("{} HTTP requests with {calls} calls in them, {repeats} of which were repeats", requests.len());
    let hit = requests.iter().filter(|request| request.fault().is_some()).count();
    let items = || requests.iter().flat_map(RecordedRequest::items);
    let hit_items = items().filter(|item| item.fault.is_some()).count();
    // A 429 that is no injected fault is Outlook's limit of four concurrent calls.
    let is_refused = |request: &&RecordedRequest| request.answer().is_some_and(|answer| answer.status == 429);
    let refused = requests.iter().filter(is_refused).filter(|request| request.fault().is_none()).count();
    let refused_items = items().filter(|item| item.status == 429 && item.fault.is_none()).count();
    println!("{hit} requests and {hit_items} single calls met a fault");
    println!("{} calls were refused because too many were under way in the mailbox", refused + refused_items);
    let [drafts, sends, sent] =
        [&doubts.drafts, &doubts.sends, &doubts.sent].map(|count| count.load(Ordering::Relaxed));
    println!("{drafts} drafts in doubt were made once more; {strays} strays were deleted in the end");
    println!("{sends} sends in doubt: {sent} were done, {} were not, and were sent again", sends - sent);
    Ok(())
}

/// The number of calls in these requests, and how many of them were repeats: all attempts of a call share its id.
fn calls(requests: &[RecordedRequest]) -> Result<(usize, usize), Failure> {
    let mut ids = Vec::new();
    for request in requests {
        match request.target() {
            "/v1.0/$batch" => {
                let body: Value = serde_json::from_slice(request.body())?;
                let items = body["requests"].as_array().into_iter().flatten();
                ids.extend(items.map(|item| item["headers"]["client-request-id"].to_string()));
            }
            _ => ids.extend(request.header("client-request-id").map(|id| format!("\"{id}\""))),
        }
    }
    let different: HashSet<&String> = ids.iter().collect();
    Ok((ids.len(), ids.len() - different.len()))
}

/// Starts all calls at once. The `Graph` gathers them into batches and limits how many requests it sends at a time.
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
    let recipient = json!({ "emailAddress": { "address": recipient } });
    let draft = json!({ "subject": SUBJECT, "toRecipients": [recipient] });
    let id = loop {
        match immutable(mail.create(&draft)).await {
            Ok(message) => break message.id,
            // An extra draft reaches nobody, so creating it again is safe.
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
        // The real service may take a moment to send, so a program that calls it waits before it reads the draft.
        if immutable(mail.look(&id)).await?.is_draft == Some(false) {
            count(&doubts.sent);
            return Ok(());
        }
    }
}

/// Deletes the drafts that were created although their call failed.
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
