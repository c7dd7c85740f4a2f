//! Mail folders.

use serde_json::Value;

use super::{call::Call, messages};
use crate::{
    http::{GraphError, Response, Result},
    id::Ids,
    mailbox::{Mailbox, folder::Folder},
    odata::{
        expand_nothing,
        page::{self, Link, Paging, Selection},
        payload,
    },
    request_target::shape::{FolderPath, UserKey},
    schema::MAIL_FOLDER,
    seed::ROOT_FOLDER,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, link: Link::Skip };

/// The folder at a path; the root for an empty one.
fn addressed(call: &Call<'_>, path: &FolderPath) -> Result<Folder> {
    match call.folder(path)? {
        Some(folder) => Ok(folder.clone()),
        None => call.mailbox(&path.user)?.folder(ROOT_FOLDER).cloned(),
    }
}

fn children(call: &Call<'_>, path: &FolderPath) -> Result<Vec<Value>> {
    let (mailbox, parent) = (call.mailbox(&path.user)?, addressed(call, path)?);
    let visible = mailbox.children(&parent).filter(|folder| !folder.is_hidden);
    page::arrange(visible.map(|folder| folder.to_json(mailbox)).collect(), &call.options, MAIL_FOLDER)
}

/// The properties of a folder in the response. They are read first, because a refused request has no effect.
fn selection(call: &Call<'_>) -> Result<Selection> {
    expand_nothing(&call.options, MAIL_FOLDER)?;
    Selection::parse(&call.options, MAIL_FOLDER)
}

pub(super) fn list(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let (selection, from) = (selection(call)?, from(call, &path.user)?);
    call.page(children(call, path)?, PAGING, &selection, &["id"], &from)
}

pub(super) fn count(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    Ok(Response::count(children(call, path)?.len()))
}

pub(super) fn get(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let selection = selection(call)?;
    show(call, 200, &path.user, &addressed(call, path)?, &selection)
}

pub(super) fn create(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let selection = selection(call)?;
    let properties = payload::entity(payload::object(call.request)?, MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?;
    let is_hidden = properties.get("isHidden") == Some(&Value::Bool(true));
    let (account, parent) = (call.account(&path.user)?, addressed(call, path)?);
    let mailbox = &mut call.state.accounts[account].mailbox;
    let folder = mailbox.add_folder(&mut call.state.ids, &parent.id, name, is_hidden)?;
    show(call, 201, &path.user, &folder, &selection)
}

pub(super) fn update(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let selection = selection(call)?;
    let properties = payload::entity(payload::object(call.request)?, MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?;
    let (account, folder) = (call.account(&path.user)?, addressed(call, path)?);
    let folder = call.state.accounts[account].mailbox.rename_folder(&mut call.state.ids, &folder.id, name)?;
    show(call, 200, &path.user, &folder, &selection)
}

pub(super) fn delete(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let (account, folder) = (call.account(&path.user)?, addressed(call, path)?);
    call.state.accounts[account].mailbox.delete_folder(&mut call.state.ids, &folder.id)?;
    Ok(Response::empty(204))
}

pub(super) fn move_to(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    transfer(call, path, "move", Mailbox::move_folder)
}

pub(super) fn copy_to(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    transfer(call, path, "copy", Mailbox::copy_folder)
}

type Transfer = fn(&mut Mailbox, &mut Ids, &str, &str) -> Result<Folder>;

/// Moves or copies a folder with all that is in it to the folder that the request names.
fn transfer(call: &mut Call<'_>, path: &FolderPath, action: &str, run: Transfer) -> Result<Response> {
    let selection = selection(call)?;
    let (account, folder) = (call.account(&path.user)?, addressed(call, path)?);
    let parent = messages::destination(call, &path.user, action)?;
    let folder = run(&mut call.state.accounts[account].mailbox, &mut call.state.ids, &folder.id, &parent)?;
    show(call, 201, &path.user, &folder, &selection)
}

fn name(given: Option<&str>) -> Result<&str> {
    given
        .filter(|name| !name.is_empty())
        .ok_or_else(|| GraphError::new(400, "ErrorInvalidRequest", "The property 'displayName' is required."))
}

fn from(call: &Call<'_>, user: &UserKey) -> Result<String> {
    Ok(format!("{}/mailFolders", call.user_context(user)?))
}

fn show(call: &Call<'_>, status: u16, user: &UserKey, folder: &Folder, selection: &Selection) -> Result<Response> {
    let shown = folder.to_json(call.mailbox(user)?);
    Ok(call.show(status, shown, selection, &["id"], &from(call, user)?))
}
