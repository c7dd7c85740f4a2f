//! The content of files: small uploads, and redirects to downloads.

use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Call;
use crate::{
    drive::{Conflict, invalid, item::Kind},
    error::GraphError,
    odata::page::Selection,
    request::Answer,
    schema::DRIVE_ITEM,
    storage,
};

/// 302 to a preauthenticated URL. A `Range` is of no use here; it belongs to the request that follows.
pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let item = call.item()?;
    if item.is_folder() {
        return Err(invalid("You cannot get content for a folder."));
    }
    if call.request.header("if-none-match").is_some_and(|tags| item.is_tagged(tags)) {
        return Ok(Answer::empty(304).header("etag", item.ctag()));
    }
    let owner = call.state.accounts[call.drive_owner()?].text("id");
    let location = format!(
        "{}/download/{}/{}",
        call.storage,
        storage::download_token(owner, &item.id),
        utf8_percent_encode(&item.name, NON_ALPHANUMERIC)
    );
    Ok(Answer::empty(302).header("location", location))
}

/// A new file, or new content of one.
pub(crate) fn put(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    Selection::parse(call.options, &DRIVE_ITEM)?;
    let conflict = call.conflict(None, Conflict::Replace)?;
    if let Ok(item) = call.item() {
        if item.is_folder() {
            return Err(invalid("A folder has no content."));
        }
        call.check_item_tag(item)?;
    }
    let owner = call.drive_owner()?;
    let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[owner].drive);
    let slot = drive.slot(ids, call.address.item.as_deref(), &call.address.item_path, call.now)?;
    let content = Kind::File(Arc::new(call.request.body.clone()));
    let (item, new) = drive.add(ids, slot, content, conflict, call.now)?;
    let id = item.id.clone();
    Ok(Answer::json(if new { 201 } else { 200 }, &call.shown_item(&id)?))
}
