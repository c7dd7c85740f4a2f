//! Drives, their items and the content of files.

use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::{call::Call, expanded::Expanded};
use crate::{
    drive::{
        Conflict, QUOTA, Slot, invalid,
        item::{Item, Kind},
    },
    http::{GraphError, Response, Result},
    odata::{
        expand_nothing,
        page::{self, Link, Paging, Selection},
        payload,
    },
    request_target::shape::{DriveKey, ItemKey},
    schema::{DRIVE, DRIVE_ITEM},
    state::operation::Copying,
};

const PAGING: Paging = Paging { default_top: 200, largest_top: 1_000, link: Link::Token };

pub(super) fn get_drive(call: &mut Call<'_>, key: &DriveKey) -> Result<Response> {
    expand_nothing(&call.options, DRIVE)?;
    let selection = Selection::parse(&call.options, DRIVE)?;
    let index = call.drive_owner(key)?;
    let owner = &call.state.accounts[index];
    let text = |property| call.state.text(index, property);
    let used =
        owner.drive.all().iter().filter_map(|item| item.content()).map(|content| content.len() as u64).sum::<u64>();
    let drive = json!({
        "id": owner.drive.id,
        "driveType": "business",
        "name": "OneDrive",
        "owner": {
            "user": {"displayName": text("displayName"), "id": owner.id, "email": text("mail")},
        },
        "quota": {
            "deleted": 0,
            "remaining": QUOTA.saturating_sub(used),
            "state": "normal",
            "total": QUOTA,
            "used": used,
        },
        "webUrl": "https://contoso-my.sharepoint.com/Documents",
    });
    Ok(call.show(200, drive, &selection, &["id"], "drives"))
}

pub(super) fn get(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let item = call.item(key)?;
    if call.request.header("if-none-match").is_some_and(|tags| item.is_tagged(tags)) {
        return Ok(Response::empty(304).header("etag", item.etag()));
    }
    show_item(call, 200, &key.drive, &item.id)
}

pub(super) fn list(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let (owner, folder) = (call.owner(&key.drive)?, call.item(key)?);
    let from = format!("drives('{}')/items('{}')/children", owner.drive.id, folder.id);
    list_items(call, &key.drive, owner.drive.children(&folder.id), &from)
}

/// All files and folders of a drive, the root first.
pub(super) fn list_all(call: &mut Call<'_>, key: &DriveKey) -> Result<Response> {
    let owner = call.owner(key)?;
    let from = format!("drives('{}')/items", owner.drive.id);
    list_items(call, key, owner.drive.all().iter().filter(|item| !item.deleted), &from)
}

fn list_items<'i>(
    call: &Call<'_>,
    drive: &DriveKey,
    items: impl Iterator<Item = &'i Item>,
    from: &str,
) -> Result<Response> {
    let (expanded, selection) = (expanded(call)?, Selection::parse(&call.options, DRIVE_ITEM)?);
    let shown = items.map(|item| shown(call, drive, item, &expanded)).collect::<Result<_>>()?;
    let shown = page::arrange(shown, &call.options, DRIVE_ITEM)?;
    call.page(shown, PAGING, &selection, &expanded.added(), from)
}

/// Refuses what the options ask for before anything has changed.
fn check_view(call: &Call<'_>) -> Result<()> {
    expanded(call)?;
    Selection::parse(&call.options, DRIVE_ITEM).map(drop)
}

fn expanded(call: &Call<'_>) -> Result<Expanded> {
    Expanded::parse(&call.options, DRIVE_ITEM)?.without_inner(&["children"])
}

/// An item with navigation properties, before the selection.
fn shown(call: &Call<'_>, drive: &DriveKey, item: &Item, expanded: &Expanded) -> Result<Value> {
    let index = call.drive_owner(drive)?;
    let owner = &call.state.accounts[index];
    let mut shown = owner.show_item(item, call.storage);
    let children = || owner.drive.children(&item.id).map(|child| owner.show_item(child, call.storage)).collect();
    let own = |name: &str| (name == "children").then(children);
    expanded.add(call, call.stand_in(index, "items", &item.id), own, &mut shown);
    Ok(shown)
}

pub(super) fn create_folder(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let body = payload::object(call.request)?;
    let conflict = conflict(call, Some(&body), Conflict::Fail)?;
    let properties = payload::entity(body, DRIVE_ITEM, &[])?;
    let name = payload::text(&properties, "name")?.ok_or_else(|| invalid("The property 'name' is required."))?;
    if !properties.get("folder").is_some_and(Value::is_object) {
        return Err(invalid("Only folders are created this way: the property 'folder' is required."));
    }
    check_view(call)?;
    let parent = call.item(key)?;
    if !parent.is_folder() {
        return Err(invalid("A file has no children."));
    }
    let slot = Slot { parent: parent.id.clone(), name: name.to_owned() };
    let owner = call.drive_owner(&key.drive)?;
    let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[owner].drive);
    let id = drive.add(ids, slot, Kind::Folder, conflict, call.now)?.0.id.clone();
    let location = format!("{}/drives('{}')/items('{id}')", call.service, drive.id);
    Ok(show_item(call, 201, &key.drive, &id)?.header("location", location))
}

pub(super) fn update(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let properties = payload::entity(payload::object(call.request)?, DRIVE_ITEM, &[])?;
    check_view(call)?;
    let item = call.item(key)?;
    check_tag(call, item)?;
    let name = payload::text(&properties, "name")?.unwrap_or(&item.name).to_owned();
    let parent = match properties.get("parentReference") {
        Some(reference) => destination(call, &key.drive, reference)?,
        None => item.parent.clone().ok_or_else(|| invalid("The root stays as it is."))?,
    };
    let (owner, id) = (call.drive_owner(&key.drive)?, item.id.clone());
    call.state.accounts[owner].drive.relocate(&mut call.state.ids, &id, Slot { parent, name }, call.now)?;
    show_item(call, 200, &key.drive, &id)
}

pub(super) fn delete(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let item = call.item(key)?;
    check_tag(call, item)?;
    let (owner, id) = (call.drive_owner(&key.drive)?, item.id.clone());
    call.state.accounts[owner].drive.delete(&mut call.state.ids, &id, call.now)?;
    Ok(Response::empty(204))
}

/// 202 with the URL of a monitor on the host of preauthenticated URLs.
pub(super) fn copy(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let declared = ["parentReference", "name", "childrenOnly", "includeAllVersionHistory"];
    let parameters = payload::parameters(call.request, "copy", &declared)?;
    let conflict = conflict(call, None, Conflict::Fail)?;
    let item = call.item(key)?;
    let parent = match parameters.get("parentReference") {
        Some(reference) => destination(call, &key.drive, reference)?,
        None => item.parent.clone().ok_or_else(|| invalid("The root cannot be copied."))?,
    };
    let name = payload::text(&parameters, "name")?.unwrap_or(&item.name).to_owned();
    let copying = Copying {
        account: call.owner(&key.drive)?.id.clone(),
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

/// 302 to a preauthenticated URL. `Range` is ignored: it belongs into the request to that URL.
pub(super) fn content(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let item = call.item(key)?;
    if item.is_folder() {
        return Err(invalid("You cannot get content for a folder."));
    }
    if call.request.header("if-none-match").is_some_and(|tags| item.is_tagged(tags)) {
        return Ok(Response::empty(304).header("etag", item.ctag()));
    }
    let url = call.owner(&key.drive)?.download_url(item, call.storage);
    let name = utf8_percent_encode(&item.name, NON_ALPHANUMERIC);
    Ok(Response::empty(302).header("location", format!("{url}/{name}")))
}

/// A new file, or new content of a file.
pub(super) fn put_content(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    check_view(call)?;
    let conflict = conflict(call, None, Conflict::Replace)?;
    if let Ok(item) = call.item(key) {
        if item.is_folder() {
            return Err(invalid("A folder has no content."));
        }
        check_tag(call, item)?;
    }
    let slot = slot(call, key)?;
    let content = Kind::File(Arc::new(call.request.body.clone()));
    add_item(call, &key.drive, slot, content, conflict)
}

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
pub(super) fn add_item(
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
    show_item(call, if new { 201 } else { 200 }, drive, &id)
}

/// A response with an item.
fn show_item(call: &Call<'_>, status: u16, drive: &DriveKey, id: &str) -> Result<Response> {
    let (expanded, selection) = (expanded(call)?, Selection::parse(&call.options, DRIVE_ITEM)?);
    let owner = call.owner(drive)?;
    let shown = shown(call, drive, owner.drive.item(Some(id))?, &expanded)?;
    Ok(call.show(status, shown, &selection, &expanded.added(), &format!("drives('{}')/items", owner.drive.id)))
}

/// The id of the folder that an `itemReference` names by id or by path.
fn destination(call: &Call<'_>, drive: &DriveKey, reference: &Value) -> Result<String> {
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
