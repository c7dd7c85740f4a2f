//! Mail folders.

use serde_json::Value;

use super::{call::Call, expanded::Expanded, messages};
use crate::{
    http::{GraphError, Response, Result},
    id::Ids,
    mailbox::{Mailbox, folder::Folder},
    odata::{
        filter,
        options::Options,
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

/// The properties of a folder in the response. They are read first, because a refused request has no effect.
struct View {
    selection: Selection,
    expanded: Expanded,
}

impl View {
    fn of(call: &Call<'_>) -> Result<Self> {
        let expanded = Expanded::parse(&call.options, MAIL_FOLDER)?.without_inner(&["childFolders", "messages"])?;
        Ok(Self { selection: Selection::parse(&call.options, MAIL_FOLDER)?, expanded })
    }
}

/// A folder with navigation properties, before the selection.
fn shown(call: &Call<'_>, user: &UserKey, folder: &Folder, expanded: &Expanded) -> Result<Value> {
    let (account, mailbox) = (call.account(user)?, call.mailbox(user)?);
    let mut shown = folder.to_json(mailbox);
    let own = |name: &str| match name {
        "childFolders" => Some(mailbox.children(folder).map(|child| child.to_json(mailbox)).collect()),
        "messages" => Some(mailbox.messages(Some(folder)).map(|one| one.to_json(call.immutable())).collect()),
        _ => None,
    };
    expanded.add(call, call.stand_in(account, "mailFolders", &folder.id), own, &mut shown);
    Ok(shown)
}

fn children(call: &Call<'_>, path: &FolderPath, expanded: &Expanded) -> Result<Vec<Value>> {
    let (mailbox, parent) = (call.mailbox(&path.user)?, addressed(call, path)?);
    let filter = call.options.filter.as_ref().map(|filter| filter::parse(filter, MAIL_FOLDER)).transpose()?;
    let mut found = Vec::new();
    for folder in mailbox.children(&parent).filter(|folder| !folder.is_hidden) {
        if let Some(filter) = &filter {
            let filtered = Expanded::of_filter(filter, MAIL_FOLDER);
            if !filter.matches(&shown(call, &path.user, folder, &filtered)?) {
                continue;
            }
        }
        found.push(shown(call, &path.user, folder, expanded)?);
    }
    let order = Options { orderby: call.options.orderby.clone(), ..Options::default() };
    page::arrange(found, &order, MAIL_FOLDER)
}

pub(super) fn list(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let (view, from) = (View::of(call)?, from(call, &path.user)?);
    let children = children(call, path, &view.expanded)?;
    call.page(children, PAGING, &view.selection, &view.expanded.always(), &from)
}

pub(super) fn count(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    Ok(Response::count(children(call, path, &View::of(call)?.expanded)?.len()))
}

pub(super) fn get(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let view = View::of(call)?;
    show(call, 200, &path.user, &addressed(call, path)?, &view)
}

pub(super) fn create(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let view = View::of(call)?;
    let properties = payload::entity(payload::object(call.request)?, MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?;
    let is_hidden = properties.get("isHidden") == Some(&Value::Bool(true));
    let (account, parent) = (call.account(&path.user)?, addressed(call, path)?);
    let mailbox = &mut call.state.accounts[account].mailbox;
    let folder = mailbox.add_folder(&mut call.state.ids, &parent.id, name, is_hidden)?;
    show(call, 201, &path.user, &folder, &view)
}

pub(super) fn update(call: &mut Call<'_>, path: &FolderPath) -> Result<Response> {
    let view = View::of(call)?;
    let properties = payload::entity(payload::object(call.request)?, MAIL_FOLDER, &[])?;
    let name = name(payload::text(&properties, "displayName")?)?;
    let (account, folder) = (call.account(&path.user)?, addressed(call, path)?);
    let folder = call.state.accounts[account].mailbox.rename_folder(&mut call.state.ids, &folder.id, name)?;
    show(call, 200, &path.user, &folder, &view)
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
    let view = View::of(call)?;
    let (account, folder) = (call.account(&path.user)?, addressed(call, path)?);
    let parent = messages::destination(call, &path.user, action)?;
    let folder = run(&mut call.state.accounts[account].mailbox, &mut call.state.ids, &folder.id, &parent)?;
    show(call, 201, &path.user, &folder, &view)
}

fn name(given: Option<&str>) -> Result<&str> {
    given
        .filter(|name| !name.is_empty())
        .ok_or_else(|| GraphError::new(400, "ErrorInvalidRequest", "The property 'displayName' is required."))
}

fn from(call: &Call<'_>, user: &UserKey) -> Result<String> {
    Ok(format!("{}/mailFolders", call.user_context(user)?))
}

fn show(call: &Call<'_>, status: u16, user: &UserKey, folder: &Folder, view: &View) -> Result<Response> {
    let shown = shown(call, user, folder, &view.expanded)?;
    Ok(call.show(status, shown, &view.selection, &view.expanded.always(), &from(call, user)?))
}
