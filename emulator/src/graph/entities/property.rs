//! Structural properties with an address of their own: `GET /users/{id}/displayName`.

use serde_json::{Map, Value};

use super::{
    locate::{self, Here},
    refusal::not_found,
    view,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::payload,
    schema::Kind,
    store::NodeId,
};

/// The entity, the names that lead to the property, and its value.
fn value(call: &mut Call<'_>) -> Result<(NodeId, Vec<&'static str>, Value)> {
    let Here::Value(node, path) = locate::locate(call)? else {
        return Err(GraphError::bad_request("The request URI names no property."));
    };
    let properties = call.state.store.node(node).map_or(&Value::Null, |node| &node.properties);
    let value = path.iter().fold(properties, |value, name| &value[*name]).clone();
    Ok((node, path, value))
}

/// `GET` of a property; 204 when it has no value.
pub(super) fn get(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let (.., value) = value(call)?;
    let kind = kind(call);
    let context = call.context(&view::context(call));
    let mut shown = Map::new();
    shown.insert("@odata.context".to_owned(), context.into());
    match (value, kind) {
        (Value::Object(value), _) => shown.extend(value),
        (Value::Null, Some(kind)) if kind.collection => {
            drop(shown.insert("value".to_owned(), Value::Array(Vec::new())))
        }
        (Value::Null, Some(kind)) if kind.structured().is_some() => {}
        (Value::Null, _) => return Ok(Response::empty(204)),
        (value, _) => drop(shown.insert("value".to_owned(), value)),
    }
    Ok(Response::json(200, &Value::Object(shown)))
}

fn kind(call: &Call<'_>) -> Option<Kind> {
    call.target.address.walk.ty.map(Kind::of)
}

/// `PUT` and `PATCH` of a property: `{"value": …}`, or the members of a complex value.
pub(super) fn put(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let (node, path, old) = value(call)?;
    let kind = kind(call).ok_or_else(|| not_found(call, ""))?;
    let mut given = payload::object(call.request)?;
    let given = match kind.structured() {
        Some(_) if call.request.method == "PATCH" => {
            let mut merged = old.as_object().cloned().unwrap_or_default();
            merged.extend(given);
            Value::Object(merged)
        }
        Some(_) => Value::Object(given),
        None => given.remove("value").ok_or_else(|| GraphError::body("The property 'value' is required."))?,
    };
    let name = path.last().copied().unwrap_or_default();
    let checked = payload::checked(given, kind, name)?;
    set(call, node, &path, checked);
    if kind.structured().is_some() { get(call, &()) } else { Ok(Response::empty(204)) }
}

/// `DELETE` of a property: it has no value then.
pub(super) fn delete(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let (node, path, _) = value(call)?;
    set(call, node, &path, Value::Null);
    Ok(Response::empty(204))
}

fn set(call: &mut Call<'_>, node: NodeId, path: &[&'static str], value: Value) {
    call.state.change(node, |properties| {
        let Some((first, rest)) = path.split_first() else { return };
        let mut here = properties.entry(*first).or_insert(Value::Null);
        for name in rest {
            if !here.is_object() {
                *here = Value::Object(Map::new());
            }
            here = &mut here[*name];
        }
        *here = value;
    });
}
