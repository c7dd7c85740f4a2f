//! `$batch`: up to twenty requests in one (documented at "Combine multiple requests in one HTTP call using JSON
//! batching").

pub(super) mod body;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::{Service, respond::FinishedResponse};
use crate::{
    concurrency::{self, Admission},
    fault::FaultsHit,
    http::{GraphError, Request, Response, Result},
    record::RecordedItem,
    request_target::Version,
    state::State,
    time::Timestamp,
};

/// A batch that has arrived.
pub(super) struct Batch<'a> {
    pub(super) request: &'a Request,
    pub(super) version: Version,
    pub(super) admission: &'a Admission<'a>,
    pub(super) now: Timestamp,
}

/// Answers each request by itself and records it. An error refuses a malformed batch as a whole.
pub(super) fn answer(
    service: &Service,
    batch: Batch<'_>,
    state: &mut State,
    records: &mut Vec<RecordedItem>,
) -> Result<Response> {
    let now = batch.now;
    let mut responses = Vec::new();
    let mut places = batch.admission.batch_places();
    for item in body::read(batch.request)? {
        let failed = |id: &String| records.iter().any(|done| done.id.eq_ignore_ascii_case(id) && done.status >= 400);
        let failed = item.depends_on.iter().find(|id| failed(id));
        let (met, inner) = match (failed, item.request(batch.request, batch.version)) {
            (Some(id), inner) => (Err(failed_dependency(id)), inner.unwrap_or_default()),
            (None, Err(error)) => (Err(error), Request::default()),
            (None, Ok(inner)) if !places.admits(service.mailbox(&inner, state).as_deref()) => {
                (Err(concurrency::throttled()), inner)
            }
            (None, Ok(inner)) => (Ok(service.faults_of(&inner, true)), inner),
        };
        let fault = met.as_ref().ok().and_then(FaultsHit::names);
        let finished = service
            .respond(&inner, met, state, now, |state| service.dispatch(&inner, state, now, |_, _| Err(body::nested())));
        records.push(RecordedItem {
            id: item.id.clone(),
            method: item.method,
            url: item.url,
            status: finished.response.status,
            fault,
            processed: finished.processed,
        });
        responses.push(response(&item.id, finished));
    }
    // The service answers in any order; here it is never the order of the requests.
    responses.reverse();
    let body = json!({"responses": responses}).to_string();
    Ok(Response::with_body(200, "application/json", body.into_bytes()))
}

fn failed_dependency(id: &str) -> GraphError {
    let message = format!("The request could not be performed because it depends on the request '{id}', which failed.");
    GraphError::new(424, "FailedDependency", message)
}

/// One response: JSON as it is, anything else in base64.
fn response(id: &str, finished: FinishedResponse) -> Value {
    let mut headers = Map::new();
    for (name, value) in finished.response.headers {
        if !["date", "x-ms-ags-diagnostic"].contains(&&*name) {
            headers.insert(title_case(&name), value.into());
        }
    }
    let mut response = json!({"id": id, "status": finished.response.status, "headers": headers});
    if !finished.response.body.is_empty() {
        let is_json = headers.get("Content-Type").and_then(Value::as_str).is_some_and(|kind| kind.contains("json"));
        let parsed = is_json.then(|| serde_json::from_slice(&finished.response.body).ok()).flatten();
        response["body"] = parsed.unwrap_or_else(|| STANDARD.encode(&finished.response.body).into());
    }
    response
}

/// `content-type` as `Content-Type`: inside a batch names come in another case.
fn title_case(name: &str) -> String {
    let parts = name.split('-').map(|part| {
        let mut letters = part.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    });
    parts.collect::<Vec<_>>().join("-")
}
