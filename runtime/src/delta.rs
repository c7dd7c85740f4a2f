//! Delta queries: what changed in a collection since the last time.

mod round;

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::call::expects::Expects;
use crate::call::request::Request;
use crate::reply::Reply;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Result};
use crate::reply::json;
use round::{Entry, Round};

/// The changes of a collection: the answer of an action on `…/delta`, and a stream.
///
/// The first round returns all items, later rounds only what changed since the [`link`](Self::link) of the last one.
/// Store the link when the stream has ended. An item may come several times and in any order; for each id the last
/// change holds. A changed item has its changed properties and perhaps others, so `T` needs `Option`s. A changed
/// relationship is an array of its own, such as `members@delta`, which is a property of `T` like others.
///
/// ```
/// use graph_action::{Call, Change, Delta, DeltaLink, Result};
///
/// # #[derive(serde::Deserialize)] struct User { id: String }
/// # async fn run(call: Call<Delta<User>>, stored: Option<DeltaLink>) -> Result<()> {
/// let call = match &stored {
///     Some(link) => call.resume(link),
///     None => call,
/// };
/// let mut delta = call.await?;
/// while let Some(change) = delta.try_next().await? {
///     match change {
///         Change::Item(user) => println!("{} is new or changed", user.id),
///         Change::Removed(removed) => println!("{} is gone", removed.id),
///         Change::Restarted(why) => println!("all that is known is void, because {why}"),
///     }
/// }
/// let stored = delta.link();
/// # let _ = stored; Ok(()) }
/// ```
///
/// An error ends the stream. The rules of [`Pages`](crate::Pages) hold for its links. Source: *Use delta query to track
/// changes in Microsoft Graph data*.
#[must_use = "a stream does nothing unless it is read"]
pub struct Delta<T> {
    round: Round,
    made: std::vec::IntoIter<Change<T>>,
    item: PhantomData<fn() -> T>,
}

/// One change.
#[derive(Debug)]
pub enum Change<T> {
    /// An item that is new or changed, with the properties that Graph sent.
    Item(T),
    /// An item that was removed.
    Removed(Removed),
    /// Graph no longer knows the link, for the reason in this error, and sends all items from the beginning. An item
    /// that does not come again was removed. This comes at most once in a stream.
    ///
    /// On OneDrive the code is `resyncChangesApplyDifferences` when the server's version takes precedence over local
    /// changes, or `resyncChangesUploadDifferences` when local changes have to be uploaded.
    Restarted(Error),
}

/// An item that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Removed {
    /// The item's id.
    pub id: String,
    /// Why it was removed.
    pub reason: Removal,
}

impl Removed {
    /// A removed item, for fakes in tests.
    #[must_use]
    pub fn new(id: impl Into<String>, reason: Removal) -> Self {
        Self { id: id.into(), reason }
    }
}

/// Why an item was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Removal {
    /// `changed`: deleted, but it can be restored; or no longer matched by the query.
    Changed,
    /// `deleted`: permanently. Removed items of OneDrive and SharePoint, which mark them with a facet `deleted`, are
    /// always this.
    Deleted,
    /// Another reason; empty when there is none.
    Other(String),
}

/// Where to continue a delta query: after a round, or in its middle. It is opaque, and serialises as a string.
///
/// Links of directory objects and education are valid for seven days; those of Outlook depend on the size of its cache.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeltaLink(String);

impl DeltaLink {
    /// A link that was stored as text.
    #[must_use]
    pub fn new(link: impl Into<String>) -> Self {
        Self(link.into())
    }

    /// The link as text, to be stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Leaves out the link, which may contain ids.
impl fmt::Debug for DeltaLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeltaLink(…)")
    }
}

impl<T> Call<Delta<T>> {
    /// Continues at a link that was stored, in place of the address of this call. The headers are kept.
    ///
    /// When Graph no longer knows the link, a [`Change::Restarted`] comes, and then all items from the beginning, from
    /// the address that Graph gives or that of this call. The call fails, and nothing is sent, when the link leads to
    /// another scheme, host or port than that of the [`Graph`](crate::Graph).
    pub fn resume(self, link: &DeltaLink) -> Self {
        self.change(|request| {
            let start = match &mut request.expects {
                Expects::Changes { start } => start.take(),
                _ => None,
            };
            let start = start.unwrap_or_else(|| request.target.clone());
            *request = request.follow_link("changes", &link.0)?;
            request.expects = Expects::Changes { start: Some(start) };
            Ok(())
        })
    }
}

impl<T> Delta<T> {
    /// Changes and the link after them, for fakes in tests.
    pub fn new(changes: Vec<Change<T>>, link: Option<DeltaLink>) -> Self {
        Self { round: Round::made(link), made: changes.into_iter(), item: PhantomData }
    }

    /// The link for the next round, once all changes were read; `None` before that, and after an error.
    #[must_use]
    pub fn link(&self) -> Option<&DeltaLink> {
        self.round.link()
    }

    /// The link of the page that the last change came from, or that could not be read, to [resume](Call::resume) a long
    /// first round that was not finished. `None` on the first page, which the call itself returns.
    #[must_use]
    pub fn page_link(&self) -> Option<&DeltaLink> {
        self.round.page_link()
    }

    /// Requests the next page while the changes of the current one are processed, on a task of its own.
    pub fn read_ahead(mut self) -> Self {
        self.round.read_ahead();
        self
    }
}

impl<T: DeserializeOwned> Delta<T> {
    /// The next change; `None` after the last. It is cancel-safe.
    ///
    /// # Errors
    ///
    /// Those of a call, and of links that cannot be followed. When Graph no longer knows the link, and neither it nor
    /// [`resume`](Call::resume) told where to start over, it is Graph's error: a 410, or one with the code
    /// `syncStateNotFound` or `resyncRequired`.
    pub async fn try_next(&mut self) -> Result<Option<Change<T>>> {
        poll_fn(|cx| self.poll_change(cx)).await.transpose()
    }

    /// All changes that are left, in memory, and the [`link`](Self::link) for the next round.
    ///
    /// ```
    /// # use graph_action::{Call, Delta, Result};
    /// # async fn run(call: Call<Delta<String>>) -> Result<()> {
    /// let (changes, link) = call.await?.try_collect().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`try_next`](Self::try_next). The changes before the error are lost.
    pub async fn try_collect(mut self) -> Result<(Vec<Change<T>>, Option<DeltaLink>)> {
        let mut changes = Vec::new();
        while let Some(change) = self.try_next().await? {
            changes.push(change);
        }
        Ok((changes, self.link().cloned()))
    }

    fn poll_change(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Change<T>>>> {
        if let Some(change) = self.made.next() {
            return Poll::Ready(Some(Ok(change)));
        }
        Poll::Ready(ready!(self.round.poll(cx)).map(|entry| match entry? {
            Entry::Removed(removed) => Ok(Change::Removed(removed)),
            Entry::Restarted(why) => Ok(Change::Restarted(why)),
            Entry::Item(json) => match json::read(&json) {
                Ok(item) => Ok(Change::Item(item)),
                Err(error) => Err(self.round.unreadable(std::any::type_name::<T>(), &error)),
            },
        }))
    }
}

impl<T: DeserializeOwned> Decode for Delta<T> {
    fn prepare(request: &mut Request) {
        if matches!(request.expects, Expects::Body) {
            request.expects = Expects::Changes { start: None };
        }
    }

    fn decode(reply: Reply) -> Result<Self> {
        Ok(Self { round: Round::new(reply)?, made: Vec::new().into_iter(), item: PhantomData })
    }
}

impl<T: DeserializeOwned> Stream for Delta<T> {
    type Item = Result<Change<T>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_change(cx)
    }
}

impl<T> Unpin for Delta<T> {}

impl<T> fmt::Debug for Delta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delta").field("round", &self.round).finish_non_exhaustive()
    }
}
