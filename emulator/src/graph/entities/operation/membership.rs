//! In which groups and roles an object of the directory is, directly or through others.

use serde_json::{Value, json};

use super::called::{Called, values};
use crate::{
    graph::{
        call::Call,
        entities::{refusal::not_found, relation, view::View},
    },
    http::{GraphError, Response, Result},
    schema::{CATALOG, Type},
    store::{NodeId, SERVICE},
};

/// The ids of what the object is in; only groups when `groups`, only those with security when `security`.
fn ids(call: &Call<'_>, node: NodeId, groups: bool, security: bool) -> Vec<String> {
    let found = relation::targets(call.state, (node, "transitiveMemberOf"));
    let nodes = found.into_iter().filter_map(|id| call.state.store.node(id));
    nodes
        .filter(|node| !groups || node.of.is("group"))
        .filter(|node| !security || !node.of.is("group") || node.properties["securityEnabled"] == true)
        .map(|node| node.id().to_owned())
        .collect()
}

fn member_of(call: &mut Call<'_>, called: &Called, groups: bool) -> Result<Response> {
    let security = called.get("securityEnabledOnly") == Some(&Value::Bool(true));
    let found = ids(call, called.node(), groups, security);
    Ok(values(call, "Edm.String", found.into_iter().map(Value::from).collect()))
}

pub(super) fn groups(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    member_of(call, called, true)
}

pub(super) fn objects(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    member_of(call, called, false)
}

/// `checkMemberGroups` takes twenty ids at most.
const MOST_CHECKED: usize = 20;

fn check(call: &mut Call<'_>, called: &Called, parameter: &str, groups: bool) -> Result<Response> {
    let asked = called.texts(parameter);
    if asked.len() > MOST_CHECKED {
        let message = format!("The parameter '{parameter}' has more than {MOST_CHECKED} ids.");
        return Err(GraphError::new(400, "Request_BadRequest", message));
    }
    let found = ids(call, called.node(), groups, false);
    let both = asked.into_iter().filter(|asked| found.iter().any(|id| id == asked));
    Ok(values(call, "Edm.String", both.map(Value::from).collect()))
}

pub(super) fn check_groups(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    check(call, called, "groupIds", true)
}

pub(super) fn check_objects(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    check(call, called, "ids", false)
}

/// The objects with these ids, of these types; ids of none are left out.
pub(super) fn by_ids(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let types = called.texts("types");
    let found = called.texts("ids").into_iter().filter_map(|id| call.state.store.directory_object(id));
    let found: Vec<NodeId> = found
        .filter(|id| {
            call.state.store.node(*id).is_some_and(|node| types.is_empty() || types.iter().any(|of| node.of.is(of)))
        })
        .collect();
    let view = View::checked(&call.options, Type("directoryObject"))?;
    let shown = found.into_iter().map(|id| view.show(call.state, id)).collect();
    Ok(values(call, "microsoft.graph.directoryObject", shown))
}

/// Brings back what is among the deleted items of the directory.
pub(super) fn restore(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let node = called.node();
    let found = call.state.store.node(node).filter(|node| node.home.1 == "deletedItems");
    let of = found.map(|node| node.of).ok_or_else(|| not_found(call, ""))?;
    call.state.change(node, |properties| drop(properties.remove("deletedDateTime")));
    if of.is("user") {
        let now = call.now;
        call.state.restore_account(node, now);
    } else {
        let set = CATALOG.roots().find(|root| root.ty.collection && root.ty.name == of.0).map(|root| root.name);
        let serial = call.state.ids.serial();
        call.state.store.relocate(node, (SERVICE, set.unwrap_or("directoryObjects")), serial);
    }
    let view = View::checked(&call.options, Type("directoryObject"))?;
    let mut shown = view.show(call.state, node);
    shown["@odata.context"] = json!(call.context("directoryObjects/$entity"));
    Ok(Response::json(200, &shown))
}
