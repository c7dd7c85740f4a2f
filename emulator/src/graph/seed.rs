//! Puts entities into the emulator, and writes down what it holds, both in the form of a seed: an object of paths, each
//! with an array of entities, of addresses to link to (`…/$ref`), or with one entity.

mod snapshot;

use serde_json::{Map, Value};

use super::{call::Call, entities};
use crate::{
    http::{GraphError, Result},
    mailbox::compose,
    odata::payload,
    request_target::shape::{CollectionPart, FolderPath, FoldersPart, Shape},
    schema::{MAIL_FOLDER, MESSAGE},
};
pub(crate) use snapshot::snapshot;

/// Adds what stands at one path of a seed, and returns the ids.
pub(crate) fn add(call: &mut Call<'_>, given: Value) -> Result<Vec<String>> {
    let items = match given {
        Value::Array(items) => items,
        one => vec![one],
    };
    items.into_iter().map(|item| add_one(call, item)).collect()
}

fn add_one(call: &mut Call<'_>, item: Value) -> Result<String> {
    match (&call.target.shape, item) {
        (Shape::Messages(path, CollectionPart::Items), Value::Object(item)) => message(call, path, item),
        (Shape::Folders(path, FoldersPart::Items), Value::Object(item)) => folder(call, path, item),
        (Shape::Schema(_) | Shape::Teams, item) => entities::seed(call, item),
        _ => Err(GraphError::bad_request("Nothing can be seeded at this path.")),
    }
}

/// A message that has arrived: no draft, unread unless it says otherwise.
fn message(call: &mut Call<'_>, path: &FolderPath, mut item: Map<String, Value>) -> Result<String> {
    let mut take = |name: &str| item.remove(name).and_then(|value| value.as_str().map(str::to_owned));
    let known = take("id").map(|id| (id.clone(), take("@emulator.immutableId").unwrap_or(id)));
    let attachments = match item.remove("attachments") {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let body = payload::read(item, MESSAGE, true)?;
    let attachments = attachments.into_iter().map(|given| attachment(call, path, given)).collect::<Result<_>>()?;
    let mut properties = body.properties;
    properties.entry("isDraft").or_insert(Value::Bool(false));
    properties.entry("isRead").or_insert(Value::Bool(false));
    let of_the_past: Vec<(String, Value)> = ["changeKey", "lastModifiedDateTime"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), properties.get(name)?.clone())))
        .collect();
    let account = call.account(&path.user)?;
    let folder = call.folder(path)?.map_or("inbox".to_owned(), |folder| folder.id.to_string());
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = mailbox.add_as(&mut call.state.ids, &folder, properties, call.now, known)?;
    message.change(|properties| properties.extend(of_the_past));
    message.attachments = attachments;
    Ok(message.id.to_string())
}

fn attachment(call: &mut Call<'_>, path: &FolderPath, given: Value) -> Result<Map<String, Value>> {
    let kept: Vec<(String, Value)> = ["id", "lastModifiedDateTime"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), given.get(name)?.clone())))
        .collect();
    let mut attachment = compose::attachment(given)?;
    let account = call.account(&path.user)?;
    call.state.accounts[account].mailbox.stamp_attachment(&mut call.state.ids, &mut attachment, call.now);
    attachment.extend(kept);
    Ok(attachment)
}

fn folder(call: &mut Call<'_>, path: &FolderPath, mut item: Map<String, Value>) -> Result<String> {
    let known = item.remove("id").and_then(|id| id.as_str().map(str::to_owned));
    let properties = payload::entity(item, MAIL_FOLDER, &[])?;
    let name = payload::text(&properties, "displayName")?.unwrap_or_default().to_owned();
    let is_hidden = properties.get("isHidden") == Some(&Value::Bool(true));
    let account = call.account(&path.user)?;
    let parent = call.folder(path)?.map_or(crate::seed::ROOT_FOLDER.to_owned(), |folder| folder.id.to_string());
    let mailbox = &mut call.state.accounts[account].mailbox;
    let parent = mailbox.folder(&parent)?.id.clone();
    let folder = mailbox.add_folder(&mut call.state.ids, &parent, &name, is_hidden)?;
    let Some(known) = known else { return Ok(folder.id.to_string()) };
    mailbox.name_folder(&folder.id, &known);
    Ok(known)
}

/// In which order the paths of a seed are added: users first, then containers before what they contain, links last.
pub(crate) fn order(path: &str) -> (bool, bool, usize) {
    (path.ends_with("/$ref"), path != "/users", path.matches('/').count())
}
