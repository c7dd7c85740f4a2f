//! Starts copies of drive items.

use super::{call::Call, drive_item};
use crate::{
    drive::{Conflict, Slot, invalid},
    http::{GraphError, Response},
    odata::payload,
    request_target::shape::ItemKey,
    state::copying::Copying,
};

/// 202 with the URL of a monitor on the host of preauthenticated URLs.
pub(super) fn start(call: &mut Call<'_>, key: &ItemKey) -> Result<Response, GraphError> {
    let declared = ["parentReference", "name", "childrenOnly", "includeAllVersionHistory"];
    let parameters = payload::parameters(call.request, "copy", &declared)?;
    let conflict = drive_item::conflict(call, None, Conflict::Fail)?;
    let item = call.item(key)?;
    let parent = match parameters.get("parentReference") {
        Some(reference) => drive_item::destination(call, &key.drive, reference)?,
        None => item.parent.clone().ok_or_else(|| invalid("The root cannot be copied."))?,
    };
    let name = payload::text(&parameters, "name")?.unwrap_or(&item.name).to_owned();
    let copying = Copying {
        account: call.owner(&key.drive)?.text("id").to_owned(),
        item: item.id.clone(),
        slot: Slot { parent, name },
        conflict,
        plan: call.state.long_running.clone(),
        polled: 0,
        result: None,
    };
    let token = call.state.ids.token();
    let location = format!("{}/monitor/{token}", call.storage);
    call.state.copies.insert(token, copying);
    Ok(Response::empty(202).header("location", location))
}
