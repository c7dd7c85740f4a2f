//! The content of files: small uploads, and redirects to downloads.

use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{call::Call, drive_item};
use crate::{
    drive::{Conflict, invalid, item::Kind},
    http::{GraphError, Response},
    odata::page::Selection,
    request_target::shape::ItemKey,
    schema::DRIVE_ITEM,
};

/// 302 to a preauthenticated URL. `Range` is ignored: it belongs into the request to that URL.
pub(super) fn get(call: &mut Call<'_>, key: &ItemKey) -> Result<Response, GraphError> {
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
pub(super) fn put(call: &mut Call<'_>, key: &ItemKey) -> Result<Response, GraphError> {
    Selection::parse(call.options, &DRIVE_ITEM)?;
    let conflict = drive_item::conflict(call, None, Conflict::Replace)?;
    if let Ok(item) = call.item(key) {
        if item.is_folder() {
            return Err(invalid("A folder has no content."));
        }
        drive_item::check_tag(call, item)?;
    }
    let slot = drive_item::slot(call, key)?;
    let content = Kind::File(Arc::new(call.request.body.clone()));
    drive_item::add(call, &key.drive, slot, content, conflict)
}
