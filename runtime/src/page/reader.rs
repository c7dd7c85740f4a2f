//! Reads one page after another, for lists and delta queries.

use std::collections::HashSet;
use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use crate::call::request::Request;
use crate::dispatch::dispatch;
use crate::reply::Reply;
use crate::reply::error::{Error, Kind, Result};

/// A reader of pages.
///
/// It keeps a hash of 64 bits for each page that was read, to detect a circle of links. With a million pages, the
/// probability of taking a new link for a known one is one in forty million.
pub(crate) struct PageReader {
    next: Next,
    seen: HashSet<u64>,
    hasher: RandomState,
    reads_ahead: bool,
}

enum Next {
    Ask(Box<Request>),
    Fetch(Fetch),
    Fail(Error),
    End,
}

type Fetch = Pin<Box<dyn Future<Output = Result<Reply>> + Send>>;

impl PageReader {
    /// A reader that begins with this request, or with this failure, or is empty.
    pub(crate) fn new(start: Option<Result<Request>>) -> Self {
        let mut reader = Self { next: Next::End, seen: HashSet::new(), hasher: RandomState::new(), reads_ahead: false };
        reader.set_next(start);
        reader
    }

    /// From now on, the next page is requested as soon as its link is known.
    pub(crate) fn read_ahead(&mut self) {
        self.reads_ahead = true;
    }

    /// Sets the next request. A page that was read before is an error.
    pub(crate) fn set_next(&mut self, next: Option<Result<Request>>) {
        self.next = match next {
            None => Next::End,
            Some(Err(error)) => Next::Fail(error),
            Some(Ok(request)) if self.insert(&request) => self.ask(request),
            Some(Ok(request)) => {
                let reason = "the link to the next page leads to a page that was read already";
                Next::Fail(Error::new(Kind::Decode, reason).with_action(request.action))
            }
        };
    }

    /// Remembers that a page is read; `false` when it was read before.
    pub(crate) fn insert(&mut self, request: &Request) -> bool {
        // A fragment is not sent, so it does not make another page.
        let page = request.target.split('#').next().unwrap_or_default();
        self.seen.insert(self.hasher.hash_one((request.method, page)))
    }

    fn ask(&self, request: Request) -> Next {
        // The first page is requested when it is wanted.
        let request = Box::new(request);
        match Handle::try_current() {
            Ok(runtime) if self.reads_ahead => Next::Fetch(Box::pin(Ahead(runtime.spawn(dispatch(request))))),
            _ => Next::Ask(request),
        }
    }

    /// The next page; `None` after the last and after an error.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Reply>>> {
        loop {
            match std::mem::replace(&mut self.next, Next::End) {
                Next::End => return Poll::Ready(None),
                Next::Fail(error) => return Poll::Ready(Some(Err(error))),
                Next::Ask(request) => self.next = Next::Fetch(Box::pin(dispatch(request))),
                Next::Fetch(mut fetch) => match fetch.as_mut().poll(cx) {
                    Poll::Ready(reply) => return Poll::Ready(Some(reply)),
                    Poll::Pending => {
                        self.next = Next::Fetch(fetch);
                        return Poll::Pending;
                    }
                },
            }
        }
    }
}

impl fmt::Debug for PageReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageReader").field("pages", &self.seen.len()).finish_non_exhaustive()
    }
}

/// A request on a task of its own, which is aborted when the reader is dropped.
struct Ahead(JoinHandle<Result<Reply>>);

impl Future for Ahead {
    type Output = Result<Reply>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Reply>> {
        Pin::new(&mut self.0).poll(cx).map(|joined| {
            joined.unwrap_or_else(|error| {
                let message = "the request for the next page ended with the runtime it was running on";
                Err(Error::new(Kind::Transport, message).with_source(error))
            })
        })
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.0.abort();
    }
}
