//! Upload sessions: large files and attachments, uploaded in slices.

mod ranges;
mod slices;
mod source;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderValue, StatusCode};
use reqwest::Url;
use serde::{Deserialize, Serialize};

use crate::call::action::{self, Action, Descriptor, Method};
use crate::call::request::Request;
use crate::client::graph::Graph;
use crate::reply::Reply;
use crate::reply::answer::Answer;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Kind, Result};
use crate::reply::redact::Secrets;
use crate::transfer::{self, Transfer};
use ranges::{Missing, Wire};

pub use slices::Upload;
pub use source::Source;

/// The action that errors name for a session of another process.
static RESUMED: Action = action::action(Descriptor {
    name: "UploadSession::upload",
    method: Method::Put,
    version: "v1.0",
    absolute: true,
    template: "<uploadUrl>",
    path: &[],
    query: &[],
    scopes: &[],
    app_scopes: &[],
    repeatable: false,
});

/// A session to upload a large file or attachment: the answer of an action on `…/createUploadSession`.
///
/// Its address gives access by itself, so it is a secret that `Debug` and errors do not show. It is on another host,
/// which does not receive the token.
///
/// ```
/// # #[derive(serde::Deserialize)] struct DriveItem { id: String }
/// # async fn run(call: graph_action::Call<graph_action::UploadSession>) -> graph_action::Result<()> {
/// use graph_action::Source;
///
/// let mut session = call.await?;
/// // For another process, should this one end.
/// let stored = serde_json::to_string(&session.save());
/// let source = Source::file("holiday.mp4").await?;
/// let upload = session.upload(source);
/// let item: DriveItem =
///     upload.on_progress(|sent, total| println!("{sent} of {total} bytes")).await?;
/// # let _ = (stored, item.id); Ok(()) }
/// ```
///
/// Sources: *driveItem: createUploadSession*, *attachment: createUploadSession* and *Attach large files to Outlook
/// messages or events* in Graph's documentation.
pub struct UploadSession {
    /// The request that created the session.
    request: Request,
    client_request_id: String,
    url: Url,
    expiration: Option<String>,
    is_attachment: bool,
    /// The ranges that Graph wants next, in order; `None` when Graph has to be asked.
    missing: Option<Vec<Missing>>,
}

/// An [`UploadSession`] to be stored and [resumed](Graph::resume_upload). It gives write access to the file: keep it
/// secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedUpload {
    upload_url: String,
    #[serde(rename = "expirationDateTime")]
    expiration: Option<String>,
    is_attachment: bool,
}

/// Leaves out the address, which is a secret.
impl fmt::Debug for SavedUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SavedUpload").field("expiration", &self.expiration).finish_non_exhaustive()
    }
}

/// Leaves out the address, which is a secret.
impl fmt::Debug for UploadSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadSession")
            .field("expiration", &self.expiration)
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}

impl Graph {
    /// Continues an upload session that was [saved](UploadSession::save), perhaps by another process.
    ///
    /// # Errors
    ///
    /// When the address in it is neither `https`, nor `http` on loopback together with a Graph on loopback.
    pub fn resume_upload(&self, saved: SavedUpload) -> Result<UploadSession> {
        let url = transfer::parse(self, &saved.upload_url)
            .map_err(|reason| Error::new(Kind::Argument, format!("the address of the upload session {reason}")))?;
        Ok(UploadSession {
            request: Request::bare(&RESUMED, self),
            client_request_id: String::new(),
            url,
            expiration: saved.expiration,
            is_attachment: saved.is_attachment,
            missing: None,
        })
    }
}

impl UploadSession {
    /// When the session expires, as Graph writes it: `2026-11-29T09:21:55.523Z`. Each slice extends it.
    #[must_use]
    pub fn expiration(&self) -> Option<&str> {
        self.expiration.as_deref()
    }

    /// The session, to be stored.
    #[must_use]
    pub fn save(&self) -> SavedUpload {
        SavedUpload {
            upload_url: self.url.as_str().to_owned(),
            expiration: self.expiration.clone(),
            is_attachment: self.is_attachment,
        }
    }

    /// Uploads a file or attachment, from its beginning, or from where an earlier upload to this session ended.
    ///
    /// The result is Graph's answer to the last slice: the drive item; nothing for an attachment, whose id is in the
    /// `Location` of a [`Response<()>`](crate::Response); nothing when the session was created with `deferCommit`.
    pub fn upload<T: Decode>(&mut self, source: impl Into<Source>) -> Upload<'_, T> {
        Upload::new(self, source.into())
    }

    /// Asks Graph for the first byte that is missing; `None` when none is.
    ///
    /// # Errors
    ///
    /// 404, [`is_not_found`](Error::is_not_found), when the session has expired: create another one. And the errors of
    /// a request.
    pub async fn position(&mut self) -> Result<Option<u64>> {
        let missing = self.ask().await?;
        let first = missing.first().map(|range| range.start);
        self.missing = Some(missing);
        Ok(first)
    }

    /// Cancels the session: Graph deletes what was uploaded. An expired session is no error.
    ///
    /// # Errors
    ///
    /// Those of a request.
    pub async fn cancel(self) -> Result<()> {
        let answer = self.send(Method::Delete, HeaderMap::new(), Bytes::new()).await?;
        match answer.status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(()),
            status if status.is_success() => Ok(()),
            _ => Err(self.failure(answer, Method::Delete)),
        }
    }

    /// Completes the file, when the session was created with `deferCommit`.
    ///
    /// # Errors
    ///
    /// Those of a request. The file may exist in spite of the error if
    /// [`may_have_taken_effect`](Error::may_have_taken_effect) says so.
    pub async fn commit<T: Decode>(self) -> Result<T> {
        let headers = HeaderMap::from_iter([(CONTENT_LENGTH, HeaderValue::from_static("0"))]);
        let answer = self.send(Method::Post, headers, Bytes::new()).await?;
        if !answer.status.is_success() {
            return Err(self.failure(answer, Method::Post));
        }
        T::decode(self.reply(answer))
    }

    /// The ranges that are missing.
    async fn ask(&mut self) -> Result<Vec<Missing>> {
        let answer = self.send(Method::Get, HeaderMap::new(), Bytes::new()).await?;
        if !answer.status.is_success() {
            return Err(self.failure(answer, Method::Get));
        }
        let wire = Wire::read(&answer.body);
        self.renew(&wire);
        match wire.missing() {
            Some(Ok(missing)) => Ok(missing),
            Some(Err(range)) => Err(self.unreadable(answer, &format!("it expects the range `{range}`"))),
            None => Err(self.unreadable(answer, "it does not tell what is missing")),
        }
    }

    fn renew(&mut self, wire: &Wire) {
        if let Some(expiration) = &wire.expiration.0 {
            self.expiration = Some(Secrets::of(None, Some(&self.url)).redact(expiration).into_owned());
        }
    }

    async fn send(&self, method: Method, headers: HeaderMap, body: Bytes) -> Result<Answer> {
        let Request { graph, timeout, .. } = &self.request;
        // A slow connection needs time: 32 KiB a second are expected at least.
        let extra = Duration::from_secs(body.len() as u64 >> 15);
        let limit = timeout.map(|limit| limit.saturating_add(extra));
        let transfer = Transfer { graph, method, url: &self.url, headers, body, limit };
        transfer.send().await.map_err(|error| self.with_context(error))
    }

    fn reply(&self, answer: Answer) -> Reply {
        let mut reply = Reply::new(Box::new(self.request.clone()), answer, &self.client_request_id);
        reply.outcome.begin();
        Reply { elsewhere: Some(Box::new(self.url.clone())), ..reply }
    }

    fn failure(&self, answer: Answer, method: Method) -> Error {
        self.with_context(transfer::failure(answer, method, &self.request.graph, &self.url))
    }

    fn unreadable(&self, answer: Answer, reason: &str) -> Error {
        self.reply(answer).unreadable("the state of an upload session", &reason).without_effect()
    }

    fn with_context(&self, error: Error) -> Error {
        let id = Some(&*self.client_request_id).filter(|id| !id.is_empty());
        error.with_action(self.request.action).with_client_request_id(id)
    }
}

impl Decode for UploadSession {
    fn decode(mut reply: Reply) -> Result<Self> {
        if let Some(error) = reply.absence.take() {
            return Err(error);
        }
        let unreadable = |reason: &dyn fmt::Display| reply.unreadable("graph_action::UploadSession", reason);
        let wire = Wire::read(reply.text_bytes());
        let Some(url) = &wire.upload_url.0 else {
            return Err(unreadable(&"it has no `uploadUrl`"));
        };
        let url = transfer::parse(&reply.request.graph, url)
            .map_err(|reason| unreadable(&format!("its `uploadUrl` {reason}")))?;
        let missing = match wire.missing() {
            None => vec![Missing::FROM_THE_BEGINNING],
            Some(Ok(missing)) => missing,
            Some(Err(range)) => return Err(unreadable(&format!("it expects the range `{range}`"))),
        };
        let is_attachment = is_attachment(reply.request.action, &url);
        let mut session = Self {
            client_request_id: reply.client_request_id,
            request: *reply.request,
            url,
            expiration: None,
            is_attachment,
            missing: Some(missing),
        };
        session.renew(&wire);
        Ok(session)
    }
}

/// Whether Outlook takes the slices, which must be smaller then.
fn is_attachment(action: &Action, url: &Url) -> bool {
    let is_outlook = url.host_str().is_some_and(|host| host.starts_with("outlook."));
    is_outlook || action.template().to_ascii_lowercase().contains("/attachments/")
}
