//! Drives, and their items: read, list, create folders, rename, move, delete.

use serde_json::{Map, Value, json};

use super::Call;
use crate::{
    drive::{
        Conflict, Drive, Slot, invalid,
        item::{Item, Kind},
        not_found,
    },
    error::GraphError,
    odata::{
        expand_nothing, page,
        page::{Paging, Place, Selection},
        payload,
    },
    request::Answer,
    schema::{DRIVE, DRIVE_ITEM},
    state::State,
    storage,
};

const PAGING: Paging = Paging { default_top: 200, largest_top: 1_000, by_token: true };

/// What every drive may hold: one TiB.
pub(super) const QUOTA: u64 = 1 << 40;

impl Call<'_> {
    /// The user whose drive is addressed.
    pub(super) fn drive_owner(&self) -> Result<usize, GraphError> {
        let Some(id) = &self.address.drive else { return self.account() };
        self.state.accounts.iter().position(|account| account.drive.id == *id).ok_or_else(not_found)
    }

    pub(super) fn drive(&self) -> Result<&Drive, GraphError> {
        Ok(&self.state.accounts[self.drive_owner()?].drive)
    }

    /// The item the address names.
    pub(super) fn item(&self) -> Result<&Item, GraphError> {
        self.drive()?.walk(self.address.item.as_deref(), &self.address.item_path)
    }

    /// Checks `If-Match` against an item.
    pub(super) fn check_item_tag(&self, item: &Item) -> Result<(), GraphError> {
        match self.request.header("if-match") {
            Some(tags) if !item.is_tagged(tags) => Err(GraphError::new(
                412,
                "resourceModified",
                "The resource has changed since the caller last read it; usually an eTag mismatch.",
            )),
            _ => Ok(()),
        }
    }

    /// `@microsoft.graph.conflictBehavior`, from the query or from a body.
    pub(super) fn conflict(
        &self,
        body: Option<&Map<String, Value>>,
        default: Conflict,
    ) -> Result<Conflict, GraphError> {
        const NAME: &str = "@microsoft.graph.conflictBehavior";
        if let Some(value) = body.and_then(|body| body.get(NAME)) {
            return Conflict::parse(value.as_str().unwrap_or_default());
        }
        self.options.custom(NAME).map_or(Ok(default), |value| Conflict::parse(&value))
    }

    /// An item as the answer shows it.
    pub(super) fn shown_item(&self, id: &str) -> Result<Value, GraphError> {
        let item = json(self.state, self.drive_owner()?, id, &self.storage)?;
        let selection = Selection::parse(self.options, &DRIVE_ITEM)?;
        let context = format!("drives('{}')/items{}/$entity", self.drive()?.id, selection.suffix());
        Ok(self.entity(selection.apply(item, &[]), &context))
    }
}

fn json(state: &State, account: usize, id: &str, origin: &str) -> Result<Value, GraphError> {
    let owner = &state.accounts[account];
    Ok(show(&owner.drive, owner.drive.item(Some(id))?, owner.text("id"), origin))
}

pub(super) fn show(drive: &Drive, item: &Item, owner: &str, origin: &str) -> Value {
    let download = format!("{origin}/download/{}", storage::download_token(owner, &item.id));
    item.to_json(drive, &download)
}

/// An item with its context, for the second host.
pub(crate) fn drive_item(
    state: &State,
    account: usize,
    id: &str,
    service: &str,
    origin: &str,
) -> Result<Value, GraphError> {
    let mut item = json(state, account, id, origin)?;
    let drive = &state.accounts[account].drive.id;
    item["@odata.context"] = format!("{service}/$metadata#drives('{drive}')/items/$entity").into();
    Ok(item)
}

pub(crate) fn get_drive(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    expand_nothing(call.options, &DRIVE)?;
    let selection = Selection::parse(call.options, &DRIVE)?;
    let owner = &call.state.accounts[call.drive_owner()?];
    let used =
        owner.drive.all().iter().filter_map(|item| item.content()).map(|content| content.len() as u64).sum::<u64>();
    let drive = json!({
        "id": owner.drive.id,
        "driveType": "business",
        "name": "OneDrive",
        "owner": {"user": {"displayName": owner.text("displayName"), "id": owner.text("id"), "email": owner.text("mail")}},
        "quota": {"deleted": 0, "remaining": QUOTA.saturating_sub(used), "state": "normal", "total": QUOTA, "used": used},
        "webUrl": "https://contoso-my.sharepoint.com/Documents",
    });
    let context = format!("drives{}/$entity", selection.suffix());
    Ok(Answer::json(200, &call.entity(selection.apply(drive, &["id"]), &context)))
}

pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    expand_nothing(call.options, &DRIVE_ITEM)?;
    let item = call.item()?;
    if call.request.header("if-none-match").is_some_and(|tags| item.is_tagged(tags)) {
        return Ok(Answer::empty(304).header("etag", item.etag()));
    }
    Ok(Answer::json(200, &call.shown_item(&item.id)?))
}

pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    expand_nothing(call.options, &DRIVE_ITEM)?;
    let selection = Selection::parse(call.options, &DRIVE_ITEM)?;
    let (drive, folder) = (call.drive()?, call.item()?);
    let owner = call.state.accounts[call.drive_owner()?].text("id");
    let children = drive.children(&folder.id).map(|item| show(drive, item, owner, &call.storage)).collect();
    let context = format!("drives('{}')/items('{}')/children{}", drive.id, folder.id, selection.suffix());
    let place = Place { service: &call.service, url: &call.url, context: &context };
    let children = page::arrange(children, call.options, &DRIVE_ITEM)?;
    let page = page::page(children, call.options, PAGING, None, &place, |item| selection.apply(item, &[]))?;
    Ok(Answer::json(200, &page))
}

pub(crate) fn create_folder(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let body = payload::object(call.request)?;
    let conflict = call.conflict(Some(&body), Conflict::Fail)?;
    let properties = payload::entity(body, &DRIVE_ITEM, &[])?;
    let name = payload::text(&properties, "name")?.ok_or_else(|| invalid("The property 'name' is required."))?;
    if !properties.get("folder").is_some_and(Value::is_object) {
        return Err(invalid("Only folders are created this way: the property 'folder' is required."));
    }
    Selection::parse(call.options, &DRIVE_ITEM)?;
    let parent = call.item()?;
    if !parent.is_folder() {
        return Err(invalid("A file has no children."));
    }
    let slot = Slot { parent: parent.id.clone(), name: name.to_owned() };
    let owner = call.drive_owner()?;
    let drive = &mut call.state.accounts[owner].drive;
    let id = drive.add(&mut call.state.ids, slot, Kind::Folder, conflict, call.now)?.0.id.clone();
    let shown = call.shown_item(&id)?;
    let location = format!("{}/drives('{}')/items('{id}')", call.service, call.drive()?.id);
    Ok(Answer::json(201, &shown).header("location", location))
}

pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let properties = payload::entity(payload::object(call.request)?, &DRIVE_ITEM, &[])?;
    Selection::parse(call.options, &DRIVE_ITEM)?;
    let item = call.item()?;
    call.check_item_tag(item)?;
    let name = payload::text(&properties, "name")?.unwrap_or(&item.name).to_owned();
    let parent = match properties.get("parentReference") {
        Some(reference) => destination(call, reference)?,
        None => item.parent.clone().ok_or_else(|| invalid("The root stays as it is."))?,
    };
    let (owner, id) = (call.drive_owner()?, item.id.clone());
    call.state.accounts[owner].drive.relocate(&mut call.state.ids, &id, Slot { parent, name }, call.now)?;
    Ok(Answer::json(200, &call.shown_item(&id)?))
}

pub(crate) fn delete(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let item = call.item()?;
    call.check_item_tag(item)?;
    let (owner, id) = (call.drive_owner()?, item.id.clone());
    call.state.accounts[owner].drive.delete(&mut call.state.ids, &id, call.now)?;
    Ok(Answer::empty(204))
}

/// The id of the folder an `itemReference` names by id or path.
pub(super) fn destination(call: &Call<'_>, reference: &Value) -> Result<String, GraphError> {
    let drive = call.drive()?;
    if reference["driveId"].as_str().is_some_and(|id| id != drive.id) {
        return Err(GraphError::new(501, "notSupported", "The emulator moves and copies within one drive only."));
    }
    let folder = match (reference["id"].as_str(), reference["path"].as_str()) {
        (Some("root"), _) => drive.root(),
        (Some(id), _) => drive.item(Some(id))?,
        (None, Some(path)) => {
            let names = path.split_once("root:").map_or("", |(_, names)| names);
            let names: Vec<String> = names.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            drive.walk(None, &names)?
        }
        (None, None) => return Err(invalid("A parentReference needs an id or a path.")),
    };
    if folder.is_folder() { Ok(folder.id.clone()) } else { Err(invalid("The parentReference names a file.")) }
}
