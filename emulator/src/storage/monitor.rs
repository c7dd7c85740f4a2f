//! The monitor of a long copy.

use serde_json::json;

use super::call::{StorageCall, gone};
use crate::{
    http::{Response, Result},
    state::operation::{CopyEnd, CopyResult, Copying},
};

pub(super) fn get(call: &mut StorageCall<'_>, token: &str) -> Result<Response> {
    let mut copying = call.state.copies.get(token).cloned().ok_or_else(gone)?;
    let response = if copying.polled < copying.plan.polls {
        let percentage = f64::from(copying.polled) * 100.0 / f64::from(copying.plan.polls);
        let status = if copying.polled == 0 { "notStarted" } else { "inProgress" };
        copying.polled += 1;
        Response::json(202, &json!({"operation": "itemCopy", "percentageComplete": percentage, "status": status}))
    } else {
        let account = call.account(&copying.account)?;
        let result = match copying.result.take() {
            Some(result) => result,
            None => finish(call, account, &copying),
        };
        let response = outcome(call, account, &copying.plan.end, &result);
        copying.result = Some(result);
        response
    };
    call.state.copies.insert(token.to_owned(), copying);
    Ok(response)
}

fn finish(call: &mut StorageCall<'_>, account: usize, copying: &Copying) -> CopyResult {
    if let CopyEnd::Failed { code, message } = &copying.plan.end {
        return Err((code.clone(), message.clone()));
    }
    let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[account].drive);
    let copied = drive.copy(ids, &copying.item, copying.slot.clone(), copying.conflict, call.now);
    copied.map_err(|error| (error.code.into_owned(), error.message))
}

fn outcome(call: &StorageCall<'_>, account: usize, end: &CopyEnd, result: &CopyResult) -> Response {
    match (result, end) {
        (Err((code, message)), _) => Response::json(
            200,
            &json!({
                "operation": "itemCopy", "status": "failed", "percentageComplete": 0.0,
                "errorCode": code, "error": {"code": code, "message": message},
            }),
        ),
        (Ok(id), CopyEnd::SeeOther) => {
            let drive = call.state.accounts.get(account).map_or("", |account| account.drive.id.as_str());
            Response::empty(303).header("location", format!("{}/drives/{drive}/items/{id}", call.service))
        }
        (Ok(id), end) => Response::json(
            if matches!(end, CopyEnd::Accepted) { 202 } else { 200 },
            &json!({"operation": "itemCopy", "percentageComplete": 100.0, "resourceId": id, "status": "completed"}),
        ),
    }
}
