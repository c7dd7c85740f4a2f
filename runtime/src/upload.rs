//! Upload sessions: large files and attachments, slice by slice.

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
use crate::transfer::{self, Transfer};
use ranges::{Missing, Wire};

pub use slices::Upload;
pub use source::Source;

/// What the errors of a session name that was begun in another process.
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

/// A place where a large file or attachment is uploaded to: the answer of an action on `…/createUploadSession`.
///
/// Its address is all that is needed to write there. So it is a secret, which `Debug` and errors do not show, and the token does not go
/// there: it is on another host.
///
/// ```
/// # #[derive(serde::Deserialize)] struct DriveItem { id: String }
/// # async fn run(call: graph_action::Call<graph_action::UploadSession>) -> graph_action::Result<()> {
/// use graph_action::Source;
///
/// let mut session = call.await?;
/// let stored = serde_json::to_string(&session.save()); // for another process, should this one end
/// let source = Source::file("holiday.mp4").await?;
/// let item: DriveItem =
///     session.upload(source).on_progress(|sent, total| println!("{sent} of {total} bytes")).await?;
/// # let _ = (stored, item.id); Ok(()) }
/// ```
///
/// Sources: *driveItem: createUploadSession*, *attachment: createUploadSession* and *Attach large files to Outlook messages or events*
/// in Graph's documentation.
pub struct UploadSession {
    /// The one that created the session.
    request: Request,
    client_request_id: String,
    url: Url,
    expiration: Option<String>,
    is_attachment: bool,
    /// What Graph wants next, in order, unless it has to be asked.
    missing: Option<Vec<Missing>>,
}

/// An [`UploadSession`] to be stored and [resumed](Graph::resume_upload). Whoever has it can write to the file: keep it secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedUpload {
    upload_url: String,
    #[serde(rename = "expirationDateTime")]
    expiration: Option<String>,
    is_attachment: bool,
}

/// Without the address.
impl fmt::Debug for SavedUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SavedUpload").field("expiration", &self.expiration).finish_non_exhaustive()
    }
}

/// Without the address.
impl fmt::Debug for UploadSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadSession")
            .field("expiration", &self.expiration)
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}

impl Graph {
    /// Goes on with an upload session that was [saved](UploadSession::save), perhaps by another process.
    ///
    /// # Errors
    ///
    /// When the address in it is neither `https`, nor `http` on loopback beside a Graph on loopback.
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
    /// When Graph forgets the session, as it writes it: `2026-11-29T09:21:55.523Z`. Each slice puts it off.
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

    /// Uploads a file or attachment: from its beginning, or from where an earlier upload to this session ended.
    ///
    /// The result is what Graph answers to the last slice: the drive item; nothing for an attachment, whose id is in
    /// the `Location` that [`Response<()>`](crate::Response) has; nothing when the session was created with `deferCommit`.
    pub fn upload<T: Decode>(&mut self, source: impl Into<Source>) -> Upload<'_, T> {
        Upload::new(self, source.into())
    }

    /// Asks Graph for the first byte that it has not got; `None` when it has all it expects.
    ///
    /// # Errors
    ///
    /// 404, [`is_not_found`](Error::is_not_found), when the session is forgotten: begin another. And whatever keeps a request from
    /// succeeding.
    pub async fn position(&mut self) -> Result<Option<u64>> {
        let missing = self.ask().await?;
        let first = missing.first().map(|range| range.start);
        self.missing = Some(missing);
        Ok(first)
    }

    /// Gives up: Graph forgets the session and what was uploaded. That it has forgotten it already is no error.
    ///
    /// # Errors
    ///
    /// Whatever keeps the request from succeeding.
    pub async fn cancel(self) -> Result<()> {
        let answer = self.send(Method::Delete, HeaderMap::new(), Bytes::new()).await?;
        match answer.status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(()),
            status if status.is_success() => Ok(()),
            _ => Err(self.failure(answer, Method::Delete)),
        }
    }

    /// Makes the file of what was uploaded, when the session was created with `deferCommit`.
    ///
    /// # Errors
    ///
    /// Whatever keeps the request from succeeding. The file may be there in spite of it if
    /// [`may_have_taken_effect`](Error::may_have_taken_effect) says so.
    pub async fn commit<T: Decode>(self) -> Result<T> {
        let headers = HeaderMap::from_iter([(CONTENT_LENGTH, HeaderValue::from_static("0"))]);
        let answer = self.send(Method::Post, headers, Bytes::new()).await?;
        if !answer.status.is_success() {
            return Err(self.failure(answer, Method::Post));
        }
        T::decode(self.reply(answer))
    }

    /// What Graph has not got.
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
        if let Some(expiration) = &wire.expiration {
            self.expiration = Some(expiration.clone());
        }
    }

    async fn send(&self, method: Method, headers: HeaderMap, body: Bytes) -> Result<Answer> {
        let Request { graph, timeout, .. } = &self.request;
        // A slow line needs time: at least 32 KiB a second it should make.
        let extra = Duration::from_secs(body.len() as u64 >> 15);
        let limit = timeout.map(|limit| limit.saturating_add(extra));
        let transfer = Transfer { graph, method, url: &self.url, headers, body, limit };
        transfer.send().await.map_err(|error| self.with_context(error))
    }

    fn reply(&self, answer: Answer) -> Reply {
        Reply::new(self.request.clone(), answer, &self.client_request_id)
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
        let Some(url) = &wire.upload_url else {
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
        Ok(Self {
            client_request_id: reply.client_request_id,
            request: reply.request,
            url,
            expiration: wire.expiration,
            is_attachment,
            missing: Some(missing),
        })
    }
}

/// Whether it is Outlook that takes the slices, which are smaller then.
fn is_attachment(action: &Action, url: &Url) -> bool {
    let is_outlook = url.host_str().is_some_and(|host| host.starts_with("outlook."));
    is_outlook || action.template().to_ascii_lowercase().contains("/attachments/")
}
