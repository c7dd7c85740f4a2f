//! Change notifications over HTTP: the handshake that a new subscription needs, and their delivery.
//!
//! Only addresses of this machine are called; what is to go elsewhere is dropped.

use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    http::{GraphError, Request, Result},
    state::notification::Notification,
};

/// How long an endpoint has, as at the service.
const PATIENCE: Duration = Duration::from_secs(10);

/// The answer to a validation is longer than this only by mistake.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// An address of this machine.
struct Endpoint<'u> {
    /// `127.0.0.1:5000`
    authority: &'u str,
    /// The path and the query.
    target: &'u str,
}

impl<'u> Endpoint<'u> {
    fn parse(url: &'u str) -> Option<Self> {
        let rest = url.strip_prefix("http://")?;
        let (authority, target) = rest.find('/').map_or((rest, "/"), |start| rest.split_at(start));
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        ["127.0.0.1", "[::1]", "localhost"].contains(&host).then_some(Self { authority, target })
    }

    /// Sends a POST, and returns the status and the body.
    async fn post(&self, target: &str, body: &str) -> std::io::Result<(u16, String)> {
        let address =
            if self.authority.contains(':') { self.authority.to_owned() } else { format!("{}:80", self.authority) };
        let mut stream = TcpStream::connect(address).await?;
        let head = format!(
            "POST {target} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
             connection: close\r\n\r\n",
            self.authority,
            body.len()
        );
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.take(LONGEST_ANSWER).read_to_end(&mut answer).await?;
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
        Ok((status, body))
    }
}

/// Whether a request makes a subscription.
pub(super) fn is_subscription(request: &Request) -> bool {
    let path = request.target.split('?').next().unwrap_or_default().trim_end_matches('/');
    request.method == "POST" && ["/v1.0/subscriptions", "/beta/subscriptions"].contains(&path)
}

/// Checks that the address of a new subscription answers with the token it is sent.
pub(super) async fn validate(request: &Request, token: &str) -> Result<()> {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let url = body["notificationUrl"].as_str().unwrap_or_default();
    let Some(endpoint) = Endpoint::parse(url) else { return Ok(()) };
    let separator = if endpoint.target.contains('?') { '&' } else { '?' };
    let token = format!("Validation: Testing client application reachability for subscription Request-Id: {token}");
    let encoded = utf8_percent_encode(&token, NON_ALPHANUMERIC);
    let target = format!("{}{separator}validationToken={encoded}", endpoint.target);
    let refused =
        |why: &str| GraphError::new(400, "ValidationError", format!("Subscription validation request failed. {why}"));
    match tokio::time::timeout(PATIENCE, endpoint.post(&target, "")).await {
        Err(_) => Err(refused("The notification endpoint has not answered within ten seconds.")),
        Ok(Err(error)) => Err(refused(&format!("The notification endpoint cannot be reached: {error}."))),
        Ok(Ok((200, body))) if unchunked(&body) == token => Ok(()),
        Ok(Ok((200, _))) => Err(refused("The answer is not the validation token.")),
        Ok(Ok((status, _))) => Err(refused(&format!("Notification endpoint must respond with 200 OK, not {status}."))),
    }
}

/// A body without the sizes of its chunks, when it has such.
fn unchunked(body: &str) -> String {
    let mut text = String::new();
    let mut rest = body;
    while let Some((size, after)) = rest.split_once("\r\n") {
        match usize::from_str_radix(size, 16) {
            Ok(0) => return text,
            Ok(size) if after.is_char_boundary(size) && size <= after.len() => {
                text.push_str(&after[..size]);
                rest = after[size..].trim_start_matches("\r\n");
            }
            _ => return body.to_owned(),
        }
    }
    body.to_owned()
}

/// Sends notifications, one after the other; an endpoint that does not answer loses its own.
pub(super) async fn deliver(notifications: Vec<Notification>) {
    for Notification { url, body } in notifications {
        let Some(endpoint) = Endpoint::parse(&url) else { continue };
        // The service tries again for hours; a test that wants that looks at its own endpoint.
        let _ = tokio::time::timeout(PATIENCE, endpoint.post(endpoint.target, &body.to_string())).await;
    }
}
