//! Mail folders.

use serde_json::Value;

use super::{Call, number};
use crate::{
    error::GraphError,
    mailbox::folder::{Folder, ROOT},
    odata::{
        page,
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

/// `$expand` of a folder is not kept.
fn check_expand(call: &Call<'_>) -> Result<(), GraphError> {
    match call.options.expand.as_deref() {
        None => Ok(()),
        Some(name) if MAIL_FOLDER.navigation(name).is_some() => {
            Err(GraphError::new(501, "NotImplemented", format!("The emulator does not expand '{name}'.")))
        }
        Some(name) => {
            Err(GraphError::uri(format!("Could not find a property named '{name}' on type '{}'.", MAIL_FOLDER.name)))
        }
    }
}

pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    check_expand(call)?;
    let selection = Selection::parse(call.options, &MAIL_FOLDER)?;
    let context = context(call)?;
    let place = Place { service: &call.service, url: &call.url, context: &context };
    let page = page::page(children(call)?, call.options, PAGING, None, &place, &selection, |item| {
        selection.apply(item, &["id"])
    })?;
    Ok(Answer::json(200, &page))
}

pub(crate) fn count(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    Ok(number(children(call)?.len()))
}

pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    answer(call, 200, &addressed(call)?)
}

pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let properties = payload::entity(payload::object(call.request)?, &MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?.to_owned();
    let is_hidden = properties.get("isHidden") == Some(&Value::Bool(true));
    let (account, parent) = (call.account()?, addressed(call)?);
    let mailbox = &mut call.state.accounts[account].mailbox;
    let folder = mailbox.add_folder(&mut call.state.ids, &parent.id, &name, is_hidden)?;
    answer(call, 201, &folder)
}

pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let properties = payload::entity(payload::object(call.request)?, &MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?.to_owned();
    let (account, folder) = (call.account()?, addressed(call)?);
    let folder = call.state.accounts[account].mailbox.rename_folder(&folder.id, &name)?;
    answer(call, 200, &folder)
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

fn answer(call: &Call<'_>, status: u16, folder: &Folder) -> Result<Answer, GraphError> {
    check_expand(call)?;
    let selection = Selection::parse(call.options, &MAIL_FOLDER)?;
    let context = format!("{}{}/$entity", context(call)?, selection.suffix());
    let shown = selection.apply(folder.to_json(call.mailbox()?), &["id"]);
    Ok(Answer::json(status, &call.entity(shown, &context)))
}
