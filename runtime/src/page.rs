//! Paging: collections that Graph sends page by page.

pub(crate) mod reader;
mod stream;
mod wire;

use std::fmt;

use serde::de::DeserializeOwned;

use crate::call::Call;
use crate::call::request::Request;
use crate::reply::Reply;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Kind, Result};
use crate::reply::json;

use wire::Unreadable;

pub use stream::{Items, Pages};

/// One page of a collection.
///
/// A page may be empty and still not be the last: only a missing [`next_link`](Self::next_link) ends a collection.
#[derive(Clone)]
pub struct Page<T> {
    /// The items of this page.
    pub value: Vec<T>,
    /// The link to the next page; `None` on the last. It may be stored: it is opaque, and valid for some time.
    pub next_link: Option<String>,
    /// How many items the collection has, when `$count=true` was asked. Graph sends it on the first page only, if at
    /// all.
    pub count: Option<u64>,
    /// The request for this page; `None` for a fake.
    request: Option<Box<Request>>,
}

impl<T> Page<T> {
    /// A last page with these items, for fakes in tests.
    #[must_use]
    pub fn new(value: Vec<T>) -> Self {
        Self { value, next_link: None, count: None, request: None }
    }

    /// The call for the next page, with the headers and the time limit of the first; `None` on the last page.
    ///
    /// The call fails, and nothing is sent, when the link leads to another scheme, host or port than that of the
    /// [`Graph`](crate::Graph), because the token would be sent there; and for a page that is a fake.
    #[must_use]
    pub fn next(&self) -> Option<Call<Page<T>>> {
        self.next_request().map(Call::new)
    }

    fn next_request(&self) -> Option<Result<Request>> {
        let link = self.next_link.as_deref()?;
        Some(next_request(self.request.as_deref(), link))
    }
}

fn next_request(request: Option<&Request>, link: &str) -> Result<Request> {
    let Some(request) = request else {
        return Err(Error::new(Kind::Argument, "the page was not read from Graph, so its next one cannot be either"));
    };
    request.follow_link("next page", link)
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("value", &self.value)
            .field("next_link", &self.next_link)
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned> Decode for Page<T> {
    fn decode(mut reply: Reply) -> Result<Self> {
        if let Some(error) = reply.absence.take() {
            return Err(error);
        }
        let limit = reply.request.graph.shared.response_limit;
        let mut page = wire::read::<T>(reply.text_bytes(), limit);
        if let Err(Unreadable::Json(error)) = &page
            && let Some(mended) = json::mended(reply.text_bytes(), error)
        {
            page = wire::read(&mended, limit);
        }
        match page {
            Ok(page) => Ok(Self {
                value: page.value,
                next_link: page.next_link.filter(|link| !link.is_empty()),
                count: page.count,
                request: Some(reply.request),
            }),
            Err(Unreadable::Json(error)) => Err(reply.unreadable(std::any::type_name::<Self>(), &error)),
            Err(Unreadable::TooLarge) => Err(reply.too_large(limit)),
        }
    }
}
