//! File attachments of a message.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use super::call::Call;
use crate::{
    http::{GraphError, Response},
    mailbox::compose,
    odata::{
        page::{self, Paging, Selection},
        payload,
    },
    request_target::shape::{AttachmentKey, MessageKey},
    schema::FILE_ATTACHMENT,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, by_token: false };

fn context(call: &Call<'_>, message: &MessageKey) -> Result<String, GraphError> {
    Ok(format!("{}/messages('{}')/attachments", call.user_context(&message.within.user)?, message.id))
}

fn all(call: &Call<'_>, message: &MessageKey) -> Result<Vec<Value>, GraphError> {
    let attachments = call.message(message)?.attachments.iter().cloned();
    page::arrange(attachments.map(Value::Object).collect(), call.options, &FILE_ATTACHMENT)
}

fn one<'c>(call: &'c Call<'_>, key: &AttachmentKey) -> Result<&'c Map<String, Value>, GraphError> {
    let mut attachments = call.message(&key.message)?.attachments.iter();
    let found = attachments.find(|attachment| attachment.get("id").is_some_and(|id| *id == key.id));
    found.ok_or_else(GraphError::item_not_found)
}

pub(super) fn list(call: &mut Call<'_>, message: &MessageKey) -> Result<Response, GraphError> {
    let selection = Selection::parse(call.options, &FILE_ATTACHMENT)?;
    let context = context(call, message)? + &selection.suffix();
    let (attachments, place) = (all(call, message)?, call.place(&context));
    let page = page::page(attachments, call.options, PAGING, None, &place, |item| selection.apply(item, &["id"]))?;
    Ok(Response::json(200, &page))
}

pub(super) fn count(call: &mut Call<'_>, message: &MessageKey) -> Result<Response, GraphError> {
    Ok(Response::count(all(call, message)?.len()))
}

pub(super) fn get(call: &mut Call<'_>, key: &AttachmentKey) -> Result<Response, GraphError> {
    let selection = Selection::parse(call.options, &FILE_ATTACHMENT)?;
    show(call, 200, &key.message, one(call, key)?.clone(), &selection)
}

pub(super) fn content(call: &mut Call<'_>, key: &AttachmentKey) -> Result<Response, GraphError> {
    let attachment = one(call, key)?;
    let text = |name: &str| attachment.get(name).and_then(Value::as_str).unwrap_or_default();
    let content = STANDARD.decode(text("contentBytes")).unwrap_or_default();
    Ok(Response::with_body(200, text("contentType"), content))
}

pub(super) fn add(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    let selection = Selection::parse(call.options, &FILE_ATTACHMENT)?;
    let attachment = compose::attachment(Value::Object(payload::object(call.request)?))?;
    let (account, id) = (call.account(&key.within.user)?, call.message(key)?.id.clone());
    let (ids, mailbox) = (&mut call.state.ids, &mut call.state.accounts[account].mailbox);
    let attachment = mailbox.attach(ids, &id, attachment, call.now)?;
    show(call, 201, key, attachment, &selection)
}

pub(super) fn delete(call: &mut Call<'_>, key: &AttachmentKey) -> Result<Response, GraphError> {
    one(call, key)?;
    let (account, id) = (call.account(&key.message.within.user)?, call.message(&key.message)?.id.clone());
    let message = call.state.accounts[account].mailbox.message_mut(&id)?;
    message.attachments.retain(|kept| kept.get("id").is_none_or(|id| *id != key.id));
    message.touch(&mut call.state.ids, call.now);
    Ok(Response::empty(204))
}

fn show(
    call: &Call<'_>,
    status: u16,
    message: &MessageKey,
    attachment: Map<String, Value>,
    selection: &Selection,
) -> Result<Response, GraphError> {
    let context = format!("{}{}/$entity", context(call, message)?, selection.suffix());
    let shown = selection.apply(Value::Object(attachment), &["id"]);
    Ok(Response::json(status, &call.entity(shown, &context)))
}
