//! What an operation is called with, and the forms of what it returns.

use serde_json::{Map, Value, json};

use crate::{
    graph::{call::Call, entities::locate::Set},
    http::Response,
    store::{NodeId, SERVICE},
};

/// What an operation is called with.
pub(in crate::graph::entities) struct Called {
    /// What it is bound to; `None` for a collection.
    pub(in crate::graph::entities) node: Option<NodeId>,
    /// The collection it is bound to.
    pub(in crate::graph::entities) set: Option<Set>,
    /// By the names that the schema declares.
    pub(in crate::graph::entities) parameters: Map<String, Value>,
}

impl Called {
    /// A parameter; its name is compared without case, since the schema writes `Comment` and `comment`.
    pub(in crate::graph::entities) fn get(&self, name: &str) -> Option<&Value> {
        self.parameters.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(in crate::graph::entities) fn text(&self, name: &str) -> &str {
        self.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    pub(in crate::graph::entities) fn texts(&self, name: &str) -> Vec<&str> {
        self.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }

    pub(in crate::graph::entities) fn node(&self) -> NodeId {
        self.node.unwrap_or(SERVICE)
    }
}

/// A collection of values as an operation returns it.
pub(in crate::graph::entities) fn values(call: &Call<'_>, of: &str, values: Vec<Value>) -> Response {
    Response::json(200, &json!({"@odata.context": call.context(&format!("Collection({of})")), "value": values}))
}

/// A value of a complex type as an operation returns it.
pub(in crate::graph::entities) fn value(call: &Call<'_>, status: u16, of: &str, mut value: Value) -> Response {
    value["@odata.context"] = call.context(&format!("microsoft.graph.{of}")).into();
    Response::json(status, &value)
}
