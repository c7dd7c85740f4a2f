//! What the operations on drive items share: `If-Match`, conflicts of names, destinations, and items in responses.

use serde_json::{Map, Value};

use super::call::Call;
use crate::{
    drive::{
        Conflict, Slot, invalid,
        item::{Item, Kind},
    },
    http::{GraphError, Response, Result},
    odata::page::Selection,
    request_target::shape::{DriveKey, ItemKey},
    schema::DRIVE_ITEM,
};

/// Checks `If-Match` against an item.
pub(super) fn check_tag(call: &Call<'_>, item: &Item) -> Result<()> {
    match call.request.header("if-match") {
        Some(tags) if !item.is_tagged(tags) => Err(GraphError::new(
            412,
            "resourceModified",
            "The resource has changed since the caller last read it; usually an eTag mismatch.",
        )),
        _ => Ok(()),
    }
}

/// `@microsoft.graph.conflictBehavior`, from a body or from the query.
pub(super) fn conflict(call: &Call<'_>, body: Option<&Map<String, Value>>, default: Conflict) -> Result<Conflict> {
    const NAME: &str = "@microsoft.graph.conflictBehavior";
    if let Some(value) = body.and_then(|body| body.get(NAME)) {
        return Conflict::parse(value.as_str().unwrap_or_default());
    }
    call.options.custom(NAME).map_or(Ok(default), |value| Conflict::parse(&value))
}

/// The slot of a file at an address.
pub(super) fn slot(call: &mut Call<'_>, key: &ItemKey) -> Result<Slot> {
    let owner = call.drive_owner(&key.drive)?;
    let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[owner].drive);
    drive.slot(ids, key.id.as_deref(), &key.path, call.now)
}

/// Adds a file or folder: 201 with the new item, or 200 with the item whose content was replaced.
pub(super) fn add(
    call: &mut Call<'_>,
    drive: &DriveKey,
    slot: Slot,
    kind: Kind,
    conflict: Conflict,
) -> Result<Response> {
    let owner = call.drive_owner(drive)?;
    let (ids, kept) = (&mut call.state.ids, &mut call.state.accounts[owner].drive);
    let (item, new) = kept.add(ids, slot, kind, conflict, call.now)?;
    let id = item.id.clone();
    show(call, if new { 201 } else { 200 }, drive, &id)
}

/// A response with an item.
pub(super) fn show(call: &Call<'_>, status: u16, drive: &DriveKey, id: &str) -> Result<Response> {
    let owner = call.owner(drive)?;
    let item = owner.show_item_by_id(id, call.storage)?;
    let selection = Selection::parse(call.options, &DRIVE_ITEM)?;
    Ok(call.show(status, item, &selection, &[], &format!("drives('{}')/items", owner.drive.id)))
}

/// The id of the folder that an `itemReference` names by id or by path.
pub(super) fn destination(call: &Call<'_>, drive: &DriveKey, reference: &Value) -> Result<String> {
    let drive = call.drive(drive)?;
    if reference["driveId"].as_str().is_some_and(|id| id != drive.id) {
        return Err(GraphError::new(501, "notSupported", "The emulator moves and copies within one drive only."));
    }
    let folder = match (reference["id"].as_str(), reference["path"].as_str()) {
        (Some("root"), _) => drive.root(),
        (Some(id), _) => drive.item(Some(id))?,
        (None, Some(path)) => {
            let names = path.split_once("root:").map_or("", |(_, names)| names);
            let names: Vec<String> = names.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            drive.item_at(None, &names)?
        }
        (None, None) => return Err(invalid("A parentReference needs an id or a path.")),
    };
    if folder.is_folder() { Ok(folder.id.clone()) } else { Err(invalid("The parentReference names a file.")) }
}
