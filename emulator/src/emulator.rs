//! The running emulator, and what a test asks it directly.

mod builder;
mod drives;
mod faults;
mod mailboxes;

use std::{net::SocketAddr, sync::Arc};

use tokio::sync::watch;

use crate::{
    error::{Error, Result},
    http::GraphError,
    record::{Log, RecordedRequest},
    service::Service,
    state::State,
};
pub use builder::Builder;
pub use drives::DriveItem;
pub use mailboxes::{Folder, Message};

/// A running emulator. It stops listening when dropped; answers under way are finished.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    url: String,
    service: Arc<Service>,
    log: Arc<Log>,
    storage_url: String,
    storage_log: Arc<Log>,
    /// Dropping it tells the server to stop.
    _stop: watch::Sender<()>,
}

impl Emulator {
    /// Starts an emulator on any free port of the loopback interface.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`] when there is none.
    ///
    /// # Panics
    ///
    /// Outside a Tokio runtime, as all of Tokio's sockets do.
    pub async fn start() -> Result<Self> {
        Self::builder().start().await
    }

    /// Starts an emulator with other settings than the default ones.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// `http://127.0.0.1:PORT`: what a client takes for `https://graph.microsoft.com`, without a version.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The socket it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request so far, in the order in which they began to arrive.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.log.requests()
    }

    /// Forgets the requests so far, to both hosts.
    pub fn clear_requests(&self) {
        self.log.clear();
        self.storage_log.clear();
    }
}

/// The index of a user, who is `me`, an id or a user principal name.
fn find(state: &State, user: &str) -> Result<usize> {
    state.user((user != "me").then_some(user)).ok_or_else(|| Error::UnknownUser(user.to_owned()))
}

fn invalid(error: GraphError) -> Error {
    Error::InvalidProperties(error.message)
}
