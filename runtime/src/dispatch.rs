//! Sends a call: gathered with others into a batch where those are gathered, and by itself otherwise.

use crate::batch::coalesce::gather;
use crate::call::request::Request;
use crate::reply::Reply;
use crate::reply::error::Error;
use crate::send::execute;

/// Sends a request, as often as it needs and may, and classifies the answer.
///
/// # Errors
///
/// Whatever kept the call from succeeding, with the action, the id of the request and whether it may have taken effect.
pub(crate) async fn dispatch(request: Box<Request>) -> Result<Reply, Error> {
    if !request.graph.shared.gathering.is_on() {
        return execute(request).await;
    }
    match gather(request) {
        Ok(gathered) => gathered.await,
        Err(request) => execute(request).await,
    }
}
