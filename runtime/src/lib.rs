//! Calls to Microsoft Graph from annotated traits.

#[path = "private.rs"]
#[doc(hidden)]
pub mod __private;
mod action;
mod address;
mod argument;
mod body;
mod call;
mod client;
mod cloud;
mod credential;
mod decode;
mod encode;
mod error;
mod origin;
mod page;
mod random;
mod redirect;
mod reply;
mod request;
mod resource;
mod response;
mod send;
mod tls;

pub use action::{Action, Method};
pub use argument::{Argument, ArgumentError, ArgumentValue};
pub use body::{Null, RawBody};
pub use bytes::Bytes;
pub use call::Call;
pub use client::{Graph, GraphBuilder};
pub use cloud::Cloud;
pub use credential::{AccessToken, Credential, TokenRequest};
pub use decode::Decode;
pub use error::{BoxError, Error, ErrorDetail, Result};
pub use http::{HeaderMap, StatusCode};
pub use page::Page;
pub use reqwest;
pub use resource::{Drive, Endpoint, Group, Resource, Root, Site, User, root};
pub use response::Response;

#[cfg(feature = "macros")]
pub use graph_action_macros::{graph_action, graph_api};
