//! Long-running operations that are watched at Graph itself: creating a team, copying a notebook.

use serde_json::{Value, json};

use super::Call;
use crate::{
    emulator::CopyEnd,
    error::GraphError,
    odata::payload,
    request::Answer,
    state::{Operation, Team},
};

/// 202 with `Location: /teams('…')/operations('…')`, relative and without a version as the service writes it.
pub(crate) fn create_team(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let body = payload::object(call.request)?;
    let name = body.get("displayName").and_then(Value::as_str).filter(|name| !name.is_empty());
    let display_name = name.ok_or_else(|| GraphError::bad_request("The property 'displayName' is required."))?;
    let team = call.state.ids.guid();
    let operation = begin(call, &team);
    call.state.teams.push(Team {
        id: team.clone(),
        display_name: display_name.to_owned(),
        operation: operation.clone(),
    });
    Ok(Answer::empty(202)
        .header("location", format!("/teams('{team}')/operations('{operation}')"))
        .header("content-location", format!("/teams('{team}')")))
}

/// A team, once it is created.
pub(crate) fn team(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let id = call.address.team.as_deref().unwrap_or_default();
    let team = call.state.teams.iter().find(|team| team.id == id);
    let team = team.filter(|team| call.state.operations.get(&team.operation).is_some_and(Operation::has_succeeded));
    let team = team.ok_or_else(|| GraphError::new(404, "NotFound", format!("No team found with Group Id {id}")))?;
    let shown = json!({"id": team.id, "displayName": team.display_name, "isArchived": false});
    Ok(Answer::json(200, &call.entity(shown, "teams/$entity")))
}

/// The state of a Teams operation.
pub(crate) fn team_operation(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let (id, operation) = poll(call)?;
    if call.address.team.as_deref() != Some(operation.target.as_str()) {
        return Err(unknown());
    }
    let status = match (operation.is_running(), operation.polled, operation.failure()) {
        (true, 1, _) => "notStarted",
        (true, ..) => "inProgress",
        (false, _, None) => "succeeded",
        (false, _, Some(_)) => "failed",
    };
    let error = operation
        .failure()
        .filter(|_| !operation.is_running())
        .map(|(code, message)| json!({"code": code, "message": message}));
    let shown = json!({
        "id": id,
        "operationType": "createTeam",
        "status": status,
        "attemptsCount": 1,
        "targetResourceId": operation.target,
        "targetResourceLocation": format!("/teams('{}')", operation.target),
        "error": error,
    });
    Ok(Answer::json(200, &call.entity(shown, "teams('')/operations/$entity")))
}

/// 202 with an `Operation-Location`. Notebooks are not kept; any id is taken for one.
pub(crate) fn copy_notebook(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    payload::parameters(
        call.request,
        "copyNotebook",
        &["groupId", "renameAs", "notebookFolder", "siteCollectionId", "siteId"],
    )?;
    let prefix = call.url.split("/notebooks").next().unwrap_or_default().to_owned();
    let copy = format!("1-{}", call.state.ids.guid());
    let operation = begin(call, &copy);
    Ok(Answer::empty(202).header("operation-location", format!("{prefix}/operations/{operation}")))
}

/// The state of a OneNote operation.
pub(crate) fn notebook_operation(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let (id, operation) = poll(call)?;
    let status = match (operation.is_running(), operation.polled, operation.failure()) {
        (true, 1, _) => "NotStarted",
        (true, ..) => "Running",
        (false, _, None) => "Completed",
        (false, _, Some(_)) => "Failed",
    };
    let mut shown = json!({"id": id, "status": status});
    if let Some((code, message)) = operation.failure().filter(|_| !operation.is_running()) {
        shown["error"] = json!({"code": code, "message": message});
    } else if !operation.is_running() {
        let prefix = call.url.split("/operations").next().unwrap_or_default();
        shown["resourceLocation"] = format!("{prefix}/notebooks/{}", operation.target).into();
        shown["resourceId"] = operation.target.clone().into();
        shown["percentComplete"] = "100".into();
    }
    Ok(Answer::json(200, &call.entity(shown, "onenote/operations/$entity")))
}

fn begin(call: &mut Call<'_>, target: &str) -> String {
    let id = call.state.ids.guid();
    let copies = call.state.copies.clone();
    let operation = Operation { target: target.to_owned(), polls: copies.polls, polled: 0, end: copies.end };
    call.state.operations.insert(id.clone(), operation);
    id
}

/// Counts a poll of the operation the address names.
fn poll(call: &mut Call<'_>) -> Result<(String, Operation), GraphError> {
    let id = call.address.operation.clone().unwrap_or_default();
    let operation = call.state.operations.get_mut(&id).ok_or_else(unknown)?;
    operation.polled = operation.polled.saturating_add(1);
    Ok((id, operation.clone()))
}

fn unknown() -> GraphError {
    GraphError::new(404, "NotFound", "The operation does not exist.")
}

impl Operation {
    /// Whether the last poll found it unfinished.
    fn is_running(&self) -> bool {
        self.polled <= self.polls
    }

    fn failure(&self) -> Option<(&str, &str)> {
        match &self.end {
            CopyEnd::Failed { code, message } => Some((code, message)),
            _ => None,
        }
    }

    fn has_succeeded(&self) -> bool {
        !self.is_running() && self.failure().is_none()
    }
}
