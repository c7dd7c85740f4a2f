//! The URL of an upload session.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{
    StorageCall, gone,
    session::{Session, Target},
};
use crate::{
    address::UserKey,
    drive::{Conflict, item::Kind},
    error::GraphError,
    request::Answer,
    routes,
};

fn session<'c>(call: &'c StorageCall<'_>, token: &str) -> Result<&'c Session, GraphError> {
    let session = call.state.storage.sessions.get(token);
    session.filter(|session| call.now < session.expires).ok_or_else(gone)
}

pub(super) fn put(call: &mut StorageCall<'_>, token: &str) -> Result<Answer, GraphError> {
    session(call, token)?;
    let (range, body) = (call.request.header("content-range"), &call.request.body);
    let session = call.state.storage.sessions.get_mut(token).ok_or_else(gone)?;
    session.take(range, body)?;
    if session.is_complete() && !session.deferred {
        return finish(call, token);
    }
    let session = &*session;
    Ok(Answer::json(if session.is_file() { 202 } else { 200 }, &status(session)))
}

pub(super) fn get(call: &StorageCall<'_>, token: &str) -> Result<Answer, GraphError> {
    Ok(Answer::json(200, &status(session(call, token)?)))
}

/// Finishes a session that waits for it.
pub(super) fn post(call: &mut StorageCall<'_>, token: &str) -> Result<Answer, GraphError> {
    if !session(call, token)?.is_complete() {
        return Err(GraphError::new(400, "invalidRequest", "The upload is not complete."));
    }
    finish(call, token)
}

pub(super) fn delete(call: &mut StorageCall<'_>, token: &str) -> Result<Answer, GraphError> {
    session(call, token)?;
    call.state.storage.sessions.remove(token);
    Ok(Answer::empty(204))
}

/// The state of a session; Outlook's names begin with capitals once it has begun.
fn status(session: &Session) -> Value {
    if session.is_file() {
        return json!({"expirationDateTime": session.expires.iso(), "nextExpectedRanges": session.missing()});
    }
    json!({"ExpirationDateTime": session.expires.iso(), "NextExpectedRanges": session.missing()})
}

fn finish(call: &mut StorageCall<'_>, token: &str) -> Result<Answer, GraphError> {
    let session = session(call, token)?;
    let (target, content) = (session.target.clone(), session.content.clone());
    let answer = match target {
        Target::File { account, slot, conflict } => {
            let account = find(call, &account)?;
            if conflict == Conflict::Fail && call.state.accounts[account].drive.child(&slot).is_some() {
                // The session stays: what was sent can still be put elsewhere.
                return Err(GraphError::new(
                    409,
                    "upload_name_conflict",
                    "Another file exists with the same name as the uploaded session.",
                ));
            }
            let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[account].drive);
            let (item, new) = drive.add(ids, slot, Kind::File(Arc::new(content)), conflict, call.now)?;
            let id = item.id.clone();
            let item = routes::drive_item(call.state, account, &id, call.service, call.origin)?;
            Answer::json(if new { 201 } else { 200 }, &item)
        }
        Target::Attachment { account, message, mut attachment } => {
            let account = find(call, &account)?;
            let mailbox = &mut call.state.accounts[account].mailbox;
            let id = mailbox.attachment_id(&mut call.state.ids);
            let message = mailbox.message_mut(&message)?;
            let message_id = utf8_percent_encode(&message.id, NON_ALPHANUMERIC).to_string();
            attachment.insert("id".to_owned(), id.clone().into());
            attachment.insert("lastModifiedDateTime".to_owned(), call.now.iso().into());
            attachment.insert("size".to_owned(), content.len().into());
            attachment.insert("contentBytes".to_owned(), STANDARD.encode(content).into());
            message.attachments.push(attachment);
            message.touch(&mut call.state.ids, call.now);
            let location = format!(
                "https://outlook.office.com/api/v2.0/Users('{}')/Messages('{message_id}')/Attachments('{}')",
                call.state.accounts[account].text("id"),
                utf8_percent_encode(&id, NON_ALPHANUMERIC)
            );
            Answer::empty(201).header("location", location)
        }
    };
    call.state.storage.sessions.remove(token);
    Ok(answer)
}

fn find(call: &StorageCall<'_>, account: &str) -> Result<usize, GraphError> {
    call.state.find(&UserKey::Key(account.to_owned())).ok_or_else(gone)
}
