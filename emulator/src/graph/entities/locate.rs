//! Finds what an address names in the store.
//!
//! Messages, mail folders and the drives of users are kept elsewhere. For what is below one of them, the store has an
//! entity with the same id, made when it is first asked for.

use serde_json::{Map, Value, json};

use super::{make, range, refusal, relation};
use crate::{
    graph::call::Call,
    http::{GraphError, Result},
    request_target::{
        address::{Hop, Member},
        segment::Argument,
        shape::{UserKey, Workload},
    },
    schema::Type,
    state::State,
    store::{NodeId, Place, SERVICE, keys},
};
use refusal::not_found;

/// What an address leads to.
#[derive(Clone, Debug)]
pub(super) enum Here {
    Node(NodeId),
    Set(Set),
    /// A single-valued navigation property without a value.
    Nothing(Place, Member),
    /// A structural property, by the names that lead to it.
    Value(NodeId, Vec<&'static str>),
}

/// A collection of entities.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub(super) owner: NodeId,
    pub(super) member: Member,
    /// Only entities of this type, from `members/microsoft.graph.user`.
    pub(super) cast: Option<Type>,
}

impl Set {
    /// Where its entities are kept.
    pub(super) fn place(&self, state: &State) -> Place {
        relation::place(state, self.owner, self.member.name)
    }

    /// The type of its entities.
    pub(super) fn of(&self) -> Type {
        self.cast.unwrap_or(self.member.of)
    }
}

/// Types of which a single-valued property has no value until a request gives it one.
const NOT_IMPLICIT: [&str; 1] = ["team"];

/// What the address of the request leads to, without the operation, `$count`, `$ref` or `$value` at its end.
pub(super) fn locate(call: &mut Call<'_>) -> Result<Here> {
    let hops = &call.target.address.hops;
    let end = match hops.last() {
        Some(Hop::Call { .. } | Hop::Suffix(_)) => hops.len() - 1,
        _ => hops.len(),
    };
    along(call, &hops[..end])
}

/// What these steps lead to, from the service.
pub(super) fn along(call: &mut Call<'_>, hops: &[Hop]) -> Result<Here> {
    let mut here = Here::Node(SERVICE);
    for (place, hop) in hops.iter().enumerate() {
        here = match (hop, here) {
            (Hop::Member(member), Here::Node(node)) => follow(call, node, *member)?,
            (Hop::Member(member), Here::Value(node, mut path)) => {
                path.push(member.name);
                Here::Value(node, path)
            }
            (Hop::Key(key), Here::Set(set)) => match (find(call, &set, key), hops.get(place + 1)) {
                (Err(_), Some(Hop::Path(path))) if set.of().0 == "site" => {
                    return site(call, &key[0].value, path, &hops[place + 2..]);
                }
                (found, _) => Here::Node(found?),
            },
            (Hop::Cast(of), Here::Set(set)) => Here::Set(Set { cast: Some(*of), ..set }),
            (Hop::Cast(of), Here::Node(node)) => {
                let is_one = call.state.store.node(node).is_some_and(|found| found.of.is(of.0) || of.is(found.of.0));
                if !is_one {
                    return Err(not_found(call, &of.to_string()));
                }
                Here::Node(node)
            }
            (Hop::Path(path), Here::Node(node)) => Here::Node(by_path(call, node, path)?),
            (Hop::Call { name: "itemAt", arguments }, Here::Set(set)) => {
                Here::Node(at(call, &set, arguments.first().map_or("", |index| &index.value))?)
            }
            (Hop::Call { name, arguments }, Here::Node(node)) => {
                Here::Node(range::follow(call, node, name, arguments)?)
            }
            (Hop::Call { .. }, _) => return Err(refusal::missing(call)),
            (_, Here::Nothing(_, member)) => return Err(not_found(call, member.name)),
            (_, here) => here,
        };
    }
    Ok(here)
}

/// An entity of a collection by its place.
pub(super) fn at(call: &Call<'_>, set: &Set, index: &str) -> Result<NodeId> {
    let items = relation::targets(call.state, set.place(call.state));
    let found = index.parse::<usize>().ok().and_then(|index| items.get(index).copied());
    found.ok_or_else(|| not_found(call, index))
}

fn site(call: &mut Call<'_>, host: &str, path: &[String], rest: &[Hop]) -> Result<Here> {
    let url = format!("https://{host}/{}", path.join("/")).to_lowercase();
    let sites = call.state.store.items((SERVICE, "sites"));
    let found = sites.into_iter().find(|site| {
        let node = call.state.store.node(*site);
        node.is_some_and(|node| node.text("webUrl").to_lowercase() == url)
    });
    let mut here = Here::Node(found.ok_or_else(|| not_found(call, &url))?);
    for hop in rest {
        here = match (hop, here) {
            (Hop::Member(member), Here::Node(node)) => follow(call, node, *member)?,
            (Hop::Key(key), Here::Set(set)) => Here::Node(find(call, &set, key)?),
            (_, here) => here,
        };
    }
    Ok(here)
}

fn follow(call: &mut Call<'_>, node: NodeId, member: Member) -> Result<Here> {
    if !member.navigation && node != SERVICE {
        return Ok(Here::Value(node, vec![member.name]));
    }
    if member.collection {
        if ["calendars", "calendarView", "events"].contains(&member.name) {
            calendar(call, node);
        }
        match member.of.0 {
            "workbookWorksheet" => range::first_sheet(call, node),
            "workbookTableColumn" | "workbookTableRow" => range::sync(call, node, member.name),
            _ => {}
        }
        return Ok(Here::Set(Set { owner: node, member, cast: None }));
    }
    if node == SERVICE && member.name == "me" {
        return call.account(&UserKey::Me).map(|index| Here::Node(call.state.accounts[index].node));
    }
    if let Some(stand_in) = drive_of_user(call, node, member) {
        return Ok(Here::Node(stand_in));
    }
    let place = relation::place(call.state, node, member.name);
    if let Some(found) = relation::single(call.state, place) {
        return Ok(Here::Node(found));
    }
    let is_implicit = member.contained && !NOT_IMPLICIT.contains(&member.of.0) && !call.state.store.is_known(place);
    if !is_implicit || member.of.is_abstract() {
        return Ok(Here::Nothing(place, member));
    }
    if member.of.0 == "calendar" {
        calendar(call, node);
    }
    let properties = match member.of.0 {
        "driveItem" => json!({"name": "root", "folder": {"childCount": 0}, "root": {}}),
        "drive" => json!({"id": call.state.ids.drive(), "name": "Documents", "driveType": "documentLibrary"}),
        _ => json!({}),
    };
    let found = relation::single(call.state, place);
    Ok(Here::Node(found.unwrap_or_else(|| make::entity(call, place, member.of, properties))))
}

/// Makes the default calendar of a user or a group.
fn calendar(call: &mut Call<'_>, owner: NodeId) {
    let place = (owner, "calendar");
    let Some(node) = call.state.store.node(owner).filter(|node| ["user", "group"].contains(&node.of.0)) else { return };
    if call.state.store.single(place).is_some() {
        return;
    }
    let owner = json!({"name": node.text("displayName"), "address": node.text("mail")});
    let id = call.state.ids.outlook("calendar");
    let properties = json!({
        "id": id, "name": "Calendar", "color": "auto", "isDefaultCalendar": true, "canEdit": true, "canShare": true,
        "canViewPrivateItems": true, "isRemovable": false, "isTallyingResponses": true, "owner": owner,
    });
    make::entity(call, place, Type("calendar"), properties);
}

/// An entity of a collection by its key.
pub(super) fn find(call: &mut Call<'_>, set: &Set, key: &[Argument]) -> Result<NodeId> {
    let [first, ..] = key else { return Err(not_found(call, "")) };
    let value = first.value.as_str();
    let is_plain = match (&first.name, key.len()) {
        (None, _) => true,
        (Some(name), 1) => name.eq_ignore_ascii_case(set.of().key()),
        _ => false,
    };
    let place = set.place(call.state);
    let found = if !is_plain {
        let parts: Vec<(&str, String)> =
            key.iter().map(|part| (part.name.as_deref().unwrap_or_default(), part.value.clone())).collect();
        call.state.store.find(place, &keys::alternate(&parts))
    } else if place == (SERVICE, "users") {
        return user(call, value);
    } else if place == (SERVICE, "directoryObjects") {
        call.state.store.directory_object(value)
    } else if let Some(stand_in) = kept_elsewhere(call, set, value)? {
        Some(stand_in)
    } else if relation::is_computed(call.state, place) {
        let targets = relation::targets(call.state, place);
        let found = targets.into_iter().find(|id| call.state.store.node(*id).is_some_and(|node| node.id() == value));
        found.or_else(|| by_name(call.state, place, set.of(), value))
    } else {
        call.state.store.find(place, value).or_else(|| by_name(call.state, place, set.of(), value))
    };
    let of = set.cast;
    let found = found.filter(|id| of.is_none_or(|of| call.state.store.node(*id).is_some_and(|node| node.of.is(of.0))));
    found.ok_or_else(|| not_found(call, value))
}

/// Keys that are not ids: `sites/root`, a list by its title, an application's item by its name.
fn by_name(state: &State, place: Place, of: Type, key: &str) -> Option<NodeId> {
    let property = match of.0 {
        "list" => "displayName",
        "site" => "name",
        "workbookChart" | "workbookNamedItem" | "workbookTable" | "workbookTableColumn" | "workbookWorksheet" => "name",
        _ => return None,
    };
    relation::targets(state, place)
        .into_iter()
        .find(|id| state.store.node(*id).is_some_and(|node| node.text(property).eq_ignore_ascii_case(key)))
}

fn user(call: &Call<'_>, key: &str) -> Result<NodeId> {
    let found = call.state.user(Some(key));
    if found.is_none() && call.target.shape.workload() == Workload::Outlook {
        return call.account(&UserKey::Key(key.to_owned())).map(|index| call.state.accounts[index].node);
    }
    found.map(|index| call.state.accounts[index].node).ok_or_else(|| not_found(call, key))
}

/// The index of the user in whose data an entity is.
pub(super) fn account_of(state: &State, node: NodeId) -> Option<usize> {
    let mut here = node;
    while here != SERVICE {
        let (owner, member) = state.store.node(here)?.home;
        if (owner, member) == (SERVICE, "users") {
            return state.user_of(here);
        }
        here = owner;
    }
    None
}

/// Whether a collection holds what is kept elsewhere, so that the store has only stand-ins for some of it.
pub(super) fn is_kept_elsewhere(state: &State, set: &Set) -> bool {
    let named = [
        ("driveItem", "children"),
        ("driveItem", "items"),
        ("mailFolder", "childFolders"),
        ("mailFolder", "mailFolders"),
        ("message", "messages"),
    ];
    named.contains(&(set.member.of.0, set.member.name)) && is_stand_in(state, set.owner)
}

/// Whether an entity is a user, or stands for something in a user's mailbox or drive.
fn is_stand_in(state: &State, node: NodeId) -> bool {
    let Some(found) = state.store.node(node) else { return false };
    let kept = [("drive", "drive"), ("driveItem", "items"), ("mailFolder", "mailFolders")];
    let stands = state.user_of(node).is_some() || kept.contains(&(found.of.0, found.home.1));
    stands && account_of(state, node).is_some()
}

/// The stand-in for a message, a mail folder or a file, which has to exist where these are kept.
fn kept_elsewhere(call: &mut Call<'_>, set: &Set, key: &str) -> Result<Option<NodeId>> {
    let of = set.member.of;
    if set.owner == SERVICE && of.0 == "drive" {
        let owner = call.state.accounts.iter().position(|account| account.drive.id == key);
        return Ok(owner.map(|index| drive(call, index)));
    }
    if !is_kept_elsewhere(call.state, set) {
        return Ok(None);
    }
    let Some(index) = account_of(call.state, set.owner) else { return Ok(None) };
    let account = &call.state.accounts[index];
    let user = account.node;
    let (place, id) = match (of.0, set.member.name) {
        ("message", "messages") => ((user, "messages"), account.mailbox.message(key)?.immutable_id.to_string()),
        ("mailFolder", "mailFolders" | "childFolders") => {
            ((user, "mailFolders"), account.mailbox.folder(key)?.id.to_string())
        }
        ("driveItem", "items" | "children") => {
            let item = account.drive.item(Some(key).filter(|key| !key.eq_ignore_ascii_case("root")))?.id.clone();
            ((drive(call, index), "items"), item)
        }
        _ => return Ok(None),
    };
    Ok(Some(find_or_make(call, place, of, &id)))
}

fn find_or_make(call: &mut Call<'_>, place: Place, of: Type, id: &str) -> NodeId {
    match call.state.store.find(place, id) {
        Some(found) => found,
        None => make::entity(call, place, of, json!({of.key(): id})),
    }
}

/// The stand-in for a message or a mail folder of a user.
pub(super) fn stand_in(call: &mut Call<'_>, account: usize, of: Type, id: &str) -> NodeId {
    let member = if of.0 == "message" { "messages" } else { "mailFolders" };
    find_or_make(call, (call.state.accounts[account].node, member), of, id)
}

/// The stand-in for a user's drive.
pub(super) fn drive(call: &mut Call<'_>, account: usize) -> NodeId {
    let place = (call.state.accounts[account].node, "drive");
    if let Some(found) = call.state.store.single(place) {
        return found;
    }
    let id = call.state.accounts[account].drive.id.clone();
    let url = "https://contoso-my.sharepoint.com/Documents";
    make::entity(
        call,
        place,
        Type("drive"),
        json!({"id": id, "driveType": "business", "name": "OneDrive", "webUrl": url}),
    )
}

/// `drive` of a user, of the service, and `root` of a user's drive.
fn drive_of_user(call: &mut Call<'_>, node: NodeId, member: Member) -> Option<NodeId> {
    match (member.of.0, member.name) {
        ("drive", "drive") if node == SERVICE => (!call.state.accounts.is_empty()).then(|| drive(call, 0)),
        ("drive", "drive") => call.state.user_of(node).map(|account| drive(call, account)),
        ("driveItem", "root") => {
            let account = account_of(call.state, node)?;
            let root = call.state.accounts[account].drive.root().id.clone();
            let place = (drive(call, account), "items");
            Some(find_or_make(call, place, member.of, &root))
        }
        _ => None,
    }
}

/// A file or folder by the names that lead to it from another one.
fn by_path(call: &mut Call<'_>, start: NodeId, path: &[String]) -> Result<NodeId> {
    if let Some(account) = account_of(call.state, start) {
        let id = call.state.store.node(start).map(|node| node.id().to_owned());
        let item = call.state.accounts[account].drive.item_at(id.as_deref(), path)?.id.clone();
        let place = (drive(call, account), "items");
        return Ok(find_or_make(call, place, Type("driveItem"), &item));
    }
    let mut here = start;
    for name in path {
        let children = call.state.store.items((here, "children"));
        let child = children.into_iter().find(|child| {
            call.state.store.node(*child).is_some_and(|node| node.text("name").eq_ignore_ascii_case(name))
        });
        here = child.ok_or_else(|| not_found(call, name))?;
    }
    Ok(here)
}

/// The entity that an address names, as `@odata.id` and `@odata.bind` give it: absolute, or relative to the service.
pub(super) fn by_url(call: &mut Call<'_>, url: &str) -> Result<NodeId> {
    let malformed = || GraphError::new(400, "Request_BadRequest", format!("'{url}' is not the address of an entity."));
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map(|start| rest[start..].to_owned()).ok_or_else(malformed)?,
        None if url.starts_with("/v1.0/") || url.starts_with("/beta/") => url.to_owned(),
        None => format!("/v1.0/{}", url.trim_start_matches('/')),
    };
    let target = crate::request_target::parse(&path).map_err(|_| malformed())?;
    match along(call, &target.address.hops)? {
        Here::Node(node) if node != SERVICE => Ok(node),
        _ => Err(malformed()),
    }
}

/// The address of an entity within what a subscription is about; `None` when it is about something else.
pub(in crate::graph) fn subscribed(call: &mut Call<'_>, resource: &str, node: NodeId) -> Option<String> {
    let target = crate::request_target::parse(&format!("/v1.0/{resource}")).ok()?;
    match along(call, &target.address.hops).ok()? {
        Here::Set(set) => {
            let place = set.place(call.state);
            let found = call.state.store.node(node)?;
            let is_in = found.home == place || relation::targets(call.state, place).contains(&node);
            is_in.then(|| format!("{resource}/{}", found.id()))
        }
        Here::Node(found) => (found == node).then(|| resource.to_owned()),
        Here::Nothing(..) | Here::Value(..) => None,
    }
}

/// The properties of an entity.
pub(super) fn properties(state: &State, node: NodeId) -> Map<String, Value> {
    state.store.node(node).and_then(|node| node.properties.as_object()).cloned().unwrap_or_default()
}
