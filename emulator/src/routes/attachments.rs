//! File attachments of a message.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};

use super::{Call, messages, number};
use crate::{
    error::GraphError,
    mailbox::compose,
    odata::{
        page,
        page::{Paging, Place, Selection},
        payload,
    },
    request::Answer,
    schema::FILE_ATTACHMENT,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, by_token: false };

fn context(call: &Call<'_>) -> Result<String, GraphError> {
    let message = call.address.message.as_deref().unwrap_or_default();
    Ok(format!("{}/messages('{message}')/attachments", call.user_context()?))
}

fn all(call: &Call<'_>) -> Result<Vec<Value>, GraphError> {
    let attachments = messages::addressed(call)?.attachments.iter().cloned();
    page::arrange(attachments.map(Value::Object).collect(), call.options, &FILE_ATTACHMENT)
}

fn one<'c>(call: &'c Call<'_>) -> Result<&'c Map<String, Value>, GraphError> {
    let id = call.address.attachment.as_deref().unwrap_or_default();
    let mut attachments = messages::addressed(call)?.attachments.iter();
    attachments.find(|attachment| attachment["id"] == id).ok_or_else(GraphError::item_not_found)
}

pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let selection = Selection::parse(call.options, &FILE_ATTACHMENT)?;
    let context = context(call)?;
    let place = Place { service: &call.service, url: &call.url, context: &context };
    let page =
        page::page(all(call)?, call.options, PAGING, None, &place, &selection, |item| selection.apply(item, &["id"]))?;
    Ok(Answer::json(200, &page))
}

pub(crate) fn count(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    Ok(number(all(call)?.len()))
}

pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    answer(call, 200, Value::Object(one(call)?.clone()))
}

pub(crate) fn content(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let attachment = one(call)?;
    let text = |name: &str| attachment.get(name).and_then(Value::as_str).unwrap_or_default();
    let content = STANDARD.decode(text("contentBytes")).unwrap_or_default();
    Ok(Answer::with_body(200, text("contentType"), content))
}

pub(crate) fn add(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let mut attachment = compose::attachment(Value::Object(payload::object(call.request)?))?;
    let (account, id) = (call.account()?, messages::addressed(call)?.id.clone());
    let (ids, mailbox) = (&mut call.state.ids, &mut call.state.accounts[account].mailbox);
    attachment.insert("id".to_owned(), mailbox.attachment_id(ids).into());
    attachment.insert("lastModifiedDateTime".to_owned(), call.now.iso().into());
    let message = mailbox.message_mut(&id)?;
    message.attachments.push(attachment.clone());
    message.touch(ids, call.now);
    answer(call, 201, Value::Object(attachment))
}

pub(crate) fn delete(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let attachment = one(call)?["id"].clone();
    let (account, id) = (call.account()?, messages::addressed(call)?.id.clone());
    let message = call.state.accounts[account].mailbox.message_mut(&id)?;
    message.attachments.retain(|kept| kept["id"] != attachment);
    message.touch(&mut call.state.ids, call.now);
    Ok(Answer::empty(204))
}

fn answer(call: &Call<'_>, status: u16, attachment: Value) -> Result<Answer, GraphError> {
    let selection = Selection::parse(call.options, &FILE_ATTACHMENT)?;
    let context = format!("{}{}/$entity", context(call)?, selection.suffix());
    Ok(Answer::json(status, &call.entity(selection.apply(attachment, &["id"]), &context)))
}
