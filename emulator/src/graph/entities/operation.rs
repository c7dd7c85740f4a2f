//! Functions and actions: those that are built in, those that a test answers, and the refusal of all others.

pub(super) mod calendar;
mod credential;
mod membership;
mod schedule;
mod sharing;

use graph_action_catalog::Operation;
use serde_json::{Map, Value, json};

use super::locate::{self, Here};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::payload,
    request_target::{address::Hop, segment::Segment},
    schema::{Kind, Type},
    store::NodeId,
};

/// What an operation is called with.
struct Called {
    /// What it is bound to; `None` for a collection.
    node: Option<NodeId>,
    /// By the names that the schema declares.
    parameters: Map<String, Value>,
}

impl Called {
    /// A parameter; its name is compared without case, as the schema itself is not of one mind.
    fn get(&self, name: &str) -> Option<&Value> {
        self.parameters.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn text(&self, name: &str) -> &str {
        self.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn texts(&self, name: &str) -> Vec<&str> {
        self.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn node(&self) -> NodeId {
        self.node.unwrap_or(crate::store::SERVICE)
    }
}

type Run = fn(&mut Call<'_>, &Called) -> Result<Response>;

/// The type that an operation is bound to, its name, and what it does.
const BUILT_IN: [(&str, &str, Run); 38] = [
    ("application", "addPassword", credential::add_password),
    ("application", "removePassword", credential::remove_password),
    ("calendar", "getSchedule", schedule::get_schedule),
    ("chatMessage", "setReaction", nothing),
    ("chatMessage", "softDelete", nothing),
    ("chatMessage", "undoSoftDelete", nothing),
    ("chatMessage", "unsetReaction", nothing),
    ("directoryObject", "checkMemberGroups", membership::check_groups),
    ("directoryObject", "checkMemberObjects", membership::check_objects),
    ("directoryObject", "getByIds", membership::by_ids),
    ("directoryObject", "getMemberGroups", membership::groups),
    ("directoryObject", "getMemberObjects", membership::objects),
    ("directoryObject", "restore", membership::restore),
    ("directoryObject", "validateProperties", nothing),
    ("driveItem", "checkin", nothing),
    ("driveItem", "checkout", nothing),
    ("driveItem", "createLink", sharing::create_link),
    ("driveItem", "invite", sharing::invite),
    ("event", "accept", calendar::accept),
    ("event", "cancel", calendar::cancel),
    ("event", "decline", calendar::decline),
    ("event", "dismissReminder", accepted),
    ("event", "forward", accepted),
    ("event", "permanentDelete", sharing::delete),
    ("event", "snoozeReminder", accepted),
    ("event", "tentativelyAccept", calendar::tentatively_accept),
    ("group", "assignLicense", credential::assign_license),
    ("group", "renew", nothing),
    ("contact", "permanentDelete", sharing::delete),
    ("contactFolder", "permanentDelete", sharing::delete),
    ("calendar", "permanentDelete", sharing::delete),
    ("servicePrincipal", "addPassword", credential::add_password),
    ("servicePrincipal", "removePassword", credential::remove_password),
    ("team", "archive", sharing::archive),
    ("team", "unarchive", sharing::unarchive),
    ("user", "assignLicense", credential::assign_license),
    ("user", "findMeetingTimes", schedule::find_meeting_times),
    ("user", "revokeSignInSessions", yes),
];

/// Answers a function or an action.
pub(super) fn run(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let operation = call.target.address.walk.operation().cloned();
    let operation = operation.ok_or_else(|| GraphError::bad_request("The request URI names no operation."))?;
    let bound = Type(operation.bound_to.name);
    let built_in = BUILT_IN.iter().find(|(of, name, _)| *name == operation.name && bound.is(of));
    let Some((.., run)) = built_in else { return Err(missing(call)) };
    let parameters = parameters(call, &operation)?;
    let here = locate::locate(call)?;
    let node = match here {
        Here::Node(node) => Some(node),
        Here::Set(_) => None,
        Here::Nothing(_, member) => return Err(super::not_found(call, member.name)),
        Here::Value(..) => return Err(missing(call)),
    };
    run(call, &Called { node, parameters })
}

/// The parameters, checked against the schema: an action's from the body, a function's from its parentheses.
fn parameters(call: &Call<'_>, operation: &Operation<'static>) -> Result<Map<String, Value>> {
    let mut given = Map::new();
    if call.request.method == "POST" {
        let declared: Vec<&'static str> = operation.parameters.iter().map(|parameter| parameter.name).collect();
        given = payload::parameters(call.request, operation.name, &declared)?;
    } else if let Some(Hop::Call { arguments, .. }) = call.target.address.hops.last() {
        for argument in arguments {
            let parameter = argument.name.as_deref().and_then(|name| operation.parameter(name));
            if let Some(parameter) = parameter {
                given.insert(parameter.name.to_owned(), argument.value.clone().into());
            }
        }
    }
    let mut parameters = Map::new();
    for parameter in &operation.parameters {
        match given.remove(parameter.name) {
            Some(value) if call.request.method == "POST" => {
                let value = payload::checked(value, Kind::of(parameter.ty), parameter.name)?;
                parameters.insert(parameter.name.to_owned(), value);
            }
            Some(value) => drop(parameters.insert(parameter.name.to_owned(), value)),
            None if operation.requires(parameter) => {
                return Err(GraphError::bad_request(format!(
                    "The parameter '{}' of the operation '{}' is required.",
                    parameter.name, operation.name
                )));
            }
            None => {}
        }
    }
    Ok(parameters)
}

fn nothing(_: &mut Call<'_>, _: &Called) -> Result<Response> {
    Ok(Response::empty(204))
}

fn accepted(_: &mut Call<'_>, _: &Called) -> Result<Response> {
    Ok(Response::empty(202))
}

fn yes(call: &mut Call<'_>, _: &Called) -> Result<Response> {
    Ok(Response::json(200, &json!({"@odata.context": call.context("Edm.Boolean"), "value": true})))
}

/// The refusal of an operation that nobody has answered, with the line that would.
fn missing(call: &Call<'_>) -> GraphError {
    GraphError::new(
        501,
        "NotImplemented",
        format!(
            "The emulator does not emulate this operation. A test answers it with: \
             emulator.respond(\"{}\", \"{}\", json!({{}}))",
            call.request.method,
            pattern(&call.target.address.segments)
        ),
    )
}

/// The refusal of an address that goes on after a function.
pub(super) fn missing_within(call: &Call<'_>, _name: &str) -> GraphError {
    missing(call)
}

/// `/users/{}/changePassword`: the address without what differs from call to call.
fn pattern(segments: &[Segment]) -> String {
    let parts = segments.iter().map(|segment| match segment {
        Segment::Name(name) => format!("/{}", name.split('(').next().unwrap_or(name)),
        Segment::Key(_) => "/{}".to_owned(),
        Segment::Path(path) => format!(":/{}:", path.join("/")),
    });
    parts.collect()
}

/// A collection of values as an operation returns it.
fn values(call: &Call<'_>, of: &str, values: Vec<Value>) -> Response {
    Response::json(200, &json!({"@odata.context": call.context(&format!("Collection({of})")), "value": values}))
}

/// A value of a complex type as an operation returns it.
fn value(call: &Call<'_>, status: u16, of: &str, mut value: Value) -> Response {
    value["@odata.context"] = call.context(&format!("microsoft.graph.{of}")).into();
    Response::json(status, &value)
}

/// Whether the schema has an operation of this name on a type, for the tests of the table.
#[cfg(test)]
fn exists(of: &str, name: &str) -> bool {
    [false, true].into_iter().any(|collection| !crate::schema::CATALOG.operations(of, collection, name).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_in_the_schema() {
        for (of, name, _) in BUILT_IN {
            assert!(exists(of, name), "{of} {name}");
        }
    }
}
