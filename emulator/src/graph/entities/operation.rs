//! Functions and actions: those that are built in, those that a test answers, and the refusal of all others.

mod assignment;
pub(super) mod called;
mod credential;
mod gather;
mod membership;
mod outcome;
mod query;
mod response;
mod schedule;
mod sharing;

use graph_action_catalog::Operation;
use serde_json::{Map, Value, json};

use super::{
    locate::{self, Here},
    refusal, workbook,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::payload,
    request_target::address::Hop,
    schema::{Kind, Of, Type},
};
use called::Called;

type Run = fn(&mut Call<'_>, &Called) -> Result<Response>;

/// The type that an operation is bound to, its name, and what it does.
const BUILT_IN: [(&str, &str, Run); 79] = [
    ("application", "addPassword", credential::add_password),
    ("application", "removePassword", credential::remove_password),
    ("applicationTemplate", "instantiate", assignment::instantiate),
    ("bookingAppointment", "cancel", sharing::delete),
    ("calendar", "getSchedule", schedule::get_schedule),
    ("calendar", "permanentDelete", sharing::delete),
    ("channel", "getAllMessages", gather::messages),
    ("channel", "getAllRetainedMessages", gather::messages),
    ("chat", "getAllMessages", gather::messages),
    ("chat", "getAllRetainedMessages", gather::messages),
    ("cloudCommunications", "getPresencesByUserId", gather::presences),
    ("cloudPcProvisioningPolicy", "assign", assignment::assign),
    ("cloudPcUserSetting", "assign", assignment::assign),
    ("contact", "permanentDelete", sharing::delete),
    ("contactFolder", "permanentDelete", sharing::delete),
    ("conversationMember", "add", assignment::add_members),
    ("conversationMember", "remove", assignment::remove_members),
    ("conversationThread", "reply", assignment::reply),
    ("deviceCompliancePolicy", "assign", assignment::assign),
    ("deviceConfiguration", "assign", assignment::assign),
    ("deviceEnrollmentConfiguration", "assign", assignment::assign),
    ("directoryObject", "checkMemberGroups", membership::check_groups),
    ("directoryObject", "checkMemberObjects", membership::check_objects),
    ("directoryObject", "getByIds", membership::by_ids),
    ("directoryObject", "getMemberGroups", membership::groups),
    ("directoryObject", "getMemberObjects", membership::objects),
    ("directoryObject", "restore", membership::restore),
    ("domain", "forceDelete", sharing::delete),
    ("drive", "recent", gather::recent_files),
    ("drive", "search", gather::search_files),
    ("driveItem", "createLink", sharing::create_link),
    ("driveItem", "invite", sharing::invite),
    ("driveItem", "search", gather::search_files),
    ("entity", "filterByCurrentUser", gather::of_current_user),
    ("entity", "itemAt", gather::item_at),
    ("event", "accept", response::accept),
    ("event", "cancel", response::cancel),
    ("event", "decline", response::decline),
    ("event", "dismissReminder", accepted),
    ("event", "forward", accepted),
    ("event", "permanentDelete", sharing::delete),
    ("event", "snoozeReminder", accepted),
    ("event", "tentativelyAccept", response::tentatively_accept),
    ("fileStorageContainer", "permanentDelete", sharing::delete),
    ("group", "assignLicense", credential::assign_license),
    ("groupLifecyclePolicy", "addGroup", assignment::add_group),
    ("groupLifecyclePolicy", "removeGroup", assignment::remove_group),
    ("managedDeviceMobileAppConfiguration", "assign", assignment::assign),
    ("managedEBook", "assign", assignment::assign),
    ("mobileApp", "assign", assignment::assign),
    ("onlineMeeting", "createOrGet", assignment::create_or_get_meeting),
    ("post", "forward", accepted),
    ("post", "reply", assignment::reply),
    ("searchEntity", "query", query::query),
    ("servicePrincipal", "addPassword", credential::add_password),
    ("servicePrincipal", "removePassword", credential::remove_password),
    ("site", "add", assignment::add_sites),
    ("site", "getAllSites", gather::sites),
    ("site", "remove", assignment::remove_sites),
    ("targetedManagedAppConfiguration", "assign", assignment::assign),
    ("targetedManagedAppProtection", "assign", assignment::assign),
    ("team", "archive", sharing::archive),
    ("team", "unarchive", sharing::unarchive),
    ("user", "assignLicense", credential::assign_license),
    ("user", "exportPersonalData", accepted),
    ("user", "findMeetingTimes", schedule::find_meeting_times),
    ("user", "revokeSignInSessions", signed_out),
    ("windowsInformationProtection", "assign", assignment::assign),
    ("workbook", "createSession", workbook::create_session),
    ("workbookChart", "add", workbook::add_chart),
    ("workbookNamedItem", "add", workbook::add_name),
    ("workbookRange", "clear", workbook::clear),
    ("workbookRange", "delete", workbook::delete),
    ("workbookRange", "insert", workbook::insert),
    ("workbookTable", "add", workbook::add_table),
    ("workbookTable", "convertToRange", workbook::convert_to_range),
    ("workbookTableColumn", "add", workbook::add_part),
    ("workbookTableRow", "add", workbook::add_part),
    ("workbookWorksheet", "add", workbook::add_sheet),
];

/// Answers a function or an action.
pub(super) fn run(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let operation = call.target.address.walk.operation().cloned();
    let operation = operation.ok_or_else(|| GraphError::bad_request("The request URI names no operation."))?;
    let bound = Type(operation.bound_to.name);
    let built_in = BUILT_IN.iter().find(|(of, name, _)| *name == operation.name && bound.is(of));
    let outcome = outcome::of(&operation);
    if built_in.is_none() && outcome.is_none() {
        return Err(refusal::missing(call));
    }
    let parameters = parameters(call, &operation)?;
    let (node, set) = match locate::locate(call)? {
        Here::Node(node) => (Some(node), None),
        Here::Set(set) => (None, Some(set)),
        Here::Nothing(_, member) => return Err(refusal::not_found(call, member.name)),
        Here::Value(..) => return Err(refusal::missing(call)),
    };
    let called = Called { node, set, parameters };
    match (built_in, outcome) {
        (Some((.., run)), _) => run(call, &called),
        (None, Some(sets)) => outcome::apply(call, &called, &operation, sets),
        (None, None) => Err(refusal::missing(call)),
    }
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
                let kind = Kind::of(parameter.ty);
                // An entity is checked when it is added, since its `@odata.type` is still needed there.
                let is_entity = matches!(kind.of, Of::Entity(_)) && !value.is_null();
                let value = if is_entity { value } else { payload::checked(value, kind, parameter.name)? };
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

fn accepted(_: &mut Call<'_>, _: &Called) -> Result<Response> {
    Ok(Response::empty(202))
}

fn signed_out(call: &mut Call<'_>, _: &Called) -> Result<Response> {
    Ok(yes(call))
}

/// `true`, as an action returns it.
fn yes(call: &Call<'_>) -> Response {
    Response::json(200, &json!({"@odata.context": call.context("Edm.Boolean"), "value": true}))
}

/// Whether the schema has an operation of this name on a type, for the tests of the table.
#[cfg(test)]
fn exists(of: &str, name: &str) -> bool {
    let catalog = &crate::schema::CATALOG;
    let types = catalog.derived_types(of).into_iter().chain([of]);
    let mut both = types.flat_map(|of| [(of, false), (of, true)]);
    both.any(|(of, collection)| !catalog.operations(of, collection, name).is_empty())
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
