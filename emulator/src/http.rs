//! HTTP requests and responses as plain values, and Graph's errors, which are responses too.

mod error;
pub(crate) mod percent;
mod request;
mod response;

pub(crate) use error::GraphError;
pub(crate) use request::{Host, Request};
pub(crate) use response::{Headers, Response};
