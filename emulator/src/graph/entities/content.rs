//! Content: `$value`, and properties that are streams.

use std::sync::Arc;

use serde_json::Value;

use super::{
    locate::{self, Here},
    refusal::not_found,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    request_target::address::Hop,
    store::{NodeId, Stream},
};

/// What the content belongs to, and its name there.
enum Owner {
    Entity(NodeId, &'static str),
    /// The value of a property as text.
    Property(Value),
}

fn owner(call: &mut Call<'_>) -> Result<Owner> {
    match locate::locate(call)? {
        Here::Node(node) => Ok(Owner::Entity(node, "$value")),
        Here::Value(node, path) if matches!(call.target.address.hops.last(), Some(Hop::Suffix(_))) => {
            let properties = call.state.store.node(node).map_or(&Value::Null, |node| &node.properties);
            Ok(Owner::Property(path.iter().fold(properties, |value, name| &value[*name]).clone()))
        }
        Here::Value(node, path) => Ok(Owner::Entity(node, path.last().copied().unwrap_or("$value"))),
        Here::Nothing(_, member) => Err(not_found(call, member.name)),
        Here::Set(_) => Err(GraphError::bad_request("The request URI names no content.")),
    }
}

pub(super) fn get(call: &mut Call<'_>, (): &()) -> Result<Response> {
    match owner(call)? {
        Owner::Property(Value::Null) => Ok(Response::empty(204)),
        Owner::Property(Value::String(text)) => Ok(Response::with_body(200, "text/plain", text.into_bytes())),
        Owner::Property(other) => Ok(Response::with_body(200, "text/plain", other.to_string().into_bytes())),
        Owner::Entity(node, name) => {
            let stream = call.state.store.stream(node, name).ok_or_else(|| not_found(call, name))?;
            Ok(Response::with_body(200, &stream.content_type, stream.content.to_vec()))
        }
    }
}

/// `PUT` and `PATCH` both replace the content.
pub(super) fn put(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let Owner::Entity(node, name) = owner(call)? else {
        return Err(GraphError::bad_request("A property is set by its own address, in JSON."));
    };
    let content_type = call.request.content_type().unwrap_or_else(|| "application/octet-stream".to_owned());
    let stream = Stream { content_type, content: Arc::new(call.request.body.clone()) };
    let size = call.request.body.len();
    let serial = call.state.ids.serial();
    call.state.store.set_stream(node, name, Some(stream), serial);
    if call.state.store.node(node).is_some_and(|node| node.of.property("size").is_some()) {
        call.state.change(node, |properties| drop(properties.insert("size".to_owned(), size.into())));
    }
    Ok(Response::empty(204))
}

pub(super) fn delete(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let Owner::Entity(node, name) = owner(call)? else {
        return Err(GraphError::bad_request("A property is cleared by its own address."));
    };
    let serial = call.state.ids.serial();
    call.state.store.set_stream(node, name, None, serial);
    Ok(Response::empty(204))
}
