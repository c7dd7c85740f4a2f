//! Sharing of files, the archiving of teams, and removal for good.

use serde_json::{Value, json};

use super::called::{Called, value, values};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    schema::Type,
    store::NodeId,
};

/// Makes a sharing link, or returns the one of the same kind: 201 or 200.
pub(super) fn create_link(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let kind = called.text("type");
    if !["view", "edit", "embed", "blocksDownload"].contains(&kind) {
        return Err(GraphError::new(400, "invalidRequest", "The sharing type specified is invalid."));
    }
    let scope = Some(called.text("scope")).filter(|scope| !scope.is_empty()).unwrap_or("organization");
    let place = (called.node(), "permissions");
    let same = call.state.store.items(place).into_iter().find(|id| {
        let node = call.state.store.node(*id);
        node.is_some_and(|node| node.properties["link"]["type"] == kind && node.properties["link"]["scope"] == scope)
    });
    if let Some(node) = same {
        return Ok(shown(call, 200, node));
    }
    let token = call.state.ids.token();
    let role = if kind == "edit" { "write" } else { "read" };
    let permission = json!({
        "id": call.state.ids.guid(),
        "roles": [role],
        "hasPassword": false,
        "link": {"scope": scope, "type": kind, "webUrl": format!("https://contoso.sharepoint.com/:t:/g/{token}")},
        "shareId": format!("s!{token}"),
    });
    let node = add(call, called, permission);
    Ok(shown(call, 201, node))
}

/// Gives people access to a file.
pub(super) fn invite(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let roles = called.texts("roles").into_iter().map(str::to_owned).collect::<Vec<_>>();
    let recipients = called.get("recipients").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut shown = Vec::new();
    for recipient in recipients {
        let address = recipient["email"].as_str().unwrap_or_default().to_owned();
        let user = call.state.user(Some(&address));
        let name = user.map(|index| call.state.text(index, "displayName").to_owned());
        let id = user.map(|index| call.state.accounts[index].id.clone());
        let granted = json!({"user": {"id": id, "displayName": name, "email": address}});
        let permission = json!({"id": call.state.ids.guid(), "roles": roles, "grantedToV2": granted});
        shown.push(permission.clone());
        add(call, called, permission);
    }
    Ok(values(call, "microsoft.graph.permission", shown))
}

fn add(call: &mut Call<'_>, called: &Called, permission: Value) -> NodeId {
    let serial = call.state.ids.serial();
    let permission = permission.as_object().cloned().unwrap_or_default();
    call.state.store.insert((called.node(), "permissions"), Type("permission"), permission, serial)
}

fn shown(call: &Call<'_>, status: u16, node: NodeId) -> Response {
    let properties = call.state.store.node(node).map_or(Value::Null, |node| node.properties.clone());
    value(call, status, "permission", properties)
}

fn set_archived(call: &mut Call<'_>, called: &Called, archived: bool) -> Result<Response> {
    call.state.change(called.node(), |team| drop(team.insert("isArchived".to_owned(), archived.into())));
    Ok(Response::empty(202))
}

pub(super) fn archive(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    set_archived(call, called, true)
}

pub(super) fn unarchive(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    set_archived(call, called, false)
}

/// Removes an entity for good.
pub(super) fn delete(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let serial = call.state.ids.serial();
    call.state.store.remove(called.node(), serial);
    Ok(Response::empty(204))
}
