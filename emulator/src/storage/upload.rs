//! The URL of an upload session.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::call::{StorageCall, gone};
use crate::{
    drive::{Conflict, Slot, item::Kind},
    http::{GraphError, Response, Result},
    state::upload::{Destination, Session},
};

fn session<'c>(call: &'c StorageCall<'_>, token: &str) -> Result<&'c Session> {
    let session = call.state.uploads.get(token);
    session.filter(|session| call.now < session.expires).ok_or_else(gone)
}

pub(super) fn put(call: &mut StorageCall<'_>, token: &str) -> Result<Response> {
    session(call, token)?;
    let (range, body) = (call.request.header("content-range"), &call.request.body);
    let session = call.state.uploads.get_mut(token).ok_or_else(gone)?;
    session.take(range, body)?;
    if session.is_complete() && !session.deferred {
        return finish(call, token);
    }
    let session = &*session;
    Ok(Response::json(if session.is_file() { 202 } else { 200 }, &status(session)))
}

pub(super) fn get(call: &StorageCall<'_>, token: &str) -> Result<Response> {
    Ok(Response::json(200, &status(session(call, token)?)))
}

/// Finishes a session with deferred commit.
pub(super) fn post(call: &mut StorageCall<'_>, token: &str) -> Result<Response> {
    if !session(call, token)?.is_complete() {
        return Err(GraphError::new(400, "invalidRequest", "The upload is not complete."));
    }
    finish(call, token)
}

pub(super) fn delete(call: &mut StorageCall<'_>, token: &str) -> Result<Response> {
    session(call, token)?;
    call.state.uploads.remove(token);
    Ok(Response::empty(204))
}

/// The state of a session; the names of an attachment's session begin with capitals, as in Outlook.
fn status(session: &Session) -> Value {
    if session.is_file() {
        return json!({"expirationDateTime": session.expires.iso(), "nextExpectedRanges": session.missing()});
    }
    json!({"ExpirationDateTime": session.expires.iso(), "NextExpectedRanges": session.missing()})
}

fn finish(call: &mut StorageCall<'_>, token: &str) -> Result<Response> {
    let session = session(call, token)?;
    let (destination, content) = (session.destination.clone(), session.content.clone());
    let response = match destination {
        Destination::File { account, slot, conflict } => add_file(call, &account, slot, conflict, content)?,
        Destination::Attachment { account, message, attachment } => {
            add_attachment(call, &account, &message, attachment, &content)?
        }
    };
    call.state.uploads.remove(token);
    Ok(response)
}

fn add_file(
    call: &mut StorageCall<'_>,
    account: &str,
    slot: Slot,
    conflict: Conflict,
    content: Vec<u8>,
) -> Result<Response> {
    let account = call.account(account)?;
    if conflict == Conflict::Fail && call.state.accounts[account].drive.child(&slot).is_some() {
        // The session stays, so that the client can commit it under another name.
        let message = "Another file exists with the same name as the uploaded session.";
        return Err(GraphError::new(409, "upload_name_conflict", message));
    }
    let (ids, owner) = (&mut call.state.ids, &mut call.state.accounts[account]);
    let (item, new) = owner.drive.add(ids, slot, Kind::File(Arc::new(content)), conflict, call.now)?;
    let id = item.id.clone();
    let mut item = owner.show_item_by_id(&id, call.origin)?;
    item["@odata.context"] = format!("{}/$metadata#drives('{}')/items/$entity", call.service, owner.drive.id).into();
    Ok(Response::json(if new { 201 } else { 200 }, &item))
}

fn add_attachment(
    call: &mut StorageCall<'_>,
    account: &str,
    message: &str,
    mut attachment: Map<String, Value>,
    content: &[u8],
) -> Result<Response> {
    let account = call.account(account)?;
    let (ids, owner) = (&mut call.state.ids, &mut call.state.accounts[account]);
    attachment.insert("size".to_owned(), content.len().into());
    attachment.insert("contentBytes".to_owned(), STANDARD.encode(content).into());
    let attachment = owner.mailbox.attach(ids, message, attachment, call.now)?;
    let encoded = |id: &str| utf8_percent_encode(id, NON_ALPHANUMERIC).to_string();
    let location = format!(
        "https://outlook.office.com/api/v2.0/Users('{}')/Messages('{}')/Attachments('{}')",
        owner.id,
        encoded(&owner.mailbox.message(message)?.id),
        encoded(attachment["id"].as_str().unwrap_or_default()),
    );
    Ok(Response::empty(201).header("location", location))
}
