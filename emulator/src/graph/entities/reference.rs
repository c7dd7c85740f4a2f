//! `$ref`: lists, adds and removes links.

use serde_json::{Value, json};

use super::{
    change, list,
    locate::{self, Here, Set},
    refusal::not_found,
    relation,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::payload,
    request_target::address::{Hop, Member},
    schema::Type,
    store::{NodeId, Place},
};

/// `GET` of the links of a collection.
pub(super) fn links(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let set = list::set(call)?;
    let found = list::found(call, &set)?;
    let links: Vec<Value> = found.into_iter().map(|id| json!({"@odata.id": url(call, id)})).collect();
    Ok(list::values(call, "Collection($ref)", links.into()))
}

/// `GET` of a single link.
pub(super) fn get(call: &mut Call<'_>, (): &()) -> Result<Response> {
    match locate::locate(call)? {
        Here::Node(node) => {
            Ok(Response::json(200, &json!({"@odata.context": call.context("$ref"), "@odata.id": url(call, node)})))
        }
        Here::Nothing(_, member) => Err(not_found(call, member.name)),
        Here::Set(_) | Here::Value(..) => Err(GraphError::bad_request("The request URI names no link.")),
    }
}

/// The address of an entity.
fn url(call: &Call<'_>, id: NodeId) -> String {
    let Some(node) = call.state.store.node(id) else { return String::new() };
    let (owner, member) = node.home;
    let before = if owner == crate::store::SERVICE { call.service.clone() } else { url(call, owner) };
    match Type(call.state.store.node(owner).map_or("", |owner| owner.of.0)).navigation_member(member) {
        Some(single) if !single.ty.collection => format!("{before}/{member}"),
        _ => format!("{before}/{member}/{}", node.id()),
    }
}

/// The entity that the body of the request links to.
fn target(call: &mut Call<'_>, of: Type) -> Result<NodeId> {
    let body = payload::object(call.request)?;
    let Some(url) = body.get("@odata.id").and_then(Value::as_str) else {
        return Err(GraphError::new(400, "Request_BadRequest", "The property '@odata.id' is required."));
    };
    let target = locate::by_url(call, url)?;
    let found = call.state.store.node(target).map(|node| node.of);
    if found.is_some_and(|found| found.is(of.0)) {
        return Ok(target);
    }
    let found = found.map_or_else(String::new, |found| found.to_string());
    Err(GraphError::new(400, "Request_BadRequest", format!("A link to '{of}' cannot lead to a '{found}'.")))
}

/// `POST` to a collection.
pub(super) fn add(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let set = list::set(call)?;
    let target = target(call, set.of())?;
    if !change::link(call.state, set.owner, set.member.name, target) {
        let message = format!(
            "One or more added object references already exist for the following modified properties: '{}'.",
            set.member.name
        );
        return Err(GraphError::new(400, "Request_BadRequest", message));
    }
    Ok(Response::empty(204))
}

/// `PUT` of a single link.
pub(super) fn set(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let (place, of) = single(call)?;
    let target = target(call, of)?;
    change::unlink_single(call.state, place);
    change::link(call.state, place.0, place.1, target);
    Ok(Response::empty(204))
}

/// The single-valued property that the address names.
fn single(call: &mut Call<'_>) -> Result<(Place, Type)> {
    let hops = &call.target.address.hops;
    let Some((Hop::Member(Member { name, of, .. }), before)) =
        hops.len().checked_sub(2).map(|last| (&hops[last], &hops[..last]))
    else {
        return Err(GraphError::bad_request("The request URI names no link."));
    };
    match locate::along(call, before)? {
        Here::Node(owner) => Ok(((owner, name), *of)),
        _ => Err(not_found(call, name)),
    }
}

/// `DELETE` of a link: `members/{id}/$ref`, `members/$ref?@odata.id=…`, `manager/$ref`.
pub(super) fn remove(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let hops = &call.target.address.hops;
    let before = &hops[..hops.len().saturating_sub(1)];
    let (set, target) = match before.split_last() {
        Some((Hop::Key(key), before)) => {
            let Here::Set(set) = locate::along(call, before)? else { return Err(not_found(call, "")) };
            let target = locate::find(call, &set, key)?;
            (set, target)
        }
        _ => match locate::along(call, before)? {
            Here::Set(set) => {
                let url = call.options.custom("@odata.id").or_else(|| call.options.custom("$id"));
                let url = url.ok_or_else(|| GraphError::bad_request("The query option '@odata.id' is required."))?;
                let target = locate::by_url(call, &url)?;
                (set, target)
            }
            Here::Node(_) => {
                let (place, _) = single(call)?;
                change::unlink_single(call.state, place);
                return Ok(Response::empty(204));
            }
            _ => return Err(not_found(call, "")),
        },
    };
    if unlink(call, &set, target) { Ok(Response::empty(204)) } else { Err(not_found(call, "")) }
}

fn unlink(call: &mut Call<'_>, set: &Set, target: NodeId) -> bool {
    let serial = call.state.ids.serial();
    let (owner, member) = (set.owner, set.member.name);
    match relation::inverse(member).filter(|_| relation::is_computed(call.state, (owner, member))) {
        Some(stored) => call.state.store.unlink((target, stored), owner, serial),
        None => call.state.store.unlink((owner, member), target, serial),
    }
}
