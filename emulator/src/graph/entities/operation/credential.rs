//! Secrets of applications, and licenses of users and groups.

use serde_json::{Value, json};

use super::called::{Called, value};
use crate::{
    graph::{call::Call, entities::view},
    http::{GraphError, Response, Result},
};

/// How long a secret lasts when the request does not say: two years.
const LIFE: std::time::Duration = std::time::Duration::from_secs(2 * 365 * 86_400);

/// Adds a secret, which only this answer shows.
pub(super) fn add_password(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let asked = called.get("passwordCredential").cloned().unwrap_or(json!({}));
    let secret = call.state.ids.token();
    let text = |name: &str, default: String| asked[name].as_str().map_or(default, str::to_owned);
    let kept = json!({
        "customKeyIdentifier": null,
        "displayName": asked["displayName"],
        "endDateTime": text("endDateTime", call.now.later(LIFE).iso()),
        "hint": secret.get(..3),
        "keyId": call.state.ids.guid(),
        "secretText": null,
        "startDateTime": text("startDateTime", call.now.iso()),
    });
    let mut shown = kept.clone();
    shown["secretText"] = secret.into();
    change_list(call, called, "passwordCredentials", |list| list.push(kept));
    Ok(value(call, 200, "passwordCredential", shown))
}

pub(super) fn remove_password(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let key = called.text("keyId").to_lowercase();
    let mut found = false;
    change_list(call, called, "passwordCredentials", |list| {
        let before = list.len();
        list.retain(|secret| secret["keyId"] != key.as_str());
        found = list.len() < before;
    });
    if found {
        return Ok(Response::empty(204));
    }
    Err(GraphError::new(400, "Request_BadRequest", format!("No password credential found with keyId {key}.")))
}

/// Adds licenses and takes others away.
pub(super) fn assign_license(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let removed: Vec<String> = called.texts("removeLicenses").into_iter().map(str::to_lowercase).collect();
    let added = called.get("addLicenses").and_then(Value::as_array).cloned().unwrap_or_default();
    let is = |license: &Value, sku: &str| license["skuId"].as_str().is_some_and(|own| own.eq_ignore_ascii_case(sku));
    let held = list(call, called, "assignedLicenses");
    if let Some(missing) = removed.iter().find(|sku| !held.iter().any(|license| is(license, sku))) {
        let message = format!("User does not have a corresponding license: {missing}.");
        return Err(GraphError::new(400, "Request_BadRequest", message));
    }
    let has_location = call
        .state
        .store
        .node(called.node())
        .is_none_or(|node| !node.of.is("user") || !node.text("usageLocation").is_empty());
    if !added.is_empty() && !has_location {
        let message = "License assignment cannot be done for user with invalid usage location.";
        return Err(GraphError::new(400, "Request_BadRequest", message));
    }
    change_list(call, called, "assignedLicenses", |list| {
        list.retain(|license| !removed.iter().any(|sku| is(license, sku)));
        for license in added {
            let sku = license["skuId"].as_str().unwrap_or_default().to_owned();
            list.retain(|held| !is(held, &sku));
            list.push(json!({"disabledPlans": license.get("disabledPlans").unwrap_or(&json!([])), "skuId": sku}));
        }
    });
    view::answer(call, 200, called.node())
}

fn list(call: &Call<'_>, called: &Called, name: &str) -> Vec<Value> {
    let node = call.state.store.node(called.node());
    node.and_then(|node| node.properties[name].as_array()).cloned().unwrap_or_default()
}

fn change_list(call: &mut Call<'_>, called: &Called, name: &str, change: impl FnOnce(&mut Vec<Value>)) {
    let mut list = list(call, called, name);
    change(&mut list);
    let name = name.to_owned();
    call.state.change(called.node(), |properties| drop(properties.insert(name, list.into())));
}
