//! Writes down what the emulator holds, in the form of a seed.

use percent_encoding::utf8_percent_encode;
use serde_json::{Map, Value, json};

use crate::{
    http::percent,
    mailbox::{Mailbox, folder::Folder},
    schema::{CATALOG, Type},
    seed::ROOT_FOLDER,
    state::State,
    store::{NodeId, SERVICE},
};

/// Everything but drives and other content: users, messages, and all entities with their links.
pub(crate) fn snapshot(state: &State) -> Value {
    let mut seed = Map::new();
    entity(state, SERVICE, "", &mut seed);
    for account in &state.accounts {
        mailbox(&account.mailbox, &format!("/users/{}", account.id), &mut seed);
    }
    Value::Object(seed)
}

/// What has stand-ins in the store, and is written down from where it is kept.
fn is_kept_elsewhere(state: &State, owner: NodeId, member: &str) -> bool {
    state.user_of(owner).is_some() && ["drive", "mailFolders", "messages"].contains(&member)
}

fn entity(state: &State, owner: NodeId, path: &str, seed: &mut Map<String, Value>) {
    for (member, held) in state.store.members(owner) {
        if is_kept_elsewhere(state, owner, member) {
            continue;
        }
        let of = state.store.node(owner).map(|node| node.of);
        let declared = match owner {
            SERVICE => CATALOG.root(member),
            _ => of.and_then(|of| of.navigation_member(member)),
        };
        let Some(declared) = declared else { continue };
        let here = format!("{path}/{member}");
        let (mut contained, mut links) = (Vec::new(), Vec::new());
        for id in held {
            let Some(node) = state.store.node(id) else { continue };
            if node.home != (owner, member) {
                links.push(Value::from(address(state, id)));
                continue;
            }
            let mut shown = node.properties.as_object().cloned().unwrap_or_default();
            if node.of != Type(declared.ty.name) {
                shown.insert("@odata.type".to_owned(), format!("#{}", node.of).into());
            }
            contained.push(Value::Object(shown));
            let below = if declared.ty.collection { address(state, id) } else { here.clone() };
            entity(state, id, &below, seed);
        }
        if !contained.is_empty() {
            seed.insert(here.clone(), contained.into());
        }
        if !links.is_empty() {
            seed.insert(format!("{here}/$ref"), links.into());
        }
    }
}

/// The path of an entity.
fn address(state: &State, id: NodeId) -> String {
    let Some(node) = state.store.node(id) else { return String::new() };
    let (owner, member) = node.home;
    let before = if owner == SERVICE { String::new() } else { address(state, owner) };
    let declared = state.store.node(owner).and_then(|owner| owner.of.navigation_member(member));
    match declared {
        Some(single) if !single.ty.collection => format!("{before}/{member}"),
        _ => format!("{before}/{member}/{}", utf8_percent_encode(node.id(), percent::KEY)),
    }
}

fn mailbox(mailbox: &Mailbox, user: &str, seed: &mut Map<String, Value>) {
    for folder in mailbox.folders() {
        let path = folder_path(mailbox, folder, user);
        let messages: Vec<Value> = mailbox
            .messages(Some(folder))
            .map(|message| {
                let mut shown = message.properties();
                shown.insert("id".to_owned(), (*message.id).into());
                shown.insert("@emulator.immutableId".to_owned(), (*message.immutable_id).into());
                let attachments = message.attachments.iter().cloned().map(Value::Object).collect();
                shown.insert("attachments".to_owned(), attachments);
                Value::Object(shown)
            })
            .collect();
        if !messages.is_empty() {
            seed.insert(format!("{path}/messages"), messages.into_iter().rev().collect());
        }
        let children: Vec<Value> = mailbox
            .children(folder)
            .filter(|child| child.well_known.is_none())
            .map(|child| {
                let (id, name) = (&child.id, &child.display_name);
                json!({"id": **id, "displayName": name, "isHidden": child.is_hidden})
            })
            .collect();
        if !children.is_empty() {
            seed.insert(format!("{path}/childFolders"), children.into());
        }
    }
}

fn folder_path(mailbox: &Mailbox, folder: &Folder, user: &str) -> String {
    let name = |folder: &Folder| {
        folder.well_known.map_or_else(|| utf8_percent_encode(&folder.id, percent::KEY).to_string(), str::to_owned)
    };
    let mut path = name(folder);
    let mut here = folder;
    // A path leads through each folder above, since a child is in order after its parents then.
    while here.well_known.is_none() {
        let Ok(parent) = mailbox.folder(&here.parent) else { break };
        if parent.well_known == Some(ROOT_FOLDER) {
            break;
        }
        path = format!("{}/childFolders/{path}", name(parent));
        here = parent;
    }
    format!("{user}/mailFolders/{path}")
}
