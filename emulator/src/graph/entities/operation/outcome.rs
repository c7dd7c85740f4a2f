//! Actions that only set properties of their entity, and actions whose effect Graph does not show.

use serde_json::{Map, Value, json};

use super::called::Called;
use crate::{
    graph::{
        call::Call,
        entities::{change::merge, locate, notify, refusal::not_found, view},
    },
    http::{Response, Result},
    request_target::segment::Argument,
    schema::Type,
    store::NodeId,
};
use graph_action_catalog::Operation;

/// The type an action is bound to, the action, and the properties it sets. Its parameters are stored, too, where the
/// type has properties of their names. An action of a collection changes the entities whose ids it is given.
const OUTCOMES: [(&str, &str, &str); 129] = [
    ("accessPackageAssignment", "reprocess", "{}"),
    ("accessPackageAssignmentRequest", "cancel", r#"{"state": "canceled"}"#),
    ("accessPackageAssignmentRequest", "reprocess", "{}"),
    ("accessReviewInstance", "applyDecisions", r#"{"status": "Applied"}"#),
    ("accessReviewInstance", "sendReminder", "{}"),
    ("accessReviewInstance", "stop", r#"{"status": "Completed"}"#),
    ("accessReviewStage", "stop", r#"{"status": "Completed"}"#),
    ("application", "unsetVerifiedPublisher", r#"{"verifiedPublisher": null}"#),
    ("bookingBusiness", "publish", r#"{"isPublished": true}"#),
    ("bookingBusiness", "unpublish", r#"{"isPublished": false}"#),
    ("call", "answer", r#"{"state": "established"}"#),
    ("call", "keepAlive", "{}"),
    ("call", "reject", r#"{"state": "terminated"}"#),
    ("channel", "archive", r#"{"isArchived": true}"#),
    ("channel", "completeMigration", "{}"),
    ("channel", "removeEmail", r#"{"email": null}"#),
    ("channel", "startMigration", "{}"),
    ("channel", "unarchive", r#"{"isArchived": false}"#),
    ("chat", "completeMigration", "{}"),
    ("chat", "hideForUser", r#"{"viewpoint": {"isHidden": true}}"#),
    ("chat", "markChatReadForUser", "{}"),
    ("chat", "markChatUnreadForUser", "{}"),
    ("chat", "sendActivityNotification", "{}"),
    ("chat", "startMigration", "{}"),
    ("chat", "unhideForUser", r#"{"viewpoint": {"isHidden": false}}"#),
    ("chatMessage", "setReaction", "{}"),
    ("chatMessage", "softDelete", "{}"),
    ("chatMessage", "undoSoftDelete", "{}"),
    ("chatMessage", "unsetReaction", "{}"),
    ("cloudPC", "endGracePeriod", "{}"),
    ("cloudPC", "reboot", "{}"),
    ("cloudPC", "rename", "{}"),
    ("cloudPC", "troubleshoot", "{}"),
    ("deviceEnrollmentConfiguration", "setPriority", "{}"),
    ("directoryObject", "validateProperties", "{}"),
    ("domain", "verify", r#"{"isVerified": true}"#),
    ("driveItem", "checkin", "{}"),
    ("driveItem", "checkout", "{}"),
    ("driveItem", "discardCheckout", "{}"),
    ("educationAssignment", "activate", r#"{"status": "assigned"}"#),
    ("educationAssignment", "deactivate", r#"{"status": "inactive"}"#),
    ("educationAssignment", "publish", r#"{"status": "assigned"}"#),
    ("educationModule", "pin", r#"{"isPinned": true}"#),
    ("educationModule", "publish", r#"{"status": "published"}"#),
    ("educationModule", "unpin", r#"{"isPinned": false}"#),
    ("educationSubmission", "excuse", r#"{"status": "excused"}"#),
    ("educationSubmission", "reassign", r#"{"status": "reassigned"}"#),
    ("educationSubmission", "return", r#"{"status": "returned"}"#),
    ("educationSubmission", "submit", r#"{"status": "submitted"}"#),
    ("educationSubmission", "unsubmit", r#"{"status": "working"}"#),
    ("fileStorageContainer", "activate", r#"{"status": "active"}"#),
    ("fileStorageContainer", "lock", r#"{"lockState": "lockedReadOnly"}"#),
    ("fileStorageContainer", "unlock", r#"{"lockState": "unlocked"}"#),
    ("group", "addFavorite", "{}"),
    ("group", "removeFavorite", "{}"),
    ("group", "renew", "{}"),
    ("group", "resetUnseenCount", r#"{"unseenCount": 0}"#),
    ("group", "retryServiceProvisioning", "{}"),
    ("group", "subscribeByMail", r#"{"isSubscribedByMail": true}"#),
    ("group", "unsubscribeByMail", r#"{"isSubscribedByMail": false}"#),
    ("notificationMessageTemplate", "sendTestMessage", "{}"),
    ("onlineMeeting", "sendVirtualAppointmentReminderSms", "{}"),
    ("onlineMeeting", "sendVirtualAppointmentSms", "{}"),
    ("orgContact", "retryServiceProvisioning", "{}"),
    ("phoneAuthenticationMethod", "disableSmsSignIn", r#"{"smsSignInState": "notEnabled"}"#),
    ("phoneAuthenticationMethod", "enableSmsSignIn", r#"{"smsSignInState": "ready"}"#),
    ("presence", "clearPresence", r#"{"availability": "Offline", "activity": "Offline"}"#),
    ("presence", "clearUserPreferredPresence", r#"{"availability": "Offline", "activity": "Offline"}"#),
    ("presence", "setPresence", "{}"),
    ("presence", "setStatusMessage", "{}"),
    ("presence", "setUserPreferredPresence", "{}"),
    ("printJob", "abort", r#"{"status": {"state": "aborted", "description": "", "isAcquiredByPrinter": false}}"#),
    ("printJob", "cancel", r#"{"status": {"state": "canceled", "description": "", "isAcquiredByPrinter": false}}"#),
    ("privilegedAccessGroupAssignmentScheduleRequest", "cancel", r#"{"status": "Canceled"}"#),
    ("privilegedAccessGroupEligibilityScheduleRequest", "cancel", r#"{"status": "Canceled"}"#),
    ("riskyServicePrincipal", "confirmCompromised", r#"{"riskState": "confirmedCompromised", "riskLevel": "high"}"#),
    ("riskyServicePrincipal", "dismiss", r#"{"riskState": "dismissed", "riskLevel": "none"}"#),
    ("riskyUser", "confirmCompromised", r#"{"riskState": "confirmedCompromised", "riskLevel": "high"}"#),
    ("riskyUser", "confirmSafe", r#"{"riskState": "confirmedSafe", "riskLevel": "none"}"#),
    ("riskyUser", "dismiss", r#"{"riskState": "dismissed", "riskLevel": "none"}"#),
    ("scheduleChangeRequest", "approve", r#"{"state": "approved"}"#),
    ("scheduleChangeRequest", "decline", r#"{"state": "declined"}"#),
    ("security.ediscoveryCase", "close", r#"{"status": "closed"}"#),
    ("security.ediscoveryCase", "reopen", r#"{"status": "active"}"#),
    ("security.ediscoveryCustodian", "activate", r#"{"status": "active"}"#),
    ("security.ediscoveryCustodian", "release", r#"{"status": "released"}"#),
    ("serviceUpdateMessage", "archive", r#"{"viewPoint": {"isArchived": true}}"#),
    ("serviceUpdateMessage", "favorite", r#"{"viewPoint": {"isFavorited": true}}"#),
    ("serviceUpdateMessage", "markRead", r#"{"viewPoint": {"isRead": true}}"#),
    ("serviceUpdateMessage", "markUnread", r#"{"viewPoint": {"isRead": false}}"#),
    ("serviceUpdateMessage", "unarchive", r#"{"viewPoint": {"isArchived": false}}"#),
    ("serviceUpdateMessage", "unfavorite", r#"{"viewPoint": {"isFavorited": false}}"#),
    ("sitePage", "publish", r#"{"publishingState": {"level": "published"}}"#),
    ("subscription", "reauthorize", "{}"),
    ("synchronizationJob", "pause", r#"{"schedule": {"state": "Disabled"}}"#),
    ("synchronizationJob", "start", r#"{"schedule": {"state": "Active"}}"#),
    ("team", "completeMigration", "{}"),
    ("team", "sendActivityNotification", "{}"),
    ("teamsAppInstallation", "upgrade", "{}"),
    ("unifiedRoleAssignmentScheduleRequest", "cancel", r#"{"status": "Canceled"}"#),
    ("unifiedRoleEligibilityScheduleRequest", "cancel", r#"{"status": "Canceled"}"#),
    ("user", "reprocessLicenseAssignment", "{}"),
    ("user", "retryServiceProvisioning", "{}"),
    ("userTeamwork", "sendActivityNotification", "{}"),
    ("virtualEvent", "cancel", r#"{"status": "canceled"}"#),
    ("workbook", "closeSession", "{}"),
    ("workbook", "refreshSession", "{}"),
    ("workbookApplication", "calculate", "{}"),
    ("workbookChart", "setData", "{}"),
    ("workbookChart", "setPosition", "{}"),
    ("workbookChartFill", "clear", "{}"),
    ("workbookChartFill", "setSolidColor", "{}"),
    ("workbookChartLineFormat", "clear", r##"{"color": "#000000"}"##),
    ("workbookFilter", "apply", "{}"),
    ("workbookFilter", "clear", r#"{"criteria": null}"#),
    ("workbookPivotTable", "refresh", "{}"),
    ("workbookPivotTable", "refreshAll", "{}"),
    ("workbookRange", "merge", "{}"),
    ("workbookRange", "unmerge", "{}"),
    ("workbookRangeFill", "clear", r##"{"color": "#FFFFFF"}"##),
    ("workbookRangeFormat", "autofitColumns", "{}"),
    ("workbookRangeFormat", "autofitRows", "{}"),
    ("workbookTable", "clearFilters", "{}"),
    ("workbookTable", "reapplyFilters", "{}"),
    ("workbookTableSort", "apply", "{}"),
    ("workbookTableSort", "clear", r#"{"fields": []}"#),
    ("workbookTableSort", "reapply", "{}"),
    ("workbookWorksheetProtection", "protect", r#"{"protected": true}"#),
    ("workbookWorksheetProtection", "unprotect", r#"{"protected": false}"#),
];

/// What an action sets, when that is all it does.
pub(super) fn of(operation: &Operation<'static>) -> Option<Map<String, Value>> {
    let bound = Type(operation.bound_to.name);
    let found = OUTCOMES.iter().find(|(of, name, _)| *name == operation.name && bound.is(of));
    match found {
        Some((.., sets)) => serde_json::from_str(sets).ok(),
        None => (is_device_command(operation)).then(Map::new),
    }
}

/// A command to a device: the service passes it on, and lists it in `deviceActionResults`.
fn is_device_command(operation: &Operation<'static>) -> bool {
    operation.bound_to.name == "managedDevice" && !operation.bound_to.collection && operation.returns.is_none()
}

/// Sets the properties, and answers what the action returns.
pub(super) fn apply(
    call: &mut Call<'_>,
    called: &Called,
    operation: &Operation<'static>,
    sets: Map<String, Value>,
) -> Result<Response> {
    let bound = Type(operation.bound_to.name);
    let nodes = match called.node {
        Some(node) => vec![node],
        None => named(call, called)?,
    };
    for node in nodes {
        let mut sets = sets.clone();
        for (name, given) in &called.parameters {
            if let Some(property) = bound.property(name) {
                sets.insert(property.name.to_owned(), given.clone());
            }
        }
        if is_device_command(operation) {
            sets.insert("deviceActionResults".to_owned(), commands(call, node, operation.name));
        }
        if !sets.is_empty() {
            call.state.change(node, |properties| merge(properties, sets));
            notify::announce(call, node, "updated");
        }
    }
    match (operation.returns, called.node) {
        (None, _) => Ok(Response::empty(204)),
        (Some(returns), Some(node)) if bound.is(returns.name) => view::answer(call, 200, node),
        _ => Ok(super::yes(call)),
    }
}

/// The entities of the collection with the ids that the request gives.
fn named(call: &mut Call<'_>, called: &Called) -> Result<Vec<NodeId>> {
    let Some(set) = called.set else { return Err(not_found(call, "")) };
    let lists = called.parameters.values().filter_map(Value::as_array).flatten();
    let ids: Vec<String> = lists.filter_map(Value::as_str).map(str::to_owned).collect();
    ids.into_iter().map(|id| locate::find(call, &set, &[Argument { name: None, value: id }])).collect()
}

/// `deviceActionResults` of a device with one more command.
fn commands(call: &Call<'_>, device: NodeId, name: &str) -> Value {
    let device = call.state.store.node(device);
    let mut list =
        device.and_then(|node| node.properties["deviceActionResults"].as_array()).cloned().unwrap_or_default();
    let now = call.now.iso();
    let command = json!({
        "actionName": name, "actionState": "pending", "startDateTime": now, "lastUpdatedDateTime": now,
    });
    list.push(command);
    list.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::odata::payload;

    #[test]
    fn every_outcome_is_in_the_schema() {
        for (of, name, sets) in OUTCOMES {
            assert!(super::super::exists(of, name), "{of} {name}");
            let sets: Map<String, Value> = serde_json::from_str(sets).unwrap();
            payload::read(sets, Type(of), true).map(drop).unwrap_or_else(|error| panic!("{of} {name}: {error:?}"));
        }
        assert!(OUTCOMES.is_sorted());
    }
}
