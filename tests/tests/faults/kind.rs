//! The columns: every kind of call, what it does in a world, and what the server's state must be afterwards.

use std::cell::Cell;
use std::collections::BTreeSet;

use graph_action::{Bytes, Change, DeltaLink, Error, Result};
use graph_action_emulator::{Fault, RecordedRequest};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::calls::{Calls, Item};
use crate::world::World;

/// In the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Read,
    Create,
    Update,
    Delete,
    Send,
    /// The second page of three, as a stream of items.
    Page,
    /// The second page of three of a first round of changes.
    Delta,
    /// The first page of a round from a stored link.
    DeltaLink,
    /// A read in a batch of three.
    ItemRead,
    /// A send in a batch of three.
    ItemSend,
    /// A batch of three as a whole, one of which is a send.
    Batch,
    /// The first slice of two.
    Slice,
    LastSlice,
    /// The file, on the host that Graph redirects to.
    Download,
}

pub const KINDS: [Kind; 14] = [
    Kind::Read,
    Kind::Create,
    Kind::Update,
    Kind::Delete,
    Kind::Send,
    Kind::Page,
    Kind::Delta,
    Kind::DeltaLink,
    Kind::ItemRead,
    Kind::ItemSend,
    Kind::Batch,
    Kind::Slice,
    Kind::LastSlice,
    Kind::Download,
];

/// The length of a slice that is not the last.
const SLICE: usize = 327_680;
const FILE: &str = "/reports/2026.bin";
const PAGES: usize = 5;

/// An uploaded file.
#[derive(Debug, Deserialize)]
struct File {
    name: String,
}

/// What is there before the call.
#[derive(Default)]
pub struct Setting {
    /// The message that is read, changed, deleted or sent.
    id: String,
    /// Others, for the company in a batch.
    others: Vec<String>,
    /// The messages of the inbox.
    inbox: BTreeSet<String>,
    /// Those that a stored link does not know of.
    new: BTreeSet<String>,
    link: Option<DeltaLink>,
    /// Whether the read that travelled with the send of a batch succeeded.
    pub company: Cell<Option<bool>>,
}

fn content() -> Bytes {
    (0..SLICE + 1000).map(|at| (at % 251) as u8).collect::<Vec<_>>().into()
}

impl Kind {
    pub fn is_write(self) -> bool {
        matches!(
            self,
            Self::Create | Self::Update | Self::Delete | Self::Send | Self::ItemSend | Self::Batch | Self::LastSlice
        )
    }

    pub fn is_item(self) -> bool {
        matches!(self, Self::ItemRead | Self::ItemSend)
    }

    pub fn is_upload(self) -> bool {
        matches!(self, Self::Slice | Self::LastSlice)
    }

    /// The request that a fault is to hit.
    pub fn aim(self, fault: Fault) -> Fault {
        match self {
            Self::Read | Self::ItemRead => fault.on("GET", "/me/messages/*"),
            Self::Create => fault.on("POST", "/me/messages"),
            Self::Update => fault.on("PATCH", "/me/messages/*"),
            Self::Delete => fault.on("DELETE", "/me/messages/*"),
            Self::Send | Self::ItemSend => fault.on("POST", "/me/messages/*/send"),
            Self::Page => fault.on("GET", "/me/mailFolders/inbox/messages").skip(1),
            Self::Delta => fault.on("GET", "/me/mailFolders/inbox/messages/delta").skip(1),
            Self::DeltaLink => fault.on("GET", "/me/mailFolders/inbox/messages/delta"),
            Self::Batch => fault.on("POST", "/$batch"),
            Self::Slice => fault.on("PUT", "/upload/**"),
            Self::LastSlice => fault.on("PUT", "/upload/**").skip(1),
            Self::Download => fault.on("GET", "/download/**"),
        }
    }

    /// What has to be there, made without any fault.
    pub async fn prepare(self, world: &World) -> Setting {
        let deliver = |count: usize| -> BTreeSet<String> {
            let ids = (0..count)
                .map(|at| world.emulator.deliver("me", "inbox", json!({ "subject": format!("m{at}") })).unwrap().id);
            ids.collect()
        };
        let mut setting = Setting::default();
        let mut drafts = Vec::new();
        for number in 0..3 {
            drafts.push(world.me().create(&draft(&format!("draft {number}"))).await.unwrap().id);
        }
        setting.id = drafts.remove(0);
        setting.others = drafts;
        deliver(PAGES - 3);
        setting.inbox = world.ids("inbox");
        assert_eq!(setting.inbox.len(), PAGES, "three were there");
        if self == Self::DeltaLink {
            let mut delta = world.me().changes("inbox").await.unwrap();
            while delta.try_next().await.unwrap().is_some() {}
            setting.link = delta.link().cloned();
            setting.new = deliver(3);
            setting.inbox.extend(setting.new.clone());
        }
        if self == Self::Download {
            world.emulator.put_file("me", FILE, content()).unwrap();
        }
        setting
    }

    /// Makes the call. What comes of a success is looked at here.
    pub async fn call(self, world: &World, setting: &Setting) -> Result<()> {
        let me = world.me();
        match self {
            Self::Read => {
                let item = me.read(&setting.id).await?;
                assert_eq!((item.id, item.subject.as_deref()), (setting.id.clone(), Some("draft 0")));
            }
            Self::Create => assert_eq!(me.create(&draft("new")).await?.subject.as_deref(), Some("new")),
            Self::Update => {
                let changed = me.update(&setting.id, &json!({ "subject": "changed" })).await?;
                assert_eq!(changed.subject.as_deref(), Some("changed"));
            }
            Self::Delete => me.delete(&setting.id).await?,
            Self::Send => me.send_draft(&setting.id).await?,
            Self::Page => {
                let (items, outcome) = items(world).await;
                let seen: BTreeSet<_> = items.iter().cloned().collect();
                assert!(seen.is_subset(&setting.inbox), "{items:?}");
                outcome?;
                assert_eq!((items.len(), seen), (PAGES, setting.inbox.clone()), "each once");
            }
            Self::Delta | Self::DeltaLink => self.changes(world, setting).await?,
            Self::ItemRead | Self::ItemSend | Self::Batch => return self.batch(world, setting).await,
            Self::Slice | Self::LastSlice => {
                let mut session = me.upload(&FILE[1..]).await?;
                let item: File = session.upload(content()).slice_size(SLICE as u64).await?;
                assert_eq!(item.name, "2026.bin");
            }
            Self::Download => assert_eq!(me.download(&FILE[1..]).await?.bytes().await?, content()),
        }
        Ok(())
    }

    async fn changes(self, world: &World, setting: &Setting) -> Result<()> {
        let call = world.me().changes("inbox").prefer("odata.maxpagesize=2");
        let call = match &setting.link {
            Some(link) => call.resume(link),
            None => call,
        };
        let mut known: BTreeSet<String> = setting.inbox.difference(&setting.new).cloned().collect();
        if setting.link.is_none() {
            known.clear();
        }
        let mut delta = call.await?;
        loop {
            match delta.try_next().await {
                Ok(None) => break,
                Ok(Some(Change::Item(Item { id, .. }))) => _ = known.insert(id),
                Ok(Some(Change::Removed(removed))) => panic!("nothing was removed, but {removed:?}"),
                Ok(Some(Change::Restarted(_))) => known.clear(),
                Err(error) => {
                    assert!(delta.link().is_none(), "what was not told would be lost");
                    return Err(error);
                }
            }
        }
        assert_eq!(known, setting.inbox);
        assert!(delta.link().is_some());
        Ok(())
    }

    /// The one that the fault is about, and two others that it must not touch.
    async fn batch(self, world: &World, setting: &Setting) -> Result<()> {
        let me = world.me();
        let mut batch = world.graph.batch();
        let first = batch.add(me.list("inbox", 2));
        let (read, send) = if self == Self::ItemRead {
            (Some(batch.add(me.read(&setting.id))), None)
        } else {
            (None, Some(batch.add(me.send_draft(&setting.id))))
        };
        let last = (self != Self::Batch).then(|| batch.add(me.delete(&setting.others[1])));
        let mut results = batch.send().await?;
        let company = results.take(first);
        if let Ok(page) = &company {
            assert_eq!(page.value.len(), 2);
        }
        setting.company.set(Some(company.is_ok()));
        if let Some(last) = last {
            results.take(last)?;
            assert!(!world.ids("drafts").contains(&setting.others[1]));
        }
        match (read, send) {
            (Some(read), _) => assert_eq!(results.take(read)?.id, setting.id),
            (_, Some(send)) => results.take(send)?,
            _ => {}
        }
        Ok(())
    }

    /// How often what was asked for was done; reads do nothing.
    pub fn effects(self, world: &World, setting: &Setting) -> Option<usize> {
        let count = |folder: &str, subject: &str| {
            let folder = world.emulator.folder("me", folder).unwrap();
            folder.messages.iter().filter(|message| message.subject() == subject).count()
        };
        match self {
            Self::Create => Some(count("drafts", "new")),
            Self::Update => Some(count("drafts", "changed")),
            Self::Delete => Some(usize::from(!world.ids("drafts").contains(&setting.id))),
            Self::Send | Self::ItemSend | Self::Batch => {
                let (drafts, sent) = (count("drafts", "draft 0"), count("sentitems", "draft 0"));
                assert_eq!(drafts + sent, 1, "it is a draft or was sent");
                Some(sent)
            }
            Self::Slice | Self::LastSlice => {
                let files = world.emulator.drive_items("me").unwrap();
                let mut files = files.into_iter().filter_map(|item| item.content);
                let file = files.next();
                assert!(files.next().is_none());
                if let Some(file) = &file {
                    assert!(*file == content(), "the file has other bytes");
                }
                Some(usize::from(file.is_some()))
            }
            _ => None,
        }
    }
}

async fn items(world: &World) -> (Vec<String>, Result<(), Error>) {
    let mut stream = world.me().list("inbox", 2).items();
    let mut items = Vec::new();
    loop {
        match stream.try_next().await {
            Ok(Some(item)) => items.push(item.id),
            Ok(None) => return (items, Ok(())),
            Err(error) => return (items, Err(error)),
        }
    }
}

fn draft(subject: &str) -> Value {
    json!({ "subject": subject, "toRecipients": [{ "emailAddress": { "address": "x@y.z" } }] })
}

/// A request as the server saw it, alone or in a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    /// What it is told by: method, address and range.
    pub name: String,
    pub fault: Option<String>,
    pub was_processed: bool,
    pub received: std::time::SystemTime,
    pub client_request_id: Option<String>,
    pub retry_attempt: Option<String>,
}

impl Sight {
    /// The request itself, and for a batch the requests in it after it.
    pub fn of(request: &RecordedRequest) -> Vec<Self> {
        let range = request.header("content-range").unwrap_or_default();
        let received = request.received().expect("all of it arrived");
        let text = |header: &str| request.header(header).map(str::to_owned);
        let whole = Self {
            name: format!("{} {} {range}", request.method(), request.target()),
            fault: request.fault().map(str::to_owned),
            was_processed: request.was_processed(),
            received,
            client_request_id: text("client-request-id"),
            retry_attempt: text("retry-attempt"),
        };
        let mut sights = vec![whole];
        let Ok(Value::Object(body)) = serde_json::from_slice(request.body()) else { return sights };
        for item in body.get("requests").and_then(Value::as_array).into_iter().flatten() {
            let id = item["id"].as_str().unwrap();
            let record = request.items().iter().find(|record| record.id == id);
            let header = |name: &str| item["headers"][name].as_str().map(str::to_owned);
            sights.push(Self {
                name: format!("{} /v1.0{} ", item["method"].as_str().unwrap(), item["url"].as_str().unwrap()),
                fault: record.and_then(|record| record.fault.clone()),
                was_processed: record.is_some_and(|record| record.processed),
                received,
                client_request_id: header("client-request-id"),
                retry_attempt: header("retry-attempt"),
            });
        }
        sights
    }
}
