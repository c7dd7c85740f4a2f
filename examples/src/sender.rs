//! Graph's side of change notifications, for an example that has no address in the internet.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{patch, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::Failure;

/// A loopback Graph that has subscriptions only. As Graph does, it asks the web hook of a new subscription to repeat a
/// validation token. It sends notifications when it is told to.
pub struct Sender {
    url: String,
    subscriptions: Subscriptions,
}

/// By the place in the list: the id.
type Subscriptions = Arc<Mutex<Vec<Value>>>;
type Refusal = (StatusCode, Json<Value>);

impl Sender {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start() -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let subscriptions = Subscriptions::default();
        let router = Router::new()
            .route("/v1.0/subscriptions", post(create))
            .route("/v1.0/subscriptions/{id}", patch(renew))
            .with_state(subscriptions.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, subscriptions })
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Sends a notification with these properties to the web hook of every subscription, and returns the statuses of
    /// the answers.
    ///
    /// # Errors
    /// When a web hook cannot be reached.
    pub async fn notify(&self, properties: &Value) -> Result<Vec<StatusCode>, Failure> {
        let subscriptions = lock(&self.subscriptions).clone();
        let mut statuses = Vec::new();
        for subscription in subscriptions {
            let mut notification = json!({
                "subscriptionId": subscription["id"],
                "subscriptionExpirationDateTime": subscription["expirationDateTime"],
                "clientState": subscription["clientState"],
                "tenantId": "84bd8158-6d4d-4958-8b9f-9d6445542f95",
            });
            for (name, value) in properties.as_object().into_iter().flatten() {
                notification[name] = value.clone();
            }
            let url = subscription["notificationUrl"].as_str().unwrap_or_default();
            let body = json!({ "value": [notification] }).to_string();
            statuses.push(send(url, "application/json", body).await?.0);
        }
        Ok(statuses)
    }
}

async fn create(
    State(subscriptions): State<Subscriptions>,
    Json(mut subscription): Json<Value>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let url = subscription["notificationUrl"].as_str().unwrap_or_default();
    let token = "Validation: a token + more";
    let question = format!("{url}?validationToken=Validation%3a+a+token+%2b+more");
    match send(&question, "text/plain; charset=utf-8", String::new()).await {
        Ok((StatusCode::OK, answer)) if answer == token => {}
        _ => return Err(refuse(StatusCode::BAD_REQUEST, "ValidationError", "Subscription validation request failed.")),
    }
    let mut subscriptions = lock(&subscriptions);
    subscription["id"] = json!(subscriptions.len().to_string());
    subscriptions.push(subscription.clone());
    Ok((StatusCode::CREATED, Json(subscription)))
}

async fn renew(
    State(subscriptions): State<Subscriptions>,
    Path(id): Path<String>,
    Json(change): Json<Value>,
) -> Result<Json<Value>, Refusal> {
    let mut subscriptions = lock(&subscriptions);
    let Some(subscription) = subscriptions.iter_mut().find(|known| known["id"] == id) else {
        return Err(refuse(StatusCode::NOT_FOUND, "ResourceNotFound", "The object was not found."));
    };
    subscription["expirationDateTime"] = change["expirationDateTime"].clone();
    Ok(Json(subscription.clone()))
}

/// POSTs to a loopback address, over a connection of its own.
async fn send(url: &str, content_type: &str, body: String) -> Result<(StatusCode, String), Failure> {
    let no_http = || Failure::new(format!("{url} is no loopback address with a path, or does not speak HTTP"));
    let (host, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).ok_or_else(no_http)?;
    let mut stream = TcpStream::connect(host).await?;
    let length = body.len();
    let head = format!("POST /{path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: {content_type}\r\n");
    let head = format!("{head}content-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(format!("{head}{body}").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(no_http)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(no_http)?;
    Ok((status, body.to_owned()))
}

fn refuse(status: StatusCode, code: &str, message: &str) -> Refusal {
    (status, Json(json!({ "error": { "code": code, "message": message } })))
}

fn lock(subscriptions: &Subscriptions) -> MutexGuard<'_, Vec<Value>> {
    subscriptions.lock().unwrap_or_else(PoisonError::into_inner)
}
