//! Makes entities that exist without having been created.

use serde_json::Value;

use crate::{
    graph::call::Call,
    schema::Type,
    store::{NodeId, Place, SERVICE},
};

/// Makes an entity that exists without having been created.
pub(super) fn entity(call: &mut Call<'_>, place: Place, of: Type, properties: Value) -> NodeId {
    let Value::Object(mut properties) = properties else { return SERVICE };
    properties.entry(of.key()).or_insert_with(|| call.state.ids.guid().into());
    let serial = call.state.ids.serial();
    call.state.store.insert(place, of, properties, serial)
}
