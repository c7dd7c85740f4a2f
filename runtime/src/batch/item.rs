//! One call as an item of a `$batch` request.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::call::action::Method;
use crate::call::expects::Expects;
use crate::call::request::Request;
use crate::reply::error::{Error, Kind};
use crate::reply::is_json_type;
use crate::send::outcome::Outcome;

/// A request that can be sent in a batch.
pub(super) struct Item {
    pub(super) request: Request,
    /// The `client-request-id` of all its attempts.
    pub(super) id: HeaderValue,
    /// `v1.0` or `beta`, as it stands in the target.
    pub(super) version: String,
    /// What follows the version in the target, percent-encoded as it is there.
    url: String,
    /// The body as JSON: unchanged, or in base64.
    body: Option<Box<RawValue>>,
    /// The statuses that count as success for the calls that depend on it.
    accepted: Vec<StatusCode>,
    /// What is known of the call from an earlier batch.
    pub(super) earlier: Outcome,
}

/// An item in the form that Graph expects.
#[derive(Serialize)]
pub(super) struct WireItem<'a> {
    id: String,
    method: &'static str,
    url: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a RawValue>,
    #[serde(rename = "dependsOn", skip_serializing_if = "Vec::is_empty")]
    depends_on: Vec<String>,
}

impl Item {
    /// # Errors
    ///
    /// The request back, and why it cannot be sent in a batch.
    pub(super) fn new(request: Request) -> Result<Self, (Box<Request>, Error)> {
        match Self::parts(&request) {
            Ok((version, url, body)) => {
                let (id, earlier) = (request.client_request_id(), Outcome::new(request.method));
                Ok(Self { id, version, url, body, request, accepted: Vec::new(), earlier })
            }
            Err(reason) => {
                let error = Error::new(Kind::Argument, format!("the call cannot be in a batch: {reason}"))
                    .with_action(request.action)
                    .with_client_request_id(request.client_request_id().to_str().ok());
                Err((Box::new(request), error))
            }
        }
    }

    fn parts(request: &Request) -> Result<(String, String, Option<Box<RawValue>>), String> {
        if request.headers.contains_key(AUTHORIZATION) {
            return Err("it has an `authorization` of its own, but the calls of a batch share one".to_owned());
        }
        if matches!(request.expects, Expects::Stream(_)) {
            return Err("its answer is read piece by piece, but a batch is answered as a whole".to_owned());
        }
        let address = request.target.strip_prefix(request.graph.shared.base.as_str());
        let address = address.ok_or("its address is not one of Graph's")?;
        let (version, url) = address.split_at(address.find(['/', '?']).unwrap_or(address.len()));
        let url = if url.starts_with('/') { url.to_owned() } else { format!("/{url}") };
        let path = url.split('?').next().unwrap_or_default().to_ascii_lowercase();
        if path == "/$batch" || path == "/%24batch" {
            return Err("it is a batch itself".to_owned());
        }
        Ok((version.to_owned(), url, body(request)?))
    }

    pub(super) fn accept(&mut self, statuses: &[StatusCode]) {
        self.accepted.extend(statuses);
    }

    pub(super) fn accepted(&self) -> &[StatusCode] {
        &self.accepted
    }

    pub(super) fn accepts(&self, status: StatusCode) -> bool {
        self.accepted.contains(&status)
    }

    /// The length of the body in bytes, if it is JSON; 0 without a body.
    pub(super) fn json_length(&self) -> Option<usize> {
        match &self.request.body {
            None => Some(0),
            Some(content) => is_json(content_type(&self.request)?).then_some(content.bytes.len()),
        }
    }

    /// The path without the query.
    pub(super) fn path(&self) -> &str {
        self.url.split('?').next().unwrap_or_default()
    }

    pub(super) fn wire(&self, number: usize, attempt: u32, dependencies: impl Iterator<Item = usize>) -> WireItem<'_> {
        let mut headers = text_headers(&self.request.headers);
        headers.insert("client-request-id".to_owned(), text(&self.id));
        if attempt > 0 {
            headers.insert("retry-attempt".to_owned(), attempt.to_string());
        }
        if self.body.is_some() {
            // Graph requires it, and documents its name in this form.
            headers.remove(CONTENT_TYPE.as_str());
            let content_type = content_type(&self.request).map_or_else(|| "application/json".to_owned(), text);
            headers.insert("Content-Type".to_owned(), content_type);
        }
        WireItem {
            id: item_id(number),
            method: self.request.method.as_str(),
            url: &self.url,
            headers,
            body: self.body.as_deref(),
            depends_on: dependencies.map(item_id).collect(),
        }
    }
}

/// The id of an item in its batch. Graph compares ids without case, so it is a number.
pub(super) fn item_id(number: usize) -> String {
    (number + 1).to_string()
}

/// JSON objects and lists as they are, everything else in base64. A `POST` without a body has an empty object for one.
fn body(request: &Request) -> Result<Option<Box<RawValue>>, String> {
    let cannot = |error: serde_json::Error| format!("its body cannot be written: {error}");
    let Some(content) = &request.body else {
        let empty = (request.method == Method::Post).then(|| RawValue::from_string("{}".to_owned()));
        return empty.transpose().map_err(cannot);
    };
    if content_type(request).is_some_and(is_json) {
        let json: Box<RawValue> = serde_json::from_slice(&content.bytes)
            .map_err(|error| format!("its body is said to be JSON, but is not: {error}"))?;
        if json.get().starts_with(['{', '[']) {
            return Ok(Some(json));
        }
    }
    serde_json::value::to_raw_value(&STANDARD.encode(&content.bytes)).map(Some).map_err(cannot)
}

fn content_type(request: &Request) -> Option<&HeaderValue> {
    request.headers.get(CONTENT_TYPE).or(request.body.as_ref().map(|content| &content.content_type))
}

fn is_json(content_type: &HeaderValue) -> bool {
    content_type.to_str().is_ok_and(is_json_type)
}

fn text_headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect()
}

/// The header value as the text that the caller gave.
fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}
