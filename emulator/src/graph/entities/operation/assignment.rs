//! Actions that add entities to a collection, or replace what is in one: assignments of policies, members of chats and
//! teams, followed sites and files, replies to posts.

use serde_json::{Map, Value, json};

use super::called::{Called, values};
use crate::{
    graph::{
        call::Call,
        entities::{change, list, locate::Set, refusal::not_found, relation, view},
    },
    http::{GraphError, Response, Result},
    request_target::address::Member,
    schema::Type,
    store::{NodeId, SERVICE},
};

/// A collection of an entity.
fn collection(call: &Call<'_>, owner: NodeId, name: &str) -> Result<Set> {
    let of = call.state.store.node(owner).map(|node| node.of);
    let member = of.and_then(|of| of.navigation_member(name)).ok_or_else(|| not_found(call, name))?;
    Ok(Set { owner, member: Member::from(&member), cast: None })
}

fn objects(called: &Called, name: &str) -> Vec<Map<String, Value>> {
    let items = called.get(name).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_object).cloned().collect()
}

/// `assign`: the assignments of the body replace those that the policy or the app has.
pub(super) fn assign(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (owner, given) = (called.node(), objects(called, called.parameters.keys().next().map_or("", String::as_str)));
    let set = collection(call, owner, "assignments")?;
    let old = call.state.store.items((owner, set.member.name));
    let added = given.into_iter().map(|item| change::add(call, &set, item, false)).collect::<Result<Vec<_>>>()?;
    for id in old {
        let serial = call.state.ids.serial();
        call.state.store.remove(id, serial);
    }
    if call.target.address.walk.ty.is_some() {
        list::answer(call, added, set.of(), "")
    } else {
        Ok(Response::empty(204))
    }
}

/// `add` of members: one result for each, which says what was wrong with it.
pub(super) fn add_members(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let Some(set) = called.set else { return Err(not_found(call, "")) };
    let mut results = Vec::new();
    for member in objects(called, "values") {
        let user = member.get("user@odata.bind").and_then(Value::as_str).map(str::to_owned);
        let added = change::add(call, &set, member, false);
        let id = added.as_ref().ok().and_then(|node| call.state.store.node(*node)).map(|node| node.text("userId"));
        let id = id.map(str::to_owned).or(user).unwrap_or_default();
        results.push(result(&id, added.err()));
    }
    Ok(values(call, "microsoft.graph.actionResultPart", results))
}

/// `remove` of members, which are named by their ids or by their users.
pub(super) fn remove_members(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let Some(set) = called.set else { return Err(not_found(call, "")) };
    let mut results = Vec::new();
    for member in objects(called, "values") {
        let user = member.get("user@odata.bind").and_then(Value::as_str).unwrap_or_default();
        let user = user.rsplit('/').next().unwrap_or_default().trim_start_matches("users('").trim_end_matches("')");
        let id = member.get("id").and_then(Value::as_str).unwrap_or_default();
        let found = call.state.store.items(set.place(call.state)).into_iter().find(|one| {
            let node = call.state.store.node(*one);
            node.is_some_and(|node| node.id() == id || node.text("userId") == user)
        });
        if let Some(found) = found {
            let serial = call.state.ids.serial();
            call.state.store.remove(found, serial);
        }
        let error = found.is_none().then(|| not_found(call, user));
        results.push(result(user, error));
    }
    Ok(values(call, "microsoft.graph.actionResultPart", results))
}

fn result(user: &str, error: Option<GraphError>) -> Value {
    let error = error.map(|error| json!({"code": error.code, "message": error.message}));
    json!({"@odata.type": "microsoft.graph.aadUserConversationMemberResult", "userId": user, "error": error})
}

/// `followedSites/add` and `remove`.
fn follow_sites(call: &mut Call<'_>, called: &Called, follow: bool) -> Result<Response> {
    let Some(set) = called.set.filter(|set| set.owner != SERVICE) else { return Err(super::refusal::missing(call)) };
    let mut shown = Vec::new();
    for site in objects(called, "value") {
        let id = site.get("id").and_then(Value::as_str).unwrap_or_default();
        let node = call.state.store.find((SERVICE, "sites"), id).ok_or_else(|| not_found(call, id))?;
        let (place, serial) = (set.place(call.state), call.state.ids.serial());
        if follow {
            call.state.store.link(place, node, serial);
            shown.push(view::View::full(Type("site")).show(call.state, node));
        } else {
            call.state.store.unlink(place, node, serial);
        }
    }
    if follow { Ok(values(call, "microsoft.graph.site", shown)) } else { Ok(Response::empty(204)) }
}

pub(super) fn add_sites(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    follow_sites(call, called, true)
}

pub(super) fn remove_sites(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    follow_sites(call, called, false)
}

/// The groups that a policy of their lifecycle manages.
fn manage(call: &mut Call<'_>, called: &Called, adds: bool) -> Result<Response> {
    let id = called.text("groupId");
    let group = call.state.store.find((SERVICE, "groups"), id).ok_or_else(|| not_found(call, id))?;
    let (place, serial) = ((group, "groupLifecyclePolicies"), call.state.ids.serial());
    if adds {
        call.state.store.link(place, called.node(), serial);
    } else {
        call.state.store.unlink(place, called.node(), serial);
    }
    Ok(super::yes(call))
}

pub(super) fn add_group(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    manage(call, called, true)
}

pub(super) fn remove_group(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    manage(call, called, false)
}

/// `reply` to a thread of a group, or to a post in it: one more post.
pub(super) fn reply(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let node = called.node();
    let found = call.state.store.node(node).ok_or_else(|| not_found(call, ""))?;
    let thread = if found.of.is("post") { found.home.0 } else { node };
    let set = collection(call, thread, "posts")?;
    let mut post = called.get("Post").and_then(Value::as_object).cloned().unwrap_or_default();
    let author = (!call.state.accounts.is_empty()).then(|| call.state.recipient(0));
    post.entry("from").or_insert_with(|| author.into());
    post.entry("receivedDateTime").or_insert_with(|| call.now.iso().into());
    change::add(call, &set, post, true)?;
    Ok(Response::empty(202))
}

/// `onlineMeetings/createOrGet`: the meeting with this external id.
pub(super) fn create_or_get_meeting(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let Some(set) = called.set else { return Err(not_found(call, "")) };
    let external = called.text("externalId");
    let found = relation::targets(call.state, set.place(call.state)).into_iter().find(|id| {
        let node = call.state.store.node(*id);
        node.is_some_and(|node| node.text("externalId") == external)
    });
    match found {
        Some(node) => view::answer(call, 200, node),
        None => {
            let declared = set.of();
            let mut given = called.parameters.clone();
            given.retain(|name, _| declared.property(name).is_some());
            let node = change::add(call, &set, given, true)?;
            view::answer(call, 201, node)
        }
    }
}

/// An application from a template, with its service principal.
pub(super) fn instantiate(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (template, name) =
        (call.state.store.node(called.node()).map(|node| node.id().to_owned()), called.text("displayName"));
    let application = json!({"displayName": name, "applicationTemplateId": template});
    let application = create(call, "applications", application)?;
    let app_id = call.state.store.node(application).map(|node| node.text("appId").to_owned());
    let principal = create(call, "servicePrincipals", json!({"appId": app_id, "displayName": name}))?;
    let full = |call: &Call<'_>, of, node| view::View::full(Type(of)).show(call.state, node);
    let shown = json!({
        "application": full(call, "application", application),
        "servicePrincipal": full(call, "servicePrincipal", principal),
    });
    Ok(super::called::value(call, 201, "applicationServicePrincipal", shown))
}

fn create(call: &mut Call<'_>, set: &str, given: Value) -> Result<NodeId> {
    let root = crate::schema::CATALOG.root(set).ok_or_else(|| not_found(call, set))?;
    let set = Set { owner: SERVICE, member: Member::from(&root), cast: None };
    change::add(call, &set, given.as_object().cloned().unwrap_or_default(), true)
}
