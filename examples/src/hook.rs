//! A web hook that passes on what it receives.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{Response, StatusCode};
use axum::routing::post;
use graph_action::notification::answer_validation;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::Failure;

/// Starts a web hook on a loopback port, of which 0 is any free one: its address, and the bodies of the notifications.
///
/// # Errors
/// When the port is not free.
pub async fn hook(port: u16) -> Result<(String, mpsc::Receiver<Bytes>), Failure> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let url = format!("http://{}/hook", listener.local_addr()?);
    let (sender, receiver) = mpsc::channel(100);
    let router = Router::new().route("/hook", post(receive)).with_state(sender);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((url, receiver))
}

/// Answers at once, and leaves the work to the task that has the other end of the channel: Graph waits for three
/// seconds only.
async fn receive(
    RawQuery(query): RawQuery,
    State(bodies): State<mpsc::Sender<Bytes>>,
    body: Bytes,
) -> Response<String> {
    if let Some(answer) = answer_validation(query.as_deref()) {
        return answer;
    }
    let mut response = Response::new(String::new());
    // When the queue is full, Graph shall send again later.
    *response.status_mut() = match bodies.try_send(body) {
        Ok(()) => StatusCode::ACCEPTED,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    response
}
