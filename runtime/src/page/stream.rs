//! Streams of pages and of items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::Page;
use crate::call::{Call, State};
use crate::page::reader::PageReader;
use crate::reply::decode::Decode;
use crate::reply::error::Result;

impl<T: DeserializeOwned> Call<Page<T>> {
    /// All pages. Each is requested when it is wanted, with the headers and the time limit of this call.
    ///
    /// ```
    /// # async fn run(call: graph_action::Call<graph_action::Page<String>>) -> graph_action::Result<()> {
    /// let mut pages = call.pages();
    /// while let Some(page) = pages.try_next().await? {
    ///     println!("{} items", page.value.len());
    /// }
    /// # Ok(()) }
    /// ```
    pub fn pages(self) -> Pages<T> {
        let (reader, ready) = match self.0 {
            State::Request(request) => (PageReader::new(Some(Ok(*request))), None),
            State::Ready(result) => (PageReader::new(None), Some(result)),
        };
        Pages { reader, ready }
    }

    /// All items of all pages. Each page is requested when its first item is wanted.
    ///
    /// ```
    /// # async fn run(call: graph_action::Call<graph_action::Page<String>>) -> graph_action::Result<()> {
    /// let mut items = call.items();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item}");
    /// }
    /// # Ok(()) }
    /// ```
    pub fn items(self) -> Items<T> {
        Items { pages: self.pages(), items: Vec::new().into_iter(), page_link: None, next_link: None }
    }

    /// Starts at a page whose link was stored, in place of the address of this call. The headers are kept.
    ///
    /// The call fails, and nothing is sent, when the link leads to another scheme, host or port than that of the
    /// [`Graph`](crate::Graph).
    pub fn resume(self, link: &str) -> Self {
        self.change(|request| {
            *request = request.follow_link("page", link)?;
            Ok(())
        })
    }
}

/// A stream of the pages of a collection: [`Call::pages`].
///
/// A page may be empty and still have a further link. A link to a page that was read before, or to a host that is not
/// Graph's, is an error. An error ends the stream. To continue later, store the `next_link` of the last page and
/// [resume](Call::resume) there.
#[must_use = "a stream does nothing unless it is read"]
pub struct Pages<T> {
    reader: PageReader,
    /// The page of a call that is a fake.
    ready: Option<Result<Page<T>>>,
}

impl<T: DeserializeOwned> Pages<T> {
    /// Requests the next page while the current one is processed, on a task of its own. At most one page is held in
    /// memory.
    pub fn read_ahead(mut self) -> Self {
        self.reader.read_ahead();
        self
    }

    /// The next page; `None` after the last. It is cancel-safe.
    ///
    /// # Errors
    ///
    /// Those of a call, and of links that cannot be followed.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>> {
        poll_fn(|cx| self.poll_page(cx)).await.transpose()
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>>>> {
        let page = match self.ready.take() {
            Some(ready) => Some(ready),
            None => ready!(self.reader.poll(cx)).map(|reply| reply.and_then(Page::decode)),
        };
        if let Some(Ok(page)) = &page {
            self.reader.set_next(page.next_request());
        }
        Poll::Ready(page)
    }
}

impl<T: DeserializeOwned> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(cx)
    }
}

// Nothing in it is pinned: a pending request is in a box.
impl<T> Unpin for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("reader", &self.reader).finish_non_exhaustive()
    }
}

/// A stream of the items of a collection: [`Call::items`].
///
/// It holds one page in memory, or two when it [reads ahead](Self::read_ahead). The rules of [`Pages`] hold.
#[must_use = "a stream does nothing unless it is read"]
pub struct Items<T> {
    pages: Pages<T>,
    items: std::vec::IntoIter<T>,
    page_link: Option<String>,
    next_link: Option<String>,
}

impl<T: DeserializeOwned> Items<T> {
    /// Requests the next page while the items of the current one are processed, on a task of its own.
    pub fn read_ahead(mut self) -> Self {
        self.pages = self.pages.read_ahead();
        self
    }

    /// The next item; `None` after the last. It is cancel-safe.
    ///
    /// # Errors
    ///
    /// See [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        poll_fn(|cx| self.poll_item(cx)).await.transpose()
    }

    /// All items that are left, in memory. A collection may be long: read it item by item where that is enough.
    ///
    /// ```
    /// # async fn run(call: graph_action::Call<graph_action::Page<String>>) -> graph_action::Result<()> {
    /// let all: Vec<String> = call.items().try_collect().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`Pages::try_next`]. The items before the error are lost.
    pub async fn try_collect(mut self) -> Result<Vec<T>> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }

    /// The link of the page that the last item came from, or that could not be read, to be stored and
    /// [resumed](Call::resume). Some items of that page then come again, but none of earlier pages. `None` on the first
    /// page, which the call itself returns.
    #[must_use]
    pub fn page_link(&self) -> Option<&str> {
        self.page_link.as_deref()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.next_link.is_some() {
                self.page_link = self.next_link.take();
            }
            match ready!(self.pages.poll_page(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    self.items = page.value.into_iter();
                    self.next_link = page.next_link;
                }
            }
        }
    }
}

impl<T: DeserializeOwned> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.items.len(), None)
    }
}

impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
