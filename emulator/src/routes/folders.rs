//! Mail folders.

use serde_json::Value;

use super::{Call, number};
use crate::{
    error::GraphError,
    mailbox::folder::{Folder, ROOT},
    odata::{
        expand_nothing, page,
        page::{Paging, Place, Selection},
        payload,
    },
    request::Answer,
    schema::MAIL_FOLDER,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, by_token: false };

/// The folder the address ends in; the root when it names none.
fn addressed(call: &Call<'_>) -> Result<Folder, GraphError> {
    let mailbox = call.mailbox()?;
    match mailbox.walk(&call.address.folders)? {
        Some(folder) => Ok(folder.clone()),
        None => mailbox.folder(ROOT).cloned(),
    }
}

fn children(call: &Call<'_>) -> Result<Vec<Value>, GraphError> {
    let (mailbox, parent) = (call.mailbox()?, addressed(call)?);
    let visible = mailbox.children(&parent).filter(|folder| !folder.is_hidden);
    page::arrange(visible.map(|folder| folder.to_json(mailbox)).collect(), call.options, &MAIL_FOLDER)
}

fn context(call: &Call<'_>) -> Result<String, GraphError> {
    Ok(format!("{}/mailFolders", call.user_context()?))
}

/// What to show of a folder. Read before anything changes: a request that is refused has no effect.
fn selection(call: &Call<'_>) -> Result<Selection, GraphError> {
    expand_nothing(call.options, &MAIL_FOLDER)?;
    Selection::parse(call.options, &MAIL_FOLDER)
}

pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let selection = selection(call)?;
    let context = context(call)? + &selection.suffix();
    let place = Place { service: &call.service, url: &call.url, context: &context };
    let page = page::page(children(call)?, call.options, PAGING, None, &place, |item| selection.apply(item, &["id"]))?;
    Ok(Answer::json(200, &page))
}

pub(crate) fn count(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    Ok(number(children(call)?.len()))
}

pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let selection = selection(call)?;
    answer(call, 200, &addressed(call)?, &selection)
}

pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let selection = selection(call)?;
    let properties = payload::entity(payload::object(call.request)?, &MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?.to_owned();
    let is_hidden = properties.get("isHidden") == Some(&Value::Bool(true));
    let (account, parent) = (call.account()?, addressed(call)?);
    let mailbox = &mut call.state.accounts[account].mailbox;
    let folder = mailbox.add_folder(&mut call.state.ids, &parent.id, &name, is_hidden)?;
    answer(call, 201, &folder, &selection)
}

pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let selection = selection(call)?;
    let properties = payload::entity(payload::object(call.request)?, &MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?.to_owned();
    let (account, folder) = (call.account()?, addressed(call)?);
    let folder = call.state.accounts[account].mailbox.rename_folder(&folder.id, &name)?;
    answer(call, 200, &folder, &selection)
}

pub(crate) fn delete(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let (account, folder) = (call.account()?, addressed(call)?);
    call.state.accounts[account].mailbox.delete_folder(&folder.id)?;
    Ok(Answer::empty(204))
}

fn name(given: Option<&str>) -> Result<&str, GraphError> {
    given
        .filter(|name| !name.is_empty())
        .ok_or_else(|| GraphError::new(400, "ErrorInvalidRequest", "The property 'displayName' is required."))
}

fn answer(call: &Call<'_>, status: u16, folder: &Folder, selection: &Selection) -> Result<Answer, GraphError> {
    let context = format!("{}{}/$entity", context(call)?, selection.suffix());
    let shown = selection.apply(folder.to_json(call.mailbox()?), &["id"]);
    Ok(Answer::json(status, &call.entity(shown, &context)))
}
