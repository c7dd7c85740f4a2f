//! The client: its settings, its HTTP client, its clock and its random numbers.

pub(crate) mod builder;
pub(crate) mod clock;
pub(crate) mod cloud;
pub(crate) mod gathering;
pub(crate) mod graph;
pub(crate) mod http;
pub(crate) mod origin;
pub(crate) mod random;
pub(crate) mod runtime;
pub(crate) mod sender;
pub(crate) mod tls;
