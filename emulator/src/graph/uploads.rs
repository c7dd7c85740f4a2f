//! Upload sessions: for files of a drive, and for attachments of a message.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value, json};

use super::{call::Call, drive};
use crate::{
    drive::{Conflict, QUOTA, invalid, item::Kind, name_taken},
    http::{GraphError, Response, Result},
    odata::payload,
    request_target::shape::{ItemKey, MessageKey},
    state::upload::{Destination, Session},
};

/// How long a session may be used.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// The sizes of attachments that are uploaded in a session (documented at "attachment: createUploadSession").
const ATTACHMENT: std::ops::RangeInclusive<u64> = (3 << 20)..=(150 << 20);

pub(super) fn create_for_file(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let parameters = payload::parameters(call.request, "createUploadSession", &["item", "deferCommit"])?;
    let item = object(&parameters, "item")?;
    let by_id = key.path.is_empty();
    let conflict = drive::conflict(call, Some(&item), if by_id { Conflict::Replace } else { Conflict::Fail })?;
    let total = item.get("fileSize").and_then(Value::as_u64);
    if total.is_some_and(|total| total > QUOTA) {
        return Err(GraphError::new(507, "quotaLimitReached", "The user has reached their quota limit."));
    }
    let deferred = parameters.get("deferCommit") == Some(&Value::Bool(true));
    if let Ok(existing) = call.item(key) {
        drive::check_tag(call, existing)?;
        if existing.is_folder() {
            return Err(invalid("A folder has no content."));
        }
        if conflict == Conflict::Fail {
            return Err(name_taken(&existing.name));
        }
    }
    let account = call.owner(&key.drive)?.id.clone();
    let slot = drive::slot(call, key)?;
    Ok(open(call, 200, Destination::File { account, slot, conflict }, deferred))
}

pub(super) fn create_for_attachment(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
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
        let message = "An attachment of less than 3 MB is added without an upload session.";
        return Err(GraphError::new(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", message));
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
    let account = call.state.accounts[call.account(&key.within.user)?].id.clone();
    let message = call.message(key)?.immutable_id.to_string();
    let attachment = attachment.as_object().cloned().unwrap_or_default();
    Ok(open(call, 201, Destination::Attachment { account, message, attachment }, false))
}

fn open(call: &mut Call<'_>, status: u16, destination: Destination, deferred: bool) -> Response {
    let token = call.state.ids.token();
    let session = Session { destination, expires: call.now.later(LIFE), deferred, total: None, content: Vec::new() };
    let shown = json!({
        "@odata.context": call.context("microsoft.graph.uploadSession"),
        "uploadUrl": format!("{}/upload/{token}", call.storage),
        "expirationDateTime": session.expires.iso(),
        "nextExpectedRanges": ["0-"],
    });
    call.state.uploads.insert(token, session);
    Response::json(status, &shown)
}

/// A parameter that is an object, when it is given.
fn object(parameters: &Map<String, Value>, name: &str) -> Result<Map<String, Value>> {
    match parameters.get(name) {
        None => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(GraphError::body(format!("The parameter '{name}' is not an object."))),
    }
}

/// Creates a file from a complete upload session, for a client whose file name was taken meanwhile.
pub(super) fn commit(call: &mut Call<'_>, key: &ItemKey) -> Result<Response> {
    let body = payload::object(call.request)?;
    let conflict = drive::conflict(call, Some(&body), Conflict::Fail)?;
    let source = body.get("@microsoft.graph.sourceUrl").and_then(Value::as_str);
    let source = source.ok_or_else(|| invalid("The property '@microsoft.graph.sourceUrl' is required."))?;
    let token = source.rsplit('/').next().unwrap_or_default().to_owned();
    let session = call.state.uploads.get(&token).filter(|session| session.is_file() && session.is_complete());
    let session = session.ok_or_else(|| invalid("The source is no complete upload session."))?;
    let content = Kind::File(Arc::new(session.content.clone()));
    let mut slot = drive::slot(call, key)?;
    if let Some(name) = body.get("name").and_then(Value::as_str) {
        name.clone_into(&mut slot.name);
    }
    let response = drive::add_item(call, &key.drive, slot, content, conflict)?;
    call.state.uploads.remove(&token);
    Ok(response)
}
