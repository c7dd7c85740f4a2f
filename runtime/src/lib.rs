//! Call Microsoft Graph from annotated traits: each method declares its call, the compiler checks it against Graph, and
//! this crate sends it.
//!
#![cfg_attr(feature = "macros", doc = "```no_run")]
#![cfg_attr(not(feature = "macros"), doc = "```ignore")]
//! use graph_action::{Call, Graph, Page, Result, graph_action, graph_api, graph_entity};
//!
//! /// What is asked for: `$select=id,subject`.
//! #[graph_entity("message")]
//! pub struct Message {
//!     pub id: String,
//!     pub subject: Option<String>,
//! }
//!
//! #[graph_api]
//! pub trait Mail {
//!     /// The newest messages.
//!     #[graph_action(GET, "/messages?$top=<top>", scope = "Mail.ReadBasic")]
//!     fn list(&self, top: Option<u32>) -> Call<Page<Message>>;
//!
//!     /// Sends a draft.
//!     #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
//!     async fn send(&self, id: &str) -> Result<()>;
//! }
//!
//! # async fn run(token: String) -> Result<()> {
//! let graph = Graph::builder().bearer_token(token).build()?;
//! let mail = MailClient::new(graph.me());
//! for message in mail.list(Some(5)).await?.value {
//!     mail.send(&message.id).await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # The steps of a call
//!
//! 1. When the method is called, its arguments, headers and body are encoded. Every character of an argument outside of
//!    `A-Z a-z 0-9 - . _ ~` is percent-encoded, and quotes inside an OData string are doubled. An argument that would
//!    change the path (empty, `.`, `..`) is an error. Nothing borrowed is kept.
//! 2. When the future is polled, the call waits for its [`Throttle`], and the [`Credential`] is asked for a token.
//! 3. The request is sent, with a `client-request-id` of its own. A write without a body gets the `content-length: 0`
//!    that Graph requires.
//! 4. Up to five redirects are followed. Another scheme, host or port receives neither the token nor your headers, nor
//!    the body.
//! 5. The answer becomes a success, or an [`Error`] that tells whether the request
//!    [may have taken effect](Error::may_have_taken_effect).
//! 6. When Graph refuses the token and asks for claims, the request is sent once more with a token that has them. A
//!    failure that may pass is [repeated](Retry), if that is safe: nothing that has an effect is done twice. So is what
//!    you [wait for](Call::retry_when) because Graph has not replicated it yet.
//! 7. The return type [decodes](Decode) the success.
//!
//! Calls run on tokio. A token is sent over `https` only, or over `http` to a loopback address, and is shown in no
//! error, log or `Debug`.
//!
//! # Entities
//!
#![cfg_attr(feature = "macros", doc = "A struct with [`graph_entity`](macro@graph_entity) stands for a type of Graph:")]
#![cfg_attr(not(feature = "macros"), doc = "A struct with `graph_entity` stands for a type of Graph:")]
//! the compiler checks its properties, serde is written for it, and a call that returns it asks Graph for what it has.
//! [`Patch`] is for properties that a change leaves alone, clears or sets.
#![cfg_attr(
    feature = "types",
    doc = "[`types`] has values that many programs need: recipients, bodies, dates with time zones."
)]
//!
//! # What a call returns
//!
//! | type | what for |
//! |---|---|
//! | `()`, `Option<T>`, [`Bytes`], your own types | see [`Decode`] |
//! | [`Response<T>`] | any of these, with status and headers |
//! | [`Page<T>`] | a page of a collection; [`Call::items`] and [`Call::pages`] are streams of all of it |
//! | [`Delta<T>`] | what changed since the last time, and a link for the next time |
//! | [`Monitor<T>`] | a long-running operation |
//! | [`UploadSession`] | the upload of a large file |
//! | [`Download`] | a file, read piece by piece |
//!
//! Streams are [`futures_core::Stream`](https://docs.rs/futures-core)s, and have a `try_next` that needs no other
//! crate.
//!
//! [`Graph::call`] calls an address that you did not annotate.
//!
//! Several calls can be sent together in a [`Batch`]. With [`GraphBuilder::coalesce`] batches are made automatically.
//!
//! # Features
//!
//! | feature | default | what for |
//! |---|---|---|
//! | `macros` | yes | the attributes |
//! | `types` | yes | `types`: values that many programs need, such as recipients and dates with time zones |
//! | `rustls` | yes | TLS by rustls with ring, and the platform's certificates |
//! | `gzip` | yes | gzip-compressed answers |
//! | `aws-lc-rs` | | TLS by rustls with aws-lc-rs; wins over `rustls` |
//! | `native-tls` | | TLS by the system's library, unless one of the two above is on |
//! | `http2` | | HTTP/2 where the server offers it |
//! | `oauth` | | credentials that ask Microsoft Entra, for applications, people and web APIs: the module `oauth` |
//! | `azure` | | `AzureCredential`, for the credentials of the Azure SDK |
//! | `jiff`, `chrono`, `time` | | dates and durations of these crates as properties of an [`Entity`] |
//! | `uuid` | | `Uuid` as a property of an [`Entity`] |
//! | `blocking` | | `blocking::Blocking`: calls from programs that are not asynchronous |
//! | `notifications` | | `notification`: change notifications that Graph sends to a web hook |
//!
//! Without a TLS feature, set TLS by [`GraphBuilder::http`].

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod batch;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod cancel_safe;
mod client;
mod delta;
mod dispatch;
mod download;
mod entity;
mod monitor;
#[cfg(feature = "notifications")]
pub mod notification;
mod observe;
mod page;
mod reply;
mod scopes;
mod send;
mod throttle;
mod token;
mod transfer;
#[cfg(feature = "types")]
pub mod types;
mod upload;

pub use batch::{Batch, BatchResults, Handle};
pub use bytes::Bytes;
pub use call::Call;
pub use call::action::{Action, Method};
pub use call::argument::{Argument, ArgumentError, ArgumentValue};
pub use call::body::{Null, RawBody};
pub use call::literal::odata_string;
pub use call::raw::RawCall;
pub use call::reference::Reference;
pub use call::resource::{DirectoryObject, Drive, Endpoint, Group, Resource, Root, Site, User, root};
pub use call::retry_when::RetryWhen;
pub use client::builder::GraphBuilder;
pub use client::clock::Clock;
pub use client::cloud::Cloud;
pub use client::graph::Graph;
pub use delta::{Change, Delta, DeltaLink, Removal, Removed};
pub use download::Download;
pub use entity::Entity;
pub use entity::patch::Patch;
pub use entity::projection::Projection;
pub use http::{HeaderMap, StatusCode};
pub use monitor::{Monitor, Progress};
pub use observe::Event;
pub use page::{Items, Page, Pages};
pub use reply::decode::Decode;
pub use reply::error::{BoxError, Error, ErrorDetail, Result};
pub use reply::response::Response;
/// The HTTP client, for [`GraphBuilder::http`].
pub use reqwest;
pub use scopes::union_of_scopes;
pub use send::retry::Retry;
pub use throttle::Throttle;
#[cfg(feature = "azure")]
pub use token::azure::AzureCredential;
pub use token::credential::{AccessToken, Credential, TokenRequest};
#[cfg(feature = "oauth")]
pub use token::oauth;
pub use upload::{SavedUpload, Source, Upload, UploadSession};

#[cfg(feature = "macros")]
#[doc = include_str!("../docs/links.md")]
pub use graph_action_macros::graph_action;
#[cfg(feature = "macros")]
#[doc = include_str!("../docs/links.md")]
pub use graph_action_macros::graph_api;
#[cfg(feature = "macros")]
#[doc = include_str!("../docs/links.md")]
pub use graph_action_macros::graph_entity;
