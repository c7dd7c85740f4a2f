//! Delta queries of messages, mail folders and drive items.

use serde_json::{Value, json};

use super::{
    call::Call,
    messages::{self, View},
};
use crate::{
    http::{GraphError, Response, Result},
    odata::{
        delta::{Change, Links, Round},
        filter,
        page::Selection,
    },
    request_target::shape::{DriveDeltaKey, FolderPath},
    schema::{DRIVE_ITEM, MAIL_FOLDER, MESSAGE, Type},
};

fn is_selected(round: &Round, of: Type, shown: &Value) -> Result<bool> {
    round.options.filter.as_ref().map_or(Ok(true), |text| Ok(filter::parse(text, of)?.matches(shown)))
}

pub(super) fn messages(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let round = call.round(Links::OData, None)?;
    let view = View::with(&round.options)?;
    let mailbox = call.mailbox(&path.user)?;
    let folder = call.folder(path)?.ok_or_else(|| {
        GraphError::bad_request("Change tracking is not supported against 'microsoft.graph.message' across folders.")
    })?;
    let mut changes = Vec::new();
    for message in mailbox.messages(Some(folder)).filter(|message| round.looks_at(message.serial)) {
        let shown = message.to_json(call.immutable());
        if is_selected(&round, MESSAGE, &shown)? {
            changes.push(Change { serial: message.serial, shown: view.show(call, &path.user, shown), removed: false });
        }
    }
    for removed in mailbox.removed(folder) {
        let id = if call.immutable() { &removed.immutable_id } else { &removed.id };
        let shown = json!({"@removed": {"reason": "deleted"}, "id": **id});
        changes.push(Change { serial: removed.serial, shown, removed: true });
    }
    let page = round.page(changes, call.page_size(10), &call.place("Collection(message)"));
    let mut response = messages::preferences_applied(call, Response::json(200, &page));
    if let Some(size) = call.request.preference("odata.maxpagesize") {
        response = response.header("preference-applied", format!("odata.maxpagesize={size}"));
    }
    Ok(response)
}

/// All folders of a mailbox, wherever the address begins.
pub(super) fn folders(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let round = call.round(Links::OData, None)?;
    let selection = Selection::parse(&round.options, MAIL_FOLDER)?;
    let mailbox = call.mailbox(&path.user)?;
    let visible = mailbox.folders().iter().filter(|folder| !folder.is_hidden && folder.parent != folder.id);
    let changed = visible.map(|folder| (folder.last_change(mailbox), folder)).filter(|(at, _)| round.looks_at(*at));
    let mut changes: Vec<Change> = changed
        .map(|(serial, folder)| {
            let shown = selection.apply(folder.to_json(mailbox), &["id"]);
            Change { serial, shown, removed: false }
        })
        .collect();
    changes.extend(mailbox.removed_folders().iter().map(|(serial, id)| Change {
        serial: *serial,
        shown: json!({"@removed": {"reason": "deleted"}, "id": **id}),
        removed: true,
    }));
    Ok(Response::json(200, &round.page(changes, call.page_size(10), &call.place("Collection(mailFolder)"))))
}

pub(super) fn drive_items(call: &mut Call<'_>, key: &DriveDeltaKey) -> Result<Response> {
    let token = key.token.clone().or_else(|| call.options.custom("token"));
    let round = call.round(Links::Drive, token.as_deref())?;
    let selection = Selection::parse(&round.options, DRIVE_ITEM)?;
    let owner = call.owner(&key.item.drive)?;
    if call.item(&key.item)?.id != owner.drive.root().id {
        return Err(GraphError::new(400, "invalidRequest", "Delta is supported on the root of a drive only."));
    }
    let changes = owner.drive.all().iter().filter(|item| round.looks_at(item.serial)).map(|item| Change {
        serial: item.serial,
        shown: selection.apply(owner.show_item(item, call.storage), &["id", "deleted"]),
        removed: item.deleted,
    });
    let place = call.place("Collection(driveItem)");
    Ok(Response::json(200, &round.page(changes.collect(), call.page_size(200), &place)))
}
