//! `$batch`: up to twenty requests in one (documented at "Combine multiple requests in one HTTP call using JSON batching").

mod read;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

pub(crate) use read::read;

use crate::{
    address::Version,
    concurrency::{self, Admission},
    error::GraphError,
    fault::Strike,
    record::RecordedItem,
    request::{Answer, Request},
    service::{Answered, Service},
    state::State,
    time::Timestamp,
};

/// Answers each item by itself; the whole is refused only when it is malformed.
pub(crate) fn answer(
    service: &Service,
    request: &Request,
    version: Version,
    admission: &Admission<'_>,
    state: &mut State,
    now: Timestamp,
) -> Result<Answer, GraphError> {
    let items = read(request)?;
    let mut records: Vec<RecordedItem> = Vec::new();
    let mut responses = Vec::new();
    let mut nth = admission.counter();
    for item in items {
        let dependency = item
            .depends_on
            .iter()
            .find(|id| records.iter().any(|done| done.id.eq_ignore_ascii_case(id) && done.status >= 400));
        let (strike, inner) = match (dependency, item.request(request, version)) {
            (Some(id), inner) => (Strike::refusal(failed_dependency(id)), inner.unwrap_or_default()),
            (None, Err(error)) => (Strike::refusal(error), Request::default()),
            (None, Ok(inner)) if !nth.admits(service.mailbox(&inner, state).as_deref()) => {
                (Strike::refusal(concurrency::throttled()), inner)
            }
            (None, Ok(inner)) => (service.faults.strike(&inner, true), inner),
        };
        let fault = strike.name();
        let answered = service.respond(&inner, strike, admission, state, now);
        records.push(RecordedItem {
            id: item.id.clone(),
            method: item.method,
            url: item.url,
            status: answered.status,
            fault,
            processed: answered.processed,
        });
        responses.push(response(&item.id, answered));
    }
    // The service answers in any order; this one is never the order asked for.
    responses.reverse();
    let mut answer =
        Answer::with_body(200, "application/json", json!({"responses": responses}).to_string().into_bytes());
    answer.items = records;
    Ok(answer)
}

fn failed_dependency(id: &str) -> GraphError {
    GraphError::new(
        424,
        "FailedDependency",
        format!("The request could not be performed because it depends on the request '{id}', which failed."),
    )
}

/// One response: JSON as it is, anything else in base64.
fn response(id: &str, answered: Answered) -> Value {
    let mut headers = Map::new();
    for (name, value) in answered.headers {
        if !["date", "x-ms-ags-diagnostic"].contains(&&*name) {
            headers.insert(title_case(&name), value.into());
        }
    }
    let mut response = json!({"id": id, "status": answered.status, "headers": headers});
    if !answered.body.is_empty() {
        let is_json = headers.get("Content-Type").and_then(Value::as_str).is_some_and(|kind| kind.contains("json"));
        let parsed = is_json.then(|| serde_json::from_slice(&answered.body).ok()).flatten();
        response["body"] = parsed.unwrap_or_else(|| STANDARD.encode(&answered.body).into());
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
