//! Change notifications: which subscriptions a change concerns, and what they are told.

use serde_json::{Value, json};

use super::locate;
use crate::{
    graph::call::Call,
    seed::TENANT,
    state::notification::Notification,
    store::{NodeId, SERVICE},
    time,
};

/// Notes for every subscription to what an entity is in, or to the entity itself, that it has been created, updated or
/// deleted. The notifications are sent after the request has been answered.
pub(super) fn announce(call: &mut Call<'_>, node: NodeId, change: &'static str) {
    let now = call.now.seconds();
    for id in call.state.store.items((SERVICE, "subscriptions")) {
        let Some(subscription) = call.state.store.node(id).map(|node| node.properties.clone()) else { continue };
        let text = |name: &str| subscription[name].as_str().unwrap_or_default();
        let expires = time::parse(text("expirationDateTime")).map(|time| time.div_euclid(1_000_000_000));
        let wanted = text("changeType").split(',').any(|wanted| wanted.trim() == change);
        if !wanted || expires.is_some_and(|expires| expires <= i128::from(now)) {
            continue;
        }
        let Some(resource) = locate::subscribed(call, text("resource"), node) else { continue };
        let notification = notification(call, &subscription, &resource, node, change);
        call.state.outbox.push(Notification { url: text("notificationUrl").to_owned(), body: notification });
    }
}

fn notification(call: &Call<'_>, subscription: &Value, resource: &str, node: NodeId, change: &str) -> Value {
    let found = call.state.store.node(node);
    let (id, of) = found.map_or(("", String::new()), |node| (node.id(), node.of.to_string()));
    json!({"value": [{
        "subscriptionId": subscription["id"],
        "subscriptionExpirationDateTime": subscription["expirationDateTime"],
        "clientState": subscription["clientState"],
        "changeType": change,
        "resource": resource,
        "resourceData": {"@odata.type": format!("#{of}"), "@odata.id": resource, "id": id},
        "tenantId": TENANT,
    }]})
}
