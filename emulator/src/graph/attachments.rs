//! File attachments of a message.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use super::call::Call;
use crate::{
    http::{GraphError, Response, Result},
    mailbox::compose,
    odata::{
        page::{self, Link, Paging, Selection},
        payload,
    },
    request_target::shape::{AttachmentKey, MessageKey},
    schema::FILE_ATTACHMENT,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, link: Link::Skip };

fn from(call: &Call<'_>, message: &MessageKey) -> Result<String> {
    Ok(format!("{}/messages('{}')/attachments", call.user_context(&message.within.user)?, message.id))
}

fn all(call: &Call<'_>, message: &MessageKey) -> Result<Vec<Value>> {
    let attachments = call.message(message)?.attachments.iter().cloned();
    page::arrange(attachments.map(Value::Object).collect(), &call.options, FILE_ATTACHMENT)
}

fn one<'c>(call: &'c Call<'_>, key: &AttachmentKey) -> Result<&'c Map<String, Value>> {
    let mut attachments = call.message(&key.message)?.attachments.iter();
    let found = attachments.find(|attachment| attachment.get("id").is_some_and(|id| *id == key.id));
    found.ok_or_else(GraphError::item_not_found)
}

pub(super) fn list(call: &mut Call<'_>, message: &MessageKey) -> Result<Response> {
    let (selection, from) = (Selection::parse(&call.options, FILE_ATTACHMENT)?, from(call, message)?);
    call.page(all(call, message)?, PAGING, &selection, &["id"], &from)
}

pub(super) fn count(call: &mut Call<'_>, message: &MessageKey) -> Result<Response> {
    Ok(Response::count(all(call, message)?.len()))
}

pub(super) fn get(call: &mut Call<'_>, key: &AttachmentKey) -> Result<Response> {
    let selection = Selection::parse(&call.options, FILE_ATTACHMENT)?;
    let attachment = Value::Object(one(call, key)?.clone());
    Ok(call.show(200, attachment, &selection, &["id"], &from(call, &key.message)?))
}

pub(super) fn content(call: &mut Call<'_>, key: &AttachmentKey) -> Result<Response> {
    let attachment = one(call, key)?;
    let text = |name: &str| attachment.get(name).and_then(Value::as_str).unwrap_or_default();
    let content = STANDARD.decode(text("contentBytes")).unwrap_or_default();
    Ok(Response::with_body(200, text("contentType"), content))
}

pub(super) fn add(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    let selection = Selection::parse(&call.options, FILE_ATTACHMENT)?;
    let attachment = compose::attachment(Value::Object(payload::object(call.request)?))?;
    let (account, id) = (call.account(&key.within.user)?, call.message(key)?.id.clone());
    let (ids, mailbox) = (&mut call.state.ids, &mut call.state.accounts[account].mailbox);
    let attachment = mailbox.attach(ids, &id, attachment, call.now)?;
    Ok(call.show(201, Value::Object(attachment), &selection, &["id"], &from(call, key)?))
}

pub(super) fn delete(call: &mut Call<'_>, key: &AttachmentKey) -> Result<Response> {
    one(call, key)?;
    let (account, id) = (call.account(&key.message.within.user)?, call.message(&key.message)?.id.clone());
    let message = call.state.accounts[account].mailbox.message_mut(&id)?;
    message.attachments.retain(|kept| kept.get("id").is_none_or(|id| *id != key.id));
    message.touch(&mut call.state.ids, call.now);
    Ok(Response::empty(204))
}
