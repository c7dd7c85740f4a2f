//! Sends HTTP requests: reqwest by itself, or a function of the user around it.

use std::future::Future;
use std::pin::{Pin, pin};

use reqwest::{Client, Request, Response};

use crate::client::runtime::with_io;
use crate::reply::error::{BoxError, SendFailure};
use crate::send::outcome::Attempt;

pub(crate) type OwnSender = Box<dyn Fn(Client, Request) -> Sending + Send + Sync>;
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<Response, BoxError>> + Send>>;

/// The HTTP client of a `Graph`.
pub(crate) struct Sender {
    client: Client,
    own: Option<OwnSender>,
}

impl Sender {
    pub(crate) fn new(client: Client, own: Option<OwnSender>) -> Self {
        Self { client, own }
    }

    /// Sends a request once.
    ///
    /// # Errors
    ///
    /// When there is no answer.
    pub(crate) async fn execute(&self, request: Request) -> Result<Response, SendFailure> {
        match &self.own {
            None => match with_io(pin!(self.client.execute(request))).await {
                Ok(sent) => Ok(sent?),
                Err(error) => Err(SendFailure::Runtime(error.after(Attempt::NotSent))),
            },
            Some(own) => match with_io(own(self.client.clone(), request)).await {
                Ok(sent) => sent.map_err(|error| match error.downcast() {
                    Ok(error) => SendFailure::Http(*error),
                    Err(error) => SendFailure::Own(error),
                }),
                // What the function did before is not known.
                Err(error) => Err(SendFailure::Runtime(error.after(Attempt::Lost))),
            },
        }
    }
}
