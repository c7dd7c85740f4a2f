//! Teams, whose creation is a long-running operation.

use serde_json::{Value, json};

use super::{
    call::Call,
    polling::{self, Words},
};
use crate::{
    http::{GraphError, Response},
    odata::payload,
    request_target::shape::{TeamKey, TeamOperationKey},
    state::operation::{Operation, Team},
};

const WORDS: Words =
    Words { not_started: "notStarted", running: "inProgress", succeeded: "succeeded", failed: "failed" };

/// 202 with `Location: /teams('…')/operations('…')`, relative and without a version as the service writes it.
pub(super) fn create(call: &mut Call<'_>, (): &()) -> Result<Response, GraphError> {
    let body = payload::object(call.request)?;
    let name = body.get("displayName").and_then(Value::as_str).filter(|name| !name.is_empty());
    let display_name = name.ok_or_else(|| GraphError::bad_request("The property 'displayName' is required."))?;
    let team = call.state.ids.guid();
    let operation = polling::begin(call, &team);
    call.state.teams.push(Team {
        id: team.clone(),
        display_name: display_name.to_owned(),
        operation: operation.clone(),
    });
    Ok(Response::empty(202)
        .header("location", format!("/teams('{team}')/operations('{operation}')"))
        .header("content-location", format!("/teams('{team}')")))
}

/// A team, once it is created.
pub(super) fn get(call: &mut Call<'_>, key: &TeamKey) -> Result<Response, GraphError> {
    let id = &key.id;
    let team = call.state.teams.iter().find(|team| team.id == *id);
    let team = team.filter(|team| call.state.operations.get(&team.operation).is_some_and(Operation::has_succeeded));
    let team = team.ok_or_else(|| GraphError::new(404, "NotFound", format!("No team found with Group Id {id}")))?;
    let shown = json!({"id": team.id, "displayName": team.display_name, "isArchived": false});
    Ok(Response::json(200, &call.entity(shown, "teams/$entity")))
}

/// The state of a Teams operation.
pub(super) fn operation(call: &mut Call<'_>, key: &TeamOperationKey) -> Result<Response, GraphError> {
    let operation = polling::poll(call, &key.operation)?;
    if key.team != operation.target {
        return Err(polling::unknown());
    }
    let error = operation
        .failure()
        .filter(|_| !operation.is_running())
        .map(|(code, message)| json!({"code": code, "message": message}));
    let shown = json!({
        "id": key.operation,
        "operationType": "createTeam",
        "status": polling::status(&operation, &WORDS),
        "attemptsCount": 1,
        "targetResourceId": operation.target,
        "targetResourceLocation": format!("/teams('{}')", operation.target),
        "error": error,
    });
    Ok(Response::json(200, &call.entity(shown, "teams('')/operations/$entity")))
}
