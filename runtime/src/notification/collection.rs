//! [`Notifications`]: what one request of Graph carries.

use std::fmt;
use std::time::SystemTime;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::content::EncryptedContent;
use super::date_time;
use super::refused::Refused;

/// The notifications of one request: a `changeNotificationCollection`.
///
/// Nothing of it is verified yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Notifications {
    /// The notifications. One that cannot be read is an error in its place, and the others stay.
    pub items: Vec<Result<Notification, Refused>>,
    /// The tokens that [`TokenRules`](super::TokenRules) check; empty without resource data.
    pub validation_tokens: Vec<String>,
}

/// One notification: a change of a resource, or an event in the life of a subscription.
#[derive(Clone)]
#[non_exhaustive]
pub struct Notification {
    /// Graph's id of the notification.
    pub id: Option<String>,
    /// The subscription that it is for.
    pub subscription_id: String,
    /// When the subscription ends unless it is renewed.
    pub subscription_expires: Option<SystemTime>,
    /// The tenant of the resource.
    pub tenant_id: Option<String>,
    /// What happened.
    pub event: Event,
    /// The address of the resource, relative to the version. Absent from events of a subscription.
    pub resource: Option<String>,
    /// The resource, if the subscription asked for its data.
    pub encrypted_content: Option<EncryptedContent>,
    client_state: Option<String>,
    resource_data: Option<Box<RawValue>>,
}

/// What a notification is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A resource changed.
    Change(ChangeType),
    /// Something happened to the subscription.
    Lifecycle(LifecycleEvent),
}

/// How a resource changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeType {
    /// It is new.
    Created,
    /// It has other properties than before.
    Updated,
    /// It was deleted, perhaps only into a recycle bin.
    Deleted,
    /// A change that this version of the crate does not know.
    Other(String),
}

/// What happened to a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LifecycleEvent {
    /// Graph wants to know whether the application may still read the resource:
    /// [renew](super::renew) the subscription, or POST to its `/reauthorize`. Otherwise notifications stop.
    ReauthorizationRequired,
    /// Graph removed the subscription: create another one, and read what changed meanwhile, for example by delta query.
    SubscriptionRemoved,
    /// Some notifications were not delivered: read what changed, for example by delta query.
    Missed,
    /// An event that this version of the crate does not know.
    Other(String),
}

/// A collection as Graph sends it.
#[derive(Deserialize)]
struct WireCollection<'a> {
    #[serde(borrow)]
    value: Vec<&'a RawValue>,
    #[serde(rename = "validationTokens", default)]
    validation_tokens: Option<Vec<String>>,
}

/// A notification as Graph sends it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireNotification {
    id: Option<String>,
    subscription_id: String,
    subscription_expiration_date_time: Option<String>,
    tenant_id: Option<String>,
    change_type: Option<String>,
    lifecycle_event: Option<String>,
    resource: Option<String>,
    encrypted_content: Option<EncryptedContent>,
    client_state: Option<String>,
    resource_data: Option<Box<RawValue>>,
}

impl Notifications {
    /// Reads the body of a request to the web hook. The size of the body is for the web server to limit.
    ///
    /// # Errors
    ///
    /// [`Refused::Malformed`] when the body is no collection of notifications. An item that cannot be read is an error
    /// in [`items`](Self::items).
    pub fn read(body: &[u8]) -> Result<Self, Refused> {
        let collection: WireCollection<'_> =
            serde_json::from_slice(body).map_err(|error| Refused::malformed(&error))?;
        Ok(Self {
            items: collection.value.into_iter().map(Notification::read).collect(),
            validation_tokens: collection.validation_tokens.unwrap_or_default(),
        })
    }
}

impl Notification {
    /// Compares the client state with the secret that the subscription was made with. The time it takes does not depend
    /// on how much of it is right.
    ///
    /// # Errors
    ///
    /// [`Refused::ClientState`] when it is another or missing, and for an empty secret.
    pub fn check_client_state(&self, secret: &str) -> Result<(), Refused> {
        let state = self.client_state.as_deref().unwrap_or_default();
        if secret.is_empty() || verify_slices_are_equal(state.as_bytes(), secret.as_bytes()).is_err() {
            return Err(Refused::ClientState);
        }
        Ok(())
    }

    /// What Graph says of the resource without encryption: its id and type, and perhaps properties that the
    /// subscription selected; `None` when there is nothing.
    ///
    /// # Errors
    ///
    /// [`Refused::Malformed`] when `T` cannot be read from it.
    pub fn resource_data<T: DeserializeOwned>(&self) -> Result<Option<T>, Refused> {
        let json = self.resource_data.as_ref();
        json.map(|json| serde_json::from_str(json.get())).transpose().map_err(|error| Refused::malformed(&error))
    }

    fn read(json: &RawValue) -> Result<Self, Refused> {
        let wire: WireNotification = serde_json::from_str(json.get()).map_err(|error| Refused::malformed(&error))?;
        let event = match (wire.lifecycle_event, wire.change_type) {
            (Some(event), _) => Event::Lifecycle(event.into()),
            (None, Some(change)) => Event::Change(change.into()),
            (None, None) => {
                return Err(Refused::Malformed("it has neither a `changeType` nor a `lifecycleEvent`".to_owned()));
            }
        };
        let expires = wire.subscription_expiration_date_time;
        let subscription_expires = match expires.map(|text| date_time::parse(&text)) {
            Some(None) => return Err(Refused::Malformed("`subscriptionExpirationDateTime` is no time".to_owned())),
            expires => expires.flatten(),
        };
        Ok(Self {
            id: wire.id,
            subscription_id: wire.subscription_id,
            subscription_expires,
            tenant_id: wire.tenant_id,
            event,
            resource: wire.resource,
            encrypted_content: wire.encrypted_content,
            client_state: wire.client_state,
            resource_data: wire.resource_data,
        })
    }
}

impl From<String> for ChangeType {
    fn from(name: String) -> Self {
        match &*name {
            "created" => Self::Created,
            "updated" => Self::Updated,
            "deleted" => Self::Deleted,
            _ => Self::Other(name),
        }
    }
}

impl From<String> for LifecycleEvent {
    fn from(name: String) -> Self {
        match &*name {
            "reauthorizationRequired" => Self::ReauthorizationRequired,
            "subscriptionRemoved" => Self::SubscriptionRemoved,
            "missed" => Self::Missed,
            _ => Self::Other(name),
        }
    }
}

/// Leaves out the client state, which is a secret, and the data of the resource.
impl fmt::Debug for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notification")
            .field("id", &self.id)
            .field("subscription_id", &self.subscription_id)
            .field("subscription_expires", &self.subscription_expires)
            .field("tenant_id", &self.tenant_id)
            .field("event", &self.event)
            .field("resource", &self.resource)
            .field("encrypted_content", &self.encrypted_content)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::*;

    fn read(json: &Value) -> Notifications {
        Notifications::read(json.to_string().as_bytes()).unwrap()
    }

    fn one(changes: &[(&str, Value)]) -> Result<Notification, Refused> {
        let mut item = json!({
            "id": "lsgTZMr9KwAAA",
            "subscriptionId": "76222963-cc7b-42d2-882d-8aaa69cb2ba3",
            "subscriptionExpirationDateTime": "2016-03-19T22:11:09.952Z",
            "clientState": "secret",
            "changeType": "created",
            "resource": "users/a@b/messages/c",
            "tenantId": "84bd8158-6d4d-4958-8b9f-9d6445542f95",
            "resourceData": {"@odata.type": "#Microsoft.Graph.Message", "id": "c"},
            "unknown": [1]
        });
        for (name, value) in changes {
            item[*name] = value.clone();
        }
        read(&json!({"value": [item]})).items.remove(0)
    }

    #[test]
    fn a_change_is_read() {
        #[derive(Deserialize)]
        struct Data {
            id: String,
        }
        let item = one(&[]).unwrap();
        assert_eq!(item.event, Event::Change(ChangeType::Created));
        assert_eq!(item.subscription_id, "76222963-cc7b-42d2-882d-8aaa69cb2ba3");
        assert_eq!(item.resource.as_deref(), Some("users/a@b/messages/c"));
        let expires = SystemTime::UNIX_EPOCH + Duration::from_millis(1_458_425_469_952);
        assert_eq!(item.subscription_expires, Some(expires));
        assert_eq!(item.resource_data::<Data>().unwrap().unwrap().id, "c");
        assert!(matches!(item.resource_data::<u8>(), Err(Refused::Malformed(_))));
        assert!(!format!("{item:?}").contains("secret"));
        for (name, expected) in [("updated", ChangeType::Updated), ("deleted", ChangeType::Deleted)] {
            assert_eq!(one(&[("changeType", json!(name))]).unwrap().event, Event::Change(expected));
        }
        let other = one(&[("changeType", json!("moved")), ("resourceData", Value::Null)]).unwrap();
        assert_eq!(other.event, Event::Change(ChangeType::Other("moved".to_owned())));
        assert_eq!(other.resource_data::<u8>().unwrap(), None);
    }

    #[test]
    fn events_of_a_subscription_are_read() {
        let event = |name: &str| {
            let item = one(&[("lifecycleEvent", json!(name)), ("changeType", Value::Null), ("resource", Value::Null)]);
            item.unwrap().event
        };
        for (name, expected) in [
            ("reauthorizationRequired", LifecycleEvent::ReauthorizationRequired),
            ("subscriptionRemoved", LifecycleEvent::SubscriptionRemoved),
            ("missed", LifecycleEvent::Missed),
            ("later", LifecycleEvent::Other("later".to_owned())),
        ] {
            assert_eq!(event(name), Event::Lifecycle(expected));
        }
    }

    #[test]
    fn one_bad_item_keeps_the_others() {
        let good = json!({"subscriptionId": "s", "changeType": "created"});
        let bad = [
            json!({"changeType": "created"}),
            json!({"subscriptionId": "s"}),
            json!({"subscriptionId": "s", "changeType": "created", "subscriptionExpirationDateTime": "soon"}),
            json!({"subscriptionId": 1, "changeType": "created"}),
            json!({"subscriptionId": "s", "changeType": "created", "encryptedContent": {"data": "x"}}),
            json!(null),
            json!("x"),
        ];
        for bad in bad {
            let read = read(&json!({"value": [good, bad, good]}));
            assert!(read.items[0].is_ok() && read.items[2].is_ok());
            assert!(matches!(read.items[1], Err(Refused::Malformed(_))), "{bad}");
        }
        assert!(read(&json!({"value": [], "validationTokens": null})).items.is_empty());
    }

    #[test]
    fn what_is_no_collection_is_refused() {
        for wrong in ["", "{}", "[]", r#"{"value":1}"#, r#"{"value":[],"validationTokens":[1]}"#, "\u{feff}x"] {
            assert!(matches!(Notifications::read(wrong.as_bytes()), Err(Refused::Malformed(_))), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_body_makes_it_panic(body in ".*", item in "[{}\\[\\]\":,a-z0-9]{0,40}") {
            let _ = Notifications::read(body.as_bytes());
            let _ = Notifications::read(format!(r#"{{"value":[{item}]}}"#).as_bytes());
        }
    }

    #[test]
    fn only_the_whole_client_state_is_right() {
        let item = one(&[]).unwrap();
        assert_eq!(item.check_client_state("secret"), Ok(()));
        for wrong in ["", "secre", "secret ", "Secret", "secrets"] {
            assert_eq!(item.check_client_state(wrong), Err(Refused::ClientState), "{wrong}");
        }
        for missing in [Value::Null, json!("")] {
            let item = one(&[("clientState", missing)]).unwrap();
            for secret in ["", "secret"] {
                assert_eq!(item.check_client_state(secret), Err(Refused::ClientState));
            }
        }
    }
}
