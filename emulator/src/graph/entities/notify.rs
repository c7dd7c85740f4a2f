//! Change notifications: which subscriptions a change concerns, and what they are told.

use serde_json::{Value, json};

use super::locate;
use crate::{
    graph::call::Call,
    schema::Type,
    seed::TENANT,
    state::{State, notification::Notification},
    store::{NodeId, SERVICE},
    time::{self, Timestamp},
};

/// Notes for every subscription to what an entity is in, or to the entity itself, that it has been created, updated or
/// deleted. The notifications are sent after the request has been answered.
pub(super) fn announce(call: &mut Call<'_>, node: NodeId, change: &'static str) {
    for subscription in subscriptions(call.state, call.now) {
        if !subscription.wants(change) {
            continue;
        }
        let Some(resource) = locate::subscribed(call, subscription.resource(), node) else { continue };
        let Some(found) = call.state.store.node(node) else { continue };
        let notification = subscription.notification(&resource, found.id(), found.of, change);
        call.state.outbox.push(notification);
    }
}

/// A subscription that has not expired.
pub(in crate::graph) struct Subscription(Value);

/// All subscriptions that have not expired.
pub(in crate::graph) fn subscriptions(state: &State, now: Timestamp) -> Vec<Subscription> {
    let all = state.store.items((SERVICE, "subscriptions"));
    let all = all.into_iter().filter_map(|id| state.store.node(id));
    let lives = |properties: &Value| {
        properties["expirationDateTime"].as_str().and_then(time::seconds).is_none_or(|expires| expires > now.seconds())
    };
    all.map(|node| node.properties.clone()).filter(lives).map(Subscription).collect()
}

impl Subscription {
    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_default()
    }

    pub(in crate::graph) fn resource(&self) -> &str {
        self.text("resource").trim_start_matches('/').split('?').next().unwrap_or_default()
    }

    pub(in crate::graph) fn wants(&self, change: &str) -> bool {
        self.text("changeType").split(',').any(|wanted| wanted.trim() == change)
    }

    pub(in crate::graph) fn notification(&self, resource: &str, id: &str, of: Type, change: &str) -> Notification {
        let body = json!({"value": [{
            "subscriptionId": self.0["id"],
            "subscriptionExpirationDateTime": self.0["expirationDateTime"],
            "clientState": self.0["clientState"],
            "changeType": change,
            "resource": resource,
            "resourceData": {"@odata.type": format!("#{of}"), "@odata.id": resource, "id": id},
            "tenantId": TENANT,
        }]});
        Notification { url: self.text("notificationUrl").to_owned(), body }
    }
}
