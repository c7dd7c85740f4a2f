//! One round of a delta query: its pages, its entries, and a restart.

use std::collections::HashMap;
use std::fmt;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{DeltaLink, Removal, Removed};
use crate::call::expects::Expects;
use crate::call::request::Request;
use crate::page::reader::PageReader;
use crate::reply::Reply;
use crate::reply::error::{Error, Result, header_address};
use crate::reply::json::{self, Text, Values};
use crate::send::classify::is_expired_link;

pub(super) struct Round {
    reader: PageReader,
    /// The entries of the page that were not read yet.
    entries: Values,
    /// The page that the entries are from, without its body; `None` for a fake.
    page: Option<Reply>,
    page_link: Option<DeltaLink>,
    next_link: Option<DeltaLink>,
    /// The delta link of the last page. It becomes `link` once all entries were read.
    end: Option<DeltaLink>,
    link: Option<DeltaLink>,
    /// The address of the call, where a round starts over; `None` for a fake.
    start: Option<String>,
    /// Why the round starts over, until this was returned.
    restart: Option<Error>,
    has_restarted: bool,
    reads_ahead: bool,
}

pub(super) enum Entry {
    /// The JSON of an item.
    Item(Bytes),
    Removed(Removed),
    Restarted(Error),
}

/// A page as Graph sends it.
#[derive(Deserialize)]
struct Wire<'a> {
    /// The list of the entries.
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    #[serde(rename = "@odata.nextLink", default)]
    next_link: Text,
    #[serde(rename = "@odata.deltaLink", default)]
    delta_link: Text,
}

/// The properties that mark a removed item.
#[derive(Deserialize)]
struct Mark<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    /// An item with this property was removed, whatever the value is: a deletion must not be lost.
    #[serde(borrow, rename = "@removed")]
    removed: Option<&'a RawValue>,
    /// The facet of drive and list items. Other types may have a property of that name.
    #[serde(borrow)]
    deleted: Option<&'a RawValue>,
}

impl Mark<'_> {
    fn removal(&self) -> Option<(Removal, Option<String>)> {
        let reason = match (self.removed, self.deleted) {
            (Some(removed), _) => match serde_json::from_str::<RemovedMark>(removed.get()) {
                Ok(mark) if mark.reason == "changed" => Removal::Changed,
                Ok(mark) if mark.reason == "deleted" => Removal::Deleted,
                Ok(mark) => Removal::Other(mark.reason),
                Err(_) => Removal::Other(String::new()),
            },
            (None, Some(facet)) if facet.get().starts_with('{') => Removal::Deleted,
            (None, _) => return None,
        };
        Some((reason, self.id.and_then(id_text)))
    }
}

/// Why an entry was removed, and its id; `None` unless it was. That a property comes twice, or a name is broken, must
/// not hide a deletion.
fn removal(json: &[u8]) -> Option<(Removal, Option<String>)> {
    if let Ok(mark) = serde_json::from_slice::<Mark<'_>>(json) {
        return mark.removal();
    }
    let members: HashMap<String, Box<RawValue>> = json::read(json).ok()?;
    let member = |name: &str| members.get(name).map(|value| &**value);
    Mark { id: member("id"), removed: member("@removed"), deleted: member("deleted") }.removal()
}

#[derive(Deserialize)]
struct RemovedMark {
    reason: String,
}

/// An id: a text, or a number as text.
fn id_text(id: &RawValue) -> Option<String> {
    json::read::<Text>(id.get().as_bytes()).ok()?.0
}

impl Round {
    /// A round whose first page is this answer.
    pub(super) fn new(reply: Reply) -> Result<Self> {
        let mut round = Self::made(None);
        round.reader.insert(&reply.request);
        round.start = match &reply.request.expects {
            Expects::Changes { start: Some(start) } => Some(start.clone()),
            _ => Some(reply.request.target.clone()),
        };
        round.accept(reply)?;
        Ok(round)
    }

    /// A round without pages: it has its link already.
    pub(super) fn made(end: Option<DeltaLink>) -> Self {
        Self {
            reader: PageReader::new(None),
            entries: Values::default(),
            page: None,
            page_link: None,
            next_link: None,
            end,
            link: None,
            start: None,
            restart: None,
            has_restarted: false,
            reads_ahead: false,
        }
    }

    pub(super) fn link(&self) -> Option<&DeltaLink> {
        self.link.as_ref()
    }

    pub(super) fn page_link(&self) -> Option<&DeltaLink> {
        self.page_link.as_ref()
    }

    pub(super) fn read_ahead(&mut self) {
        self.reads_ahead = true;
        self.reader.read_ahead();
    }

    /// The next entry; `None` after the last and after an error.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Entry>>> {
        loop {
            if let Some(why) = self.restart.take() {
                return Poll::Ready(Some(Ok(Entry::Restarted(why))));
            }
            if let Some(json) = self.entries.next() {
                return Poll::Ready(Some(self.entry(json)));
            }
            if self.next_link.is_some() {
                self.page_link = self.next_link.take();
            }
            let Some(reply) = ready!(self.reader.poll(cx)) else {
                if let Some(end) = self.end.take() {
                    self.link = Some(end);
                }
                return Poll::Ready(None);
            };
            if let Err(error) = reply.and_then(|reply| self.accept(reply)) {
                self.stop();
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    /// The error of an item that cannot be read as the user's type. It ends the round.
    pub(super) fn unreadable(&mut self, wanted: &str, reason: &dyn fmt::Display) -> Error {
        self.stop();
        match &self.page {
            Some(page) => page.unreadable(wanted, reason),
            None => Error::new(crate::reply::error::Kind::Decode, reason.to_string()),
        }
    }

    /// Ends the round without a link: with one, the changes that were not read would be lost.
    fn stop(&mut self) {
        self.reader.set_next(None);
        self.entries = Values::default();
        self.end = None;
    }

    fn entry(&mut self, json: Bytes) -> Result<Entry> {
        match removal(&json) {
            None => Ok(Entry::Item(json)),
            Some((reason, Some(id))) => Ok(Entry::Removed(Removed { id, reason })),
            Some((_, None)) => Err(self.unreadable("graph_action::Removed", &"it has no `id`")),
        }
    }

    /// Takes a page, or starts over.
    fn accept(&mut self, mut reply: Reply) -> Result<()> {
        if let Some(error) = reply.absence.take() {
            return self.start_over(&reply.request, error);
        }
        let mut body = reply.body.slice_ref(reply.text_bytes());
        if let Err(error) = serde_json::from_slice::<Wire<'_>>(&body)
            && let Some(mended) = json::mended(&body, &error)
        {
            body = mended.into();
        }
        let wire = match serde_json::from_slice::<Wire<'_>>(&body) {
            Ok(wire) => wire,
            Err(error) => return Err(reply.unreadable("graph_action::Delta", &error)),
        };
        let entries = match wire.value {
            None => Values::default(),
            Some(list) if list.get().starts_with('[') => Values::of(list, &body),
            Some(_) => return Err(reply.unreadable("graph_action::Delta", &"its `value` is no list")),
        };
        let is_link = |link: &String| !link.is_empty();
        match (wire.next_link.0.filter(is_link), wire.delta_link.0.filter(is_link)) {
            (Some(link), _) => {
                self.reader.set_next(Some(reply.request.follow_link("next page", &link)));
                self.next_link = Some(DeltaLink(link));
            }
            (None, Some(link)) => self.end = Some(DeltaLink(link)),
            (None, None) => {
                let reason = "it has neither a link to a next page nor one for the next time";
                return Err(reply.unreadable("graph_action::Delta", &reason));
            }
        }
        reply.body = Bytes::new();
        self.entries = entries;
        self.page = Some(reply);
        Ok(())
    }

    /// Starts over, once: at the address that Graph gives, or at that of the call, unless that one has just failed.
    fn start_over(&mut self, request: &Request, why: Error) -> Result<()> {
        let is_expired = why.status().is_some_and(|status| is_expired_link(status, &why));
        let start = self.start.as_ref().filter(|start| request.target != **start);
        let next = match (header_address(why.headers(), "location"), start) {
            _ if !is_expired || self.has_restarted => return Err(why),
            (Some(location), _) => request.follow_link("changes from the beginning", &location)?,
            (None, Some(start)) => Request { target: start.clone(), ..request.clone() },
            (None, None) => return Err(why),
        };
        self.has_restarted = true;
        self.restart = Some(why);
        (self.page_link, self.next_link) = (None, None);
        self.reader = PageReader::new(Some(Ok(next)));
        if self.reads_ahead {
            self.reader.read_ahead();
        }
        Ok(())
    }
}

impl fmt::Debug for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Round")
            .field("reader", &self.reader)
            .field("has_restarted", &self.has_restarted)
            .finish_non_exhaustive()
    }
}
