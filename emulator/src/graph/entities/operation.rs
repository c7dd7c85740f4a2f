//! Functions and actions: those that are built in, those that a test answers, and the refusal of all others.

mod called;
mod credential;
mod membership;
mod response;
mod schedule;
mod sharing;

use graph_action_catalog::Operation;
use serde_json::{Map, Value, json};

use super::{
    locate::{self, Here},
    refusal,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::payload,
    request_target::address::Hop,
    schema::{Kind, Type},
};
use called::Called;

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
    ("event", "accept", response::accept),
    ("event", "cancel", response::cancel),
    ("event", "decline", response::decline),
    ("event", "dismissReminder", accepted),
    ("event", "forward", accepted),
    ("event", "permanentDelete", sharing::delete),
    ("event", "snoozeReminder", accepted),
    ("event", "tentativelyAccept", response::tentatively_accept),
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
    let Some((.., run)) = built_in else { return Err(refusal::missing(call)) };
    let parameters = parameters(call, &operation)?;
    let here = locate::locate(call)?;
    let node = match here {
        Here::Node(node) => Some(node),
        Here::Set(_) => None,
        Here::Nothing(_, member) => return Err(refusal::not_found(call, member.name)),
        Here::Value(..) => return Err(refusal::missing(call)),
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
