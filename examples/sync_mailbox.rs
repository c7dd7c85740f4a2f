//! Keeps a copy of the inbox in step with Graph: the first time it reads everything, later only what has changed.
//!
//! `cargo run --example sync_mailbox` needs nothing: it synchronises three times with an emulator, with changes in
//! between.
//! With an access token in `GRAPH_TOKEN` (`Mail.ReadBasic`) and a file to keep the copy in,
//! `cargo run --example sync_mailbox -- inbox.json` synchronises the real inbox each time it runs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use graph_action::{Call, Change, Delta, DeltaLink, Graph, Patch, Result, graph_action, graph_api, graph_entity};
use graph_action_emulator::Emulator;
use graph_action_examples::{Failure, Progress, Scratch, connect};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A change may hold only the properties that changed, so all but the id are optional.
#[graph_entity("message")]
struct Message {
    id: String,
    subject: Option<String>,
    is_read: Option<bool>,
}

#[graph_entity("message")]
struct Mark {
    is_read: Patch<bool>,
}

#[graph_api]
trait Inbox {
    #[graph_action(GET, "/mailFolders/inbox/messages/delta", scope = "Mail.ReadBasic")]
    fn changes(&self) -> Call<Delta<Message>>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn mark(&self, id: &str, #[body] mark: &Mark) -> Result<()>;

    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    async fn delete(&self, id: &str) -> Result<()>;
}

/// What is kept between two runs.
#[derive(Default, Deserialize, Serialize)]
struct Copy {
    link: Option<DeltaLink>,
    messages: BTreeMap<String, Known>,
}

#[derive(Clone, Default, Deserialize, PartialEq, Serialize)]
struct Known {
    subject: String,
    is_read: bool,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let given = std::env::args().nth(1).map(PathBuf::from);
    let service = connect().await?;
    let Some(emulator) = &service.emulator else {
        let missing = "Say which file is to keep the copy: cargo run --example sync_mailbox -- inbox.json";
        return synchronise(&service.graph, &given.ok_or_else(|| Failure::new(missing))?).await;
    };

    let scratch = Scratch::new("sync_mailbox")?;
    let file = given.unwrap_or_else(|| scratch.path().join("inbox.json"));
    if file.exists() {
        let reason = "exists already, but the mailbox of this emulator is new: remove the file, or set GRAPH_TOKEN";
        return Err(Failure::new(format!("{} {reason}.", file.display())));
    }
    for number in 1..=240 {
        emulator.deliver("me", "inbox", json!({ "subject": format!("Newsletter {number}") }))?;
    }
    synchronise(&service.graph, &file).await?;

    println!("\nMeanwhile one message comes, one is read, and one is deleted.");
    change_something(&service.graph, emulator).await?;
    synchronise(&service.graph, &file).await?;

    println!("\nMeanwhile another one comes, and Graph forgets what it told whom.");
    emulator.deliver("me", "inbox", json!({ "subject": "After all that" }))?;
    emulator.expire_delta_tokens();
    synchronise(&service.graph, &file).await
}

/// Reads the copy, brings it up to date, and writes it.
async fn synchronise(graph: &Graph, file: &Path) -> Result<(), Failure> {
    let mut copy = read(file)?;
    let is_first = copy.link.is_none();
    // An id that stays when a message moves, and pages of 50.
    let call = InboxClient::new(graph.me()).changes().prefer("IdType=\"ImmutableId\"").prefer("odata.maxpagesize=50");
    let call = match &copy.link {
        Some(link) => call.resume(link),
        None => call,
    };

    let mut news = Vec::new();
    let mut told = BTreeSet::new();
    let mut is_complete = false;
    let mut delta = call.await?.read_ahead();
    let mut progress = Progress::begin();
    for number in 1.. {
        let Some(change) = delta.try_next().await? else { break };
        progress.show(format!("{number} changes read"));
        match change {
            Change::Item(message) => {
                told.insert(message.id.clone());
                news.extend(copy.take(message));
            }
            Change::Removed(removed) => {
                news.extend(copy.messages.remove(&removed.id).map(|known| format!("gone     {}", known.subject)));
            }
            Change::Restarted(why) => {
                is_complete = true;
                told.clear();
                news.push(format!("(from the beginning, because of {})", why.code().unwrap_or("an unknown reason")));
            }
        }
    }
    drop(progress);
    if is_complete {
        copy.messages.retain(|id, known| {
            let is_there = told.contains(id);
            news.extend((!is_there).then(|| format!("gone     {}", known.subject)));
            is_there
        });
    }
    // Only now: had it been stored earlier, what was not read by then would never be told again.
    copy.link = delta.link().cloned();
    write(file, &copy)?;

    if is_first {
        println!("The inbox has {} messages; the copy is in {}.", copy.messages.len(), file.display());
    } else {
        println!("The inbox has {} messages; of news there are:", copy.messages.len());
        news.iter().for_each(|line| println!("  {line}"));
    }
    Ok(())
}

impl Copy {
    /// Notes what a message is now, and tells what is new about it.
    fn take(&mut self, message: Message) -> Option<String> {
        let before = self.messages.get(&message.id).cloned();
        let known = before.clone().unwrap_or_default();
        let after = Known {
            subject: message.subject.unwrap_or(known.subject),
            is_read: message.is_read.unwrap_or(known.is_read),
        };
        let line = match before {
            None => Some(format!("new      {}", after.subject)),
            Some(before) if before == after => None,
            Some(_) => Some(format!("changed  {} ({})", after.subject, if after.is_read { "read" } else { "unread" })),
        };
        self.messages.insert(message.id, after);
        line
    }
}

fn read(file: &Path) -> Result<Copy, Failure> {
    match fs::read(file) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Copy::default()),
        Err(error) => Err(error.into()),
    }
}

/// Replaces the file as a whole: a crash leaves the old copy or the new one, never half of one.
fn write(file: &Path, copy: &Copy) -> Result<(), Failure> {
    let new = file.with_extension("new");
    let mut writer = File::create(&new)?;
    writer.write_all(&serde_json::to_vec_pretty(copy)?)?;
    writer.sync_all()?;
    Ok(fs::rename(&new, file)?)
}

async fn change_something(graph: &Graph, emulator: &Emulator) -> Result<(), Failure> {
    let inbox = InboxClient::new(graph.me());
    let messages = emulator.folder("me", "inbox")?.messages;
    if let [first, second, ..] = &messages[..] {
        inbox.mark(&first.id, &Mark { is_read: true.into() }).await?;
        inbox.delete(&second.id).await?;
    }
    emulator.deliver("me", "inbox", json!({ "subject": "Can you call me back?" }))?;
    Ok(())
}
