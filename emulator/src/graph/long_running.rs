//! Long-running operations that are watched at Graph itself: creating a team, copying a notebook.

use serde_json::{Value, json};

use super::{call::Call, entities};
use crate::{
    http::{GraphError, Response, Result},
    odata::payload,
    request_target::shape::{NotebookOperationKey, TeamOperationKey, UserKey},
    state::operation::{Operation, Team},
};

/// 202 with `Location: /teams('…')/operations('…')`, relative and without a version as the service writes it.
pub(super) fn create_team(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let body = payload::object(call.request)?;
    let name = body.get("displayName").and_then(Value::as_str).filter(|name| !name.is_empty());
    let display_name = name.ok_or_else(|| GraphError::bad_request("The property 'displayName' is required."))?;
    let team = call.state.ids.guid();
    let operation = begin(call, &team);
    call.state.teams.push(Team { id: team.clone(), display_name: display_name.to_owned() });
    Ok(Response::empty(202)
        .header("location", format!("/teams('{team}')/operations('{operation}')"))
        .header("content-location", format!("/teams('{team}')")))
}

/// Stores a team whose operation has succeeded, and its group.
fn store_team(call: &mut Call<'_>, id: &str) {
    let Some(place) = call.state.teams.iter().position(|team| team.id == id) else { return };
    let team = call.state.teams.remove(place);
    let group = json!({
        "id": team.id, "displayName": team.display_name, "groupTypes": ["Unified"], "mailEnabled": true,
        "mailNickname": team.display_name.replace(' ', ""), "securityEnabled": false,
        "createdDateTime": call.now.iso(),
    });
    entities::store_group_and_team(call, group);
}

/// The state of a Teams operation.
pub(super) fn team_operation(call: &mut Call<'_>, key: &TeamOperationKey) -> Result<Response> {
    let operation = poll(call, &key.id)?;
    if key.team.id != operation.target {
        return Err(unknown());
    }
    if operation.has_succeeded() {
        store_team(call, &key.team.id);
    }
    let error = operation
        .failure()
        .filter(|_| !operation.is_running())
        .map(|(code, message)| json!({"code": code, "message": message}));
    let shown = json!({
        "@odata.context": call.context("teams('')/operations/$entity"),
        "id": key.id,
        "operationType": "createTeam",
        "status": status(&operation, &TEAMS),
        "attemptsCount": 1,
        "targetResourceId": operation.target,
        "targetResourceLocation": format!("/teams('{}')", operation.target),
        "error": error,
    });
    Ok(Response::json(200, &shown))
}

/// 202 with an `Operation-Location`. Notebooks are not kept; any id is taken for one.
pub(super) fn copy_notebook(call: &mut Call<'_>, _user: &UserKey) -> Result<Response> {
    payload::parameters(
        call.request,
        "copyNotebook",
        &["groupId", "renameAs", "notebookFolder", "siteCollectionId", "siteId"],
    )?;
    let prefix = call.url.split("/notebooks").next().unwrap_or_default().to_owned();
    let copy = format!("1-{}", call.state.ids.guid());
    let operation = begin(call, &copy);
    Ok(Response::empty(202).header("operation-location", format!("{prefix}/operations/{operation}")))
}

/// The state of a OneNote operation.
pub(super) fn notebook_operation(call: &mut Call<'_>, key: &NotebookOperationKey) -> Result<Response> {
    let operation = poll(call, &key.id)?;
    let context = call.context("onenote/operations/$entity");
    let mut shown = json!({"@odata.context": context, "id": key.id, "status": status(&operation, &ONENOTE)});
    if let Some((code, message)) = operation.failure().filter(|_| !operation.is_running()) {
        shown["error"] = json!({"code": code, "message": message});
    } else if !operation.is_running() {
        let prefix = call.url.split("/operations").next().unwrap_or_default();
        shown["resourceLocation"] = format!("{prefix}/notebooks/{}", operation.target).into();
        shown["resourceId"] = operation.target.clone().into();
        shown["percentComplete"] = "100".into();
    }
    Ok(Response::json(200, &shown))
}

/// The words of a workload for how far an operation is: not started, running, succeeded, failed.
type Words = [&'static str; 4];

const TEAMS: Words = ["notStarted", "inProgress", "succeeded", "failed"];
const ONENOTE: Words = ["NotStarted", "Running", "Completed", "Failed"];

fn status(operation: &Operation, [not_started, running, succeeded, failed]: &Words) -> &'static str {
    match (operation.is_running(), operation.polled, operation.failure()) {
        (true, 1, _) => not_started,
        (true, ..) => running,
        (false, _, None) => succeeded,
        (false, _, Some(_)) => failed,
    }
}

/// Starts an operation that makes something with this id, and returns the id of the operation.
fn begin(call: &mut Call<'_>, target: &str) -> String {
    let id = call.state.ids.guid();
    let plan = call.state.long_running.clone();
    call.state.operations.insert(id.clone(), Operation { target: target.to_owned(), plan, polled: 0 });
    id
}

/// Counts a poll of an operation.
fn poll(call: &mut Call<'_>, id: &str) -> Result<Operation> {
    let operation = call.state.operations.get_mut(id).ok_or_else(unknown)?;
    operation.polled = operation.polled.saturating_add(1);
    Ok(operation.clone())
}

/// The error for an operation that does not exist.
fn unknown() -> GraphError {
    GraphError::new(404, "NotFound", "The operation does not exist.")
}
