//! Copies of drive items, which take their time.

use super::{Call, drive};
use crate::{
    drive::{Conflict, Slot, invalid},
    error::GraphError,
    odata::payload,
    request::Answer,
    storage::Copying,
};

/// 202 with the address of a monitor on the second host.
pub(crate) fn start(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let declared = ["parentReference", "name", "childrenOnly", "includeAllVersionHistory"];
    let parameters = payload::parameters(call.request, "copy", &declared)?;
    let conflict = call.conflict(None, Conflict::Fail)?;
    let item = call.item()?;
    let parent = match parameters.get("parentReference") {
        Some(reference) => drive::destination(call, reference)?,
        None => item.parent.clone().ok_or_else(|| invalid("The root cannot be copied."))?,
    };
    let name = payload::text(&parameters, "name")?.unwrap_or(&item.name).to_owned();
    let copying = Copying {
        account: call.state.accounts[call.drive_owner()?].text("id").to_owned(),
        item: item.id.clone(),
        slot: Slot { parent, name },
        conflict,
        polls: call.state.copies.polls,
        polled: 0,
        end: call.state.copies.end.clone(),
        done: None,
    };
    let token = call.state.ids.token();
    let location = format!("{}/monitor/{token}", call.storage);
    call.state.storage.copies.insert(token, copying);
    Ok(Answer::empty(202).header("location", location))
}
