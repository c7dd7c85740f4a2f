//! Copies of OneNote notebooks, which are long-running operations.

use serde_json::json;

use super::{
    call::Call,
    polling::{self, Words},
};
use crate::{
    http::{GraphError, Response},
    odata::payload,
    request_target::shape::{NotebookOperationKey, UserKey},
};

const WORDS: Words = Words { not_started: "NotStarted", running: "Running", succeeded: "Completed", failed: "Failed" };

/// 202 with an `Operation-Location`. Notebooks are not kept; any id is taken for one.
pub(super) fn copy(call: &mut Call<'_>, _user: &UserKey) -> Result<Response, GraphError> {
    payload::parameters(
        call.request,
        "copyNotebook",
        &["groupId", "renameAs", "notebookFolder", "siteCollectionId", "siteId"],
    )?;
    let prefix = call.url.split("/notebooks").next().unwrap_or_default().to_owned();
    let copy = format!("1-{}", call.state.ids.guid());
    let operation = polling::begin(call, &copy);
    Ok(Response::empty(202).header("operation-location", format!("{prefix}/operations/{operation}")))
}

/// The state of a OneNote operation.
pub(super) fn operation(call: &mut Call<'_>, key: &NotebookOperationKey) -> Result<Response, GraphError> {
    let operation = polling::poll(call, &key.operation)?;
    let mut shown = json!({"id": key.operation, "status": polling::status(&operation, &WORDS)});
    if let Some((code, message)) = operation.failure().filter(|_| !operation.is_running()) {
        shown["error"] = json!({"code": code, "message": message});
    } else if !operation.is_running() {
        let prefix = call.url.split("/operations").next().unwrap_or_default();
        shown["resourceLocation"] = format!("{prefix}/notebooks/{}", operation.target).into();
        shown["resourceId"] = operation.target.clone().into();
        shown["percentComplete"] = "100".into();
    }
    Ok(Response::json(200, &call.entity(shown, "onenote/operations/$entity")))
}
