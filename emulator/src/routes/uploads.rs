//! Upload sessions: for files of a drive, and for attachments of a message.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value, json};

use super::{Call, drive::QUOTA, messages};
use crate::{
    drive::{Conflict, invalid, item::Kind, taken_name},
    error::GraphError,
    odata::payload,
    request::Answer,
    storage::session::{Session, Target},
};

/// How long a session lasts without ending.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// Attachments go this way from this size on, and up to that (documented at "attachment: createUploadSession").
const ATTACHMENT: std::ops::RangeInclusive<u64> = (3 << 20)..=(150 << 20);

pub(crate) fn create_for_file(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let parameters = payload::parameters(call.request, "createUploadSession", &["item", "deferCommit"])?;
    let item = object(&parameters, "item")?;
    let by_id = call.address.item_path.is_empty();
    let conflict = call.conflict(Some(&item), if by_id { Conflict::Replace } else { Conflict::Fail })?;
    let total = item.get("fileSize").and_then(Value::as_u64);
    if total.is_some_and(|total| total > QUOTA) {
        return Err(GraphError::new(507, "quotaLimitReached", "The user has reached their quota limit."));
    }
    let deferred = parameters.get("deferCommit") == Some(&Value::Bool(true));
    if let Ok(existing) = call.item() {
        call.check_item_tag(existing)?;
        if existing.is_folder() {
            return Err(invalid("A folder has no content."));
        }
        if conflict == Conflict::Fail {
            return Err(taken_name(&existing.name));
        }
    }
    let owner = call.drive_owner()?;
    let account = call.state.accounts[owner].text("id").to_owned();
    let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[owner].drive);
    let slot = drive.slot(ids, call.address.item.as_deref(), &call.address.item_path, call.now)?;
    Ok(open(call, 200, Target::File { account, slot, conflict }, deferred))
}

pub(crate) fn create_for_attachment(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let parameters = payload::parameters(call.request, "createUploadSession", &["AttachmentItem"])?;
    let item = object(&parameters, "AttachmentItem")?;
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    if !text("attachmentType").is_some_and(|kind| kind.eq_ignore_ascii_case("file")) {
        return Err(GraphError::body("The property 'attachmentType' of an uploaded attachment must be 'file'."));
    }
    let name = text("name").ok_or_else(|| GraphError::body("The property 'name' is required."))?;
    let size = item.get("size").and_then(Value::as_u64);
    let size = size.ok_or_else(|| GraphError::body("The property 'size' is required."))?;
    if size < *ATTACHMENT.start() {
        return Err(GraphError::new(
            400,
            "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
            "An attachment of less than 3 MB is added without an upload session.",
        ));
    }
    if size > *ATTACHMENT.end() {
        return Err(GraphError::new(400, "ErrorAttachmentSizeLimitExceeded", "An attachment has at most 150 MB."));
    }
    let attachment = json!({
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": name,
        "contentType": text("contentType").unwrap_or("application/octet-stream"),
        "isInline": item.get("isInline") == Some(&Value::Bool(true)),
        "contentId": text("contentId"),
        "contentLocation": null,
    });
    let account = call.state.accounts[call.account()?].text("id").to_owned();
    let message = messages::addressed(call)?.immutable_id.clone();
    let attachment = attachment.as_object().cloned().unwrap_or_default();
    Ok(open(call, 201, Target::Attachment { account, message, attachment }, false))
}

fn open(call: &mut Call<'_>, status: u16, target: Target, deferred: bool) -> Answer {
    let token = call.state.ids.token();
    let session = Session { target, expires: call.now.later(LIFE), deferred, total: None, content: Vec::new() };
    let shown = json!({
        "uploadUrl": format!("{}/upload/{token}", call.storage),
        "expirationDateTime": session.expires.iso(),
        "nextExpectedRanges": ["0-"],
    });
    call.state.storage.sessions.insert(token, session);
    Answer::json(status, &call.entity(shown, "microsoft.graph.uploadSession"))
}

/// A parameter that is an object, when it is given.
fn object(parameters: &Map<String, Value>, name: &str) -> Result<Map<String, Value>, GraphError> {
    match parameters.get(name) {
        None => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(GraphError::body(format!("The parameter '{name}' is not an object."))),
    }
}

/// Puts what an upload session holds into this place: the way out of a name that was taken meanwhile.
pub(crate) fn commit(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let body = payload::object(call.request)?;
    let conflict = call.conflict(Some(&body), Conflict::Fail)?;
    let source = body.get("@microsoft.graph.sourceUrl").and_then(Value::as_str);
    let source = source.ok_or_else(|| invalid("The property '@microsoft.graph.sourceUrl' is required."))?;
    let token = source.rsplit('/').next().unwrap_or_default().to_owned();
    let session = call.state.storage.sessions.get(&token).filter(|session| session.is_file() && session.is_complete());
    let session = session.ok_or_else(|| invalid("The source is no complete upload session."))?;
    let content = Kind::File(Arc::new(session.content.clone()));
    let owner = call.drive_owner()?;
    let (ids, drive) = (&mut call.state.ids, &mut call.state.accounts[owner].drive);
    let mut slot = drive.slot(ids, call.address.item.as_deref(), &call.address.item_path, call.now)?;
    if let Some(name) = body.get("name").and_then(Value::as_str) {
        name.clone_into(&mut slot.name);
    }
    let (item, new) = drive.add(ids, slot, content, conflict, call.now)?;
    let id = item.id.clone();
    call.state.storage.sessions.remove(&token);
    Ok(Answer::json(if new { 201 } else { 200 }, &call.shown_item(&id)?))
}
