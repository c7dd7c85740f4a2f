//! Functions that list entities which the store keeps elsewhere: messages of all chats, what concerns the signed-in
//! user, sites, and files of a drive.

use serde_json::Value;

use super::called::Called;
use crate::{
    graph::{
        call::Call,
        entities::{list, locate, refusal::not_found, relation, select, view},
    },
    http::{Response, Result},
    odata::page::{self, Link, Paging, Selection},
    schema::{DRIVE_ITEM, Type},
    store::{NodeId, SERVICE},
};

/// A page of these entities.
fn answer(call: &Call<'_>, found: Vec<NodeId>, of: &'static str) -> Result<Response> {
    let found = select::query(call.state, found, &call.options, Type(of))?;
    list::answer(call, found, Type(of), &format!("Collection(microsoft.graph.{of})"))
}

/// The entities of the collection that the function is bound to.
fn members(call: &Call<'_>, called: &Called) -> Vec<NodeId> {
    called.set.map(|set| relation::targets(call.state, set.place(call.state))).unwrap_or_default()
}

/// The messages of all chats or channels of a collection, or of a deleted team.
pub(super) fn messages(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let conversations = members(call, called);
    let found = conversations.into_iter().flat_map(|one| call.state.store.items((one, "messages"))).collect();
    answer(call, found, "chatMessage")
}

pub(super) fn sites(call: &mut Call<'_>, _: &Called) -> Result<Response> {
    let found = call.state.store.items((SERVICE, "sites"));
    answer(call, found, "site")
}

/// `filterByCurrentUser`: what names the signed-in user in a property, or is linked to the user, whatever `on` says.
pub(super) fn of_current_user(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (Some(me), Some(set)) = (call.state.accounts.first(), called.set) else { return Err(not_found(call, "")) };
    let (id, node) = (me.id.clone(), me.node);
    let mut found = members(call, called);
    found.retain(|one| {
        let names = call.state.store.node(*one).is_some_and(|found| has_text(&found.properties, &id));
        names || call.state.store.members(*one).iter().any(|(_, held)| held.contains(&node))
    });
    answer(call, found, set.of().0)
}

fn has_text(value: &Value, text: &str) -> bool {
    match value {
        Value::String(own) => own == text,
        Value::Array(items) => items.iter().any(|item| has_text(item, text)),
        Value::Object(members) => members.values().any(|member| has_text(member, text)),
        _ => false,
    }
}

/// `itemAt(index=…)`
pub(super) fn item_at(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let Some(set) = called.set else { return Err(not_found(call, "itemAt")) };
    let node = locate::at(call, &set, called.text("index"))?;
    view::answer(call, 200, node)
}

/// The presence of the users with these ids.
pub(super) fn presences(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let ids: Vec<String> = called.texts("ids").into_iter().map(str::to_owned).collect();
    let known = ids.into_iter().filter_map(|id| Some((call.state.store.directory_object(&id)?, id)));
    let shown = known.map(|(user, id)| {
        let presence = call.state.store.single((user, "presence")).and_then(|node| call.state.store.node(node));
        let of = |name: &str| presence.map_or("", |node| node.text(name)).to_owned();
        let or_offline = |text: String| if text.is_empty() { "Offline".to_owned() } else { text };
        let (availability, activity) = (or_offline(of("availability")), or_offline(of("activity")));
        serde_json::json!({"id": id, "availability": availability, "activity": activity})
    });
    let shown = shown.collect();
    Ok(super::called::values(call, "microsoft.graph.presence", shown))
}

const FILES: Paging = Paging { default_top: 200, largest_top: 1_000, link: Link::TokenOrSkip };

/// Files of a drive, the last changed first.
fn files(call: &Call<'_>, called: &Called, keep: impl Fn(&str, &Value) -> bool) -> Result<Response> {
    let selection = Selection::parse(&call.options, DRIVE_ITEM)?;
    let mut shown: Vec<Value> = match locate::account_of(call.state, called.node()) {
        Some(account) => {
            let owner = &call.state.accounts[account];
            let items = owner.drive.all().iter().filter(|item| !item.deleted && item.parent.is_some());
            items.map(|item| owner.show_item(item, call.storage)).collect()
        }
        None => stored_files(call, called.node()),
    };
    shown.retain(|item| keep(item["name"].as_str().unwrap_or_default(), item));
    shown.sort_by(|left, right| {
        right["lastModifiedDateTime"]
            .as_str()
            .unwrap_or_default()
            .cmp(left["lastModifiedDateTime"].as_str().unwrap_or_default())
    });
    let shown = page::arrange(shown, &call.options, DRIVE_ITEM)?;
    call.page(shown, FILES, &selection, &[], "Collection(driveItem)")
}

/// All that is below an entity and is a file or a folder.
fn stored_files(call: &Call<'_>, start: NodeId) -> Vec<Value> {
    let mut found = Vec::new();
    let mut waiting = vec![start];
    while let Some(here) = waiting.pop() {
        for (member, held) in call.state.store.members(here) {
            let items = held.into_iter().filter(|id| {
                let home = call.state.store.node(*id).filter(|node| node.of.is("driveItem")).map(|node| node.home);
                home == Some((here, member))
            });
            let items: Vec<NodeId> = items.collect();
            let shown = items.iter().filter_map(|id| call.state.store.node(*id)).map(|node| node.properties.clone());
            found.extend(shown.filter(|item| item.get("root").is_none()));
            waiting.extend(items);
        }
    }
    found
}

/// `search(q='…')`: files and folders whose names have all words.
pub(super) fn search_files(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let words: Vec<String> = called.text("q").trim_matches('\'').split_whitespace().map(str::to_lowercase).collect();
    files(call, called, |name, _| {
        let name = name.to_lowercase();
        words.iter().all(|word| name.contains(word.as_str()))
    })
}

pub(super) fn recent_files(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    files(call, called, |_, item| item.get("file").is_some())
}
