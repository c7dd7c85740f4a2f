//! Creates, changes and removes entities.

use percent_encoding::utf8_percent_encode;
use serde_json::{Map, Value};

use super::{
    complete, list,
    locate::{self, Here, Set},
    notify,
    refusal::not_found,
    relation, view,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result, percent},
    odata::payload::{self, Body},
    request_target::{address::Member, shape::Workload},
    schema::{Type, required},
    state::State,
    store::{NodeId, Place, SERVICE},
};

/// `POST` to a collection.
pub(super) fn create(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let set = list::set(call)?;
    let given = payload::object(call.request)?;
    let node = add(call, &set, given, false)?;
    let response = view::answer(call, 201, node)?;
    let id = call.state.store.node(node).map_or("", |node| node.id());
    let location = format!("{}/{}", call.url, utf8_percent_encode(id, percent::KEY));
    Ok(response.header("location", location))
}

/// Adds an entity to a collection. `seeding` takes what otherwise only the service sets.
pub(super) fn add(call: &mut Call<'_>, set: &Set, given: Map<String, Value>, seeding: bool) -> Result<NodeId> {
    let member = set.member;
    if !member.contained || relation::inverse(member.name).is_some() {
        return Err(GraphError::new(
            405,
            "Request_BadRequest",
            format!("'{}' holds links: use '{}/$ref' to add one.", member.name, member.name),
        )
        .header("allow", "GET".to_owned()));
    }
    let body = payload::read(given, set.of(), seeding)?;
    if body.of.is_abstract() && !body.of.derived().is_empty() {
        return Err(GraphError::body(format!(
            "The type '{}' is abstract: '@odata.type' must name one that derives from it.",
            body.of
        )));
    }
    let place = set.place(call.state);
    insert(call, place, body, seeding)
}

/// Adds one item of a seed where the address leads: an entity, the value of a single-valued property, or a link.
pub(in crate::graph) fn seed(call: &mut Call<'_>, item: Value) -> Result<String> {
    let id = |call: &Call<'_>, node| call.state.store.node(node).map(|node| node.id().to_owned()).unwrap_or_default();
    match (locate::locate(call)?, item) {
        (Here::Set(set), Value::String(url)) => {
            let target = locate::by_url(call, &url)?;
            link(call.state, set.owner, set.member.name, target);
            Ok(id(call, target))
        }
        (Here::Nothing(place, member), Value::String(url)) if !member.contained => {
            let target = locate::by_url(call, &url)?;
            link(call.state, place.0, member.name, target);
            Ok(id(call, target))
        }
        (Here::Set(set), Value::Object(item)) => {
            let node = add(call, &set, item, true)?;
            Ok(id(call, node))
        }
        (Here::Node(node), Value::Object(item)) if node != SERVICE => {
            let Some(of) = call.state.store.node(node).map(|node| node.of) else { return Err(not_found(call, "")) };
            let body = payload::read(item, of, true)?;
            let mut properties = locate::properties(call.state, node);
            merge(&mut properties, body.properties);
            let serial = call.state.ids.serial();
            call.state.store.update(node, properties, serial);
            Ok(id(call, node))
        }
        (Here::Nothing(place, member), Value::Object(item)) if member.contained => {
            let body = payload::read(item, member.of, true)?;
            let (place, own) = complete::home(call, place);
            let node = insert(call, place, body, true)?;
            Ok(own.unwrap_or_else(|| id(call, node)))
        }
        _ => Err(GraphError::bad_request("Nothing can be seeded at this path.")),
    }
}

/// Stores what a request has described.
fn insert(call: &mut Call<'_>, place: Place, body: Body, seeding: bool) -> Result<NodeId> {
    let Body { of, mut properties, nested, links } = body;
    let given = |name: &str| {
        properties.get(name).is_some_and(|value| !value.is_null())
            || nested.iter().any(|(member, _)| member.name == name)
            || links.iter().any(|(member, _)| member.name == name)
    };
    if let Some(missing) = required(of).find(|name| !given(name)).filter(|_| !seeding) {
        return Err(missing_property(call, of, missing));
    }
    // Every link is looked up before anything is stored.
    let mut targets = Vec::new();
    for (member, addresses) in links {
        for address in addresses {
            targets.push((member.name, locate::by_url(call, &address)?));
        }
    }
    complete::complete(call, place, of, &mut properties)?;
    let key = properties.get(of.key()).and_then(Value::as_str).unwrap_or_default();
    if call.state.store.find(place, key).is_some() {
        let message = format!("Another object with the same value for property {} already exists.", of.key());
        return Err(GraphError::new(409, "Request_BadRequest", message));
    }
    let node = if place == (SERVICE, "users") {
        let index = call.state.add_user(properties, call.now);
        call.state.accounts[index].node
    } else {
        let serial = call.state.ids.serial();
        call.state.store.insert(place, of, properties, serial)
    };
    for (member, value) in nested {
        add_nested(call, node, &member, value, seeding)?;
    }
    for (member, target) in targets {
        link(call.state, node, member, target);
    }
    complete::create_related(call, node, of);
    notify::announce(call, node, "created");
    Ok(node)
}

fn missing_property(call: &Call<'_>, of: Type, name: &str) -> GraphError {
    let message = format!("A value is required for property '{name}' of resource '{}'.", of.0);
    let code = match call.target.shape.workload() {
        Workload::Directory => "Request_BadRequest",
        _ => "invalidRequest",
    };
    GraphError::new(400, code, message)
}

/// Stores the extended properties and extensions that came with a message, which itself is not in the store.
pub(in crate::graph) fn store_with(
    call: &mut Call<'_>,
    account: usize,
    of: Type,
    id: &str,
    nested: Map<String, Value>,
) -> Result<()> {
    if nested.is_empty() {
        return Ok(());
    }
    let owner = locate::stand_in(call, account, of, id);
    let body = payload::read(nested, of, false)?;
    for (member, value) in body.nested {
        add_nested(call, owner, &member, value, false)?;
    }
    Ok(())
}

/// Stores entities that came inside another one.
fn add_nested(
    call: &mut Call<'_>,
    owner: NodeId,
    member: &graph_action_catalog::Member<'static>,
    value: Value,
    seeding: bool,
) -> Result<()> {
    let of = Type(member.ty.name);
    let place = relation::place(call.state, owner, member.name);
    let items = match value {
        Value::Array(items) if member.ty.collection => items,
        Value::Object(_) if !member.ty.collection => {
            if let Some(old) = call.state.store.single(place) {
                let serial = call.state.ids.serial();
                call.state.store.remove(old, serial);
            }
            vec![value]
        }
        Value::Null => Vec::new(),
        _ => return Err(GraphError::body(format!("The value of '{}' is not of type '{of}'.", member.name))),
    };
    for item in items {
        let Value::Object(item) = item else {
            return Err(GraphError::body(format!("The value of '{}' is not of type '{of}'.", member.name)));
        };
        let body = payload::read(item, of, seeding)?;
        insert(call, place, body, seeding)?;
    }
    Ok(())
}

/// Links an entity by a navigation property, or the other way round where that is the direction which is stored.
pub(super) fn link(state: &mut State, owner: NodeId, member: &'static str, target: NodeId) -> bool {
    let serial = state.ids.serial();
    match relation::inverse(member).filter(|_| relation::is_computed(state, (owner, member))) {
        Some(stored) => state.store.link((target, stored), owner, serial),
        None => state.store.link((owner, member), target, serial),
    }
}

/// `PATCH` of an entity: null clears a property.
pub(super) fn update(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let given = payload::object(call.request)?;
    let node = match locate::locate(call)? {
        Here::Node(node) if node != SERVICE => node,
        Here::Nothing(place, member) if member.contained => return set_single(call, place, member, given),
        _ => return Err(not_found(call, "")),
    };
    check_etag(call, node)?;
    apply(call, node, given)?;
    changed(call, node)
}

/// Merges what a request says of an entity into it.
pub(super) fn apply(call: &mut Call<'_>, node: NodeId, given: Map<String, Value>) -> Result<()> {
    let Some(of) = call.state.store.node(node).map(|node| node.of) else { return Err(not_found(call, "")) };
    let mut given = given;
    // A request may repeat a base type.
    if given.get("@odata.type").and_then(Value::as_str).and_then(Type::named).is_some_and(|named| of.is(named.0)) {
        given.remove("@odata.type");
    }
    let body = payload::read(given, of, false)?;
    let mut targets = Vec::new();
    for (member, addresses) in body.links {
        for address in addresses {
            targets.push((member, locate::by_url(call, &address)?));
        }
    }
    complete::check_change(call, node, of, &body.properties)?;
    for (member, target) in targets {
        if !member.ty.collection {
            clear(call.state, (node, member.name));
        }
        link(call.state, node, member.name, target);
    }
    for (member, value) in body.nested {
        match (&value, member.ty.collection) {
            (Value::Null, false) => clear(call.state, relation::place(call.state, node, member.name)),
            _ => add_nested(call, node, &member, value, false)?,
        }
    }
    let mut properties = locate::properties(call.state, node);
    merge(&mut properties, body.properties);
    complete::note_change(&mut properties, of, call.now);
    let serial = call.state.ids.serial();
    call.state.store.update(node, properties, serial);
    notify::announce(call, node, "updated");
    Ok(())
}

/// Values replace values; a complex value is merged into one that is there.
pub(super) fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (name, value) in from {
        match (into.get_mut(&name), value) {
            (_, Value::Null) => {
                into.remove(&name);
            }
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, value) => {
                into.insert(name, value);
            }
        }
    }
}

/// Gives a single-valued navigation property its value.
fn set_single(call: &mut Call<'_>, place: Place, member: Member, given: Map<String, Value>) -> Result<Response> {
    let mut body = payload::read(given, member.of, false)?;
    let (place, id) = complete::home(call, place);
    if let Some(id) = id {
        body.properties.insert("id".to_owned(), id.into());
    }
    let node = insert(call, place, body, false)?;
    changed(call, node)
}

/// The directory and Planner answer a change without a body, unless they are asked for one.
fn changed(call: &Call<'_>, node: NodeId) -> Result<Response> {
    let of = call.state.store.node(node).map_or(Type("entity"), |node| node.of);
    let silent = of.is("directoryObject") || of.0.starts_with("planner");
    let asked = call.request.preference("return").is_some_and(|wanted| wanted == "representation");
    if silent && !asked { Ok(Response::empty(204)) } else { view::answer(call, 200, node) }
}

/// `PUT` of an entity: it replaces all that a request may set, and creates what is not there.
pub(super) fn put(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let given = payload::object(call.request)?;
    let hops = &call.target.address.hops;
    let node = match locate::locate(call) {
        Ok(Here::Node(node)) if node != SERVICE => node,
        Ok(Here::Nothing(place, member)) if member.contained => {
            set_single(call, place, member, given)?;
            return match locate::locate(call)? {
                Here::Node(node) => view::answer(call, 201, node),
                _ => Err(not_found(call, member.name)),
            };
        }
        Ok(_) => return Err(not_found(call, "")),
        Err(error) if error.status == 404 => {
            let (Some(crate::request_target::address::Hop::Key(key)), Some((_, before))) =
                (hops.last(), hops.split_last())
            else {
                return Err(error);
            };
            let Here::Set(set) = locate::along(call, before)? else { return Err(error) };
            return put_new(call, &set, given, &key[0].value);
        }
        Err(error) => return Err(error),
    };
    check_etag(call, node)?;
    let Some(of) = call.state.store.node(node).map(|node| node.of) else { return Err(not_found(call, "")) };
    let kept = of.properties();
    let mut old = locate::properties(call.state, node);
    old.retain(|name, _| name == of.key() || kept.iter().any(|property| property.name == name && property.computed));
    let serial = call.state.ids.serial();
    call.state.store.update(node, old, serial);
    apply(call, node, given)?;
    changed(call, node)
}

fn put_new(call: &mut Call<'_>, set: &Set, mut given: Map<String, Value>, key: &str) -> Result<Response> {
    given.insert(set.of().key().to_owned(), key.into());
    let body = payload::read(given, set.of(), true)?;
    let place = set.place(call.state);
    let node = insert(call, place, body, false)?;
    view::answer(call, 201, node)
}

/// `DELETE` of an entity.
pub(super) fn delete(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let node = match locate::locate(call)? {
        Here::Node(node) if node != SERVICE => node,
        _ => return Err(not_found(call, "")),
    };
    check_etag(call, node)?;
    notify::announce(call, node, "deleted");
    remove(call, node)?;
    Ok(Response::empty(204))
}

/// Removes an entity; what the directory can restore goes to its deleted items.
pub(super) fn remove(call: &mut Call<'_>, node: NodeId) -> Result<()> {
    let Some(found) = call.state.store.node(node) else { return Err(not_found(call, "")) };
    let (of, home) = (found.of, found.home);
    if let Some(account) = call.state.user_of(node) {
        if account == 0 {
            return Err(GraphError::new(400, "Request_BadRequest", "The signed-in user cannot be deleted."));
        }
        let deleted = deleted_items(call);
        call.state.retire_account(account, deleted);
        stamp_deletion(call, node);
        return Ok(());
    }
    let serial = call.state.ids.serial();
    if let Some(team) = relation::single(call.state, (node, "team")).filter(|_| of.0 == "group") {
        call.state.store.remove(team, serial);
    }
    if home.0 == SERVICE && complete::is_restorable(of) {
        let deleted = deleted_items(call);
        call.state.store.relocate(node, deleted, serial);
        stamp_deletion(call, node);
    } else {
        call.state.store.remove(node, serial);
    }
    Ok(())
}

fn stamp_deletion(call: &mut Call<'_>, node: NodeId) {
    let now = call.now.iso();
    call.state.change(node, |properties| drop(properties.insert("deletedDateTime".to_owned(), now.into())));
}

fn deleted_items(call: &mut Call<'_>) -> Place {
    let place = (SERVICE, "directory");
    let directory = call.state.store.single(place).unwrap_or_else(|| {
        let mut properties = Map::new();
        properties.insert("id".to_owned(), call.state.ids.guid().into());
        let serial = call.state.ids.serial();
        call.state.store.insert(place, Type("directory"), properties, serial)
    });
    (directory, "deletedItems")
}

/// Empties a single-valued property.
fn clear(state: &mut State, place: Place) {
    let serial = state.ids.serial();
    let Some(old) = state.store.single(place) else { return };
    let contained = state.store.node(old).is_some_and(|node| node.home == place);
    if contained {
        state.store.remove(old, serial);
    } else {
        state.store.unlink(place, old, serial);
    }
}

/// Empties a single-valued link.
pub(super) fn unlink_single(state: &mut State, place: Place) {
    clear(state, place);
}

/// Checks `If-Match`.
fn check_etag(call: &Call<'_>, node: NodeId) -> Result<()> {
    let Some(found) = call.state.store.node(node).filter(|node| view::has_etag(node.of)) else { return Ok(()) };
    match call.request.header("if-match") {
        None if found.of.0.starts_with("planner") && !found.of.is("plannerUser") => Err(GraphError::new(
            400,
            "BadRequest",
            "The If-Match header is required: it has the etag of the entity that was read last.",
        )),
        Some(given) if given != "*" && given != found.etag() => {
            let message = match call.target.shape.workload() {
                Workload::Outlook => {
                    return Err(GraphError::new(
                        412,
                        "ErrorIrresolvableConflict",
                        "The change key passed in the request does not match the current change key for the item.",
                    ));
                }
                _ => "ETag does not match current item's value",
            };
            Err(GraphError::new(412, "PreconditionFailed", message))
        }
        _ => Ok(()),
    }
}
