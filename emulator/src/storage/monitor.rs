//! The monitor of a long copy.

use serde_json::json;

use super::{StorageCall, gone};
use crate::{
    address::UserKey,
    drive::{Conflict, Slot},
    emulator::CopyEnd,
    error::GraphError,
    request::Answer,
};

/// A copy under way. It takes effect with the poll that finds it finished.
#[derive(Clone, Debug)]
pub(crate) struct Copying {
    /// The user whose drive it is.
    pub(crate) account: String,
    pub(crate) item: String,
    pub(crate) slot: Slot,
    pub(crate) conflict: Conflict,
    /// How many polls find it unfinished, and how many have.
    pub(crate) polls: u32,
    pub(crate) polled: u32,
    pub(crate) end: CopyEnd,
    /// What became of it.
    pub(crate) done: Option<Done>,
}

pub(super) fn get(call: &mut StorageCall<'_>, token: &str) -> Result<Answer, GraphError> {
    let mut copying = call.state.storage.copies.get(token).cloned().ok_or_else(gone)?;
    let answer = if copying.polled < copying.polls {
        let percentage = f64::from(copying.polled) * 100.0 / f64::from(copying.polls);
        let status = if copying.polled == 0 { "notStarted" } else { "inProgress" };
        copying.polled += 1;
        Answer::json(202, &json!({"operation": "itemCopy", "percentageComplete": percentage, "status": status}))
    } else {
        let account = call.state.find(&UserKey::Key(copying.account.clone())).ok_or_else(gone)?;
        let done = match copying.done.take() {
            Some(done) => done,
            None => finish(call, account, &copying),
        };
        let answer = outcome(call, account, &copying.end, &done);
        copying.done = Some(done);
        answer
    };
    call.state.storage.copies.insert(token.to_owned(), copying);
    Ok(answer)
}

/// The id of the copy, or code and message.
pub(crate) type Done = Result<String, (String, String)>;

fn finish(call: &mut StorageCall<'_>, account: usize, copying: &Copying) -> Done {
    if let CopyEnd::Failed { code, message } = &copying.end {
        return Err((code.clone(), message.clone()));
    }
    let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[account].drive);
    let copied = drive.copy(ids, &copying.item, copying.slot.clone(), copying.conflict, call.now);
    copied.map_err(|error| (error.code.into_owned(), error.message))
}

fn outcome(call: &StorageCall<'_>, account: usize, end: &CopyEnd, done: &Done) -> Answer {
    match (done, end) {
        (Err((code, message)), _) => Answer::json(
            200,
            &json!({
                "operation": "itemCopy", "status": "failed", "percentageComplete": 0.0,
                "errorCode": code, "error": {"code": code, "message": message},
            }),
        ),
        (Ok(id), CopyEnd::SeeOther) => {
            let drive = call.state.accounts.get(account).map_or("", |account| account.drive.id.as_str());
            Answer::empty(303).header("location", format!("{}/drives/{drive}/items/{id}", call.service))
        }
        (Ok(id), end) => Answer::json(
            if matches!(end, CopyEnd::Accepted) { 202 } else { 200 },
            &json!({"operation": "itemCopy", "percentageComplete": 100.0, "resourceId": id, "status": "completed"}),
        ),
    }
}
