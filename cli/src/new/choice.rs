//! Which properties a struct has: the usual ones of an answer, those that a body may set, and parts of complex values.

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Denied, Member, TypeKind};

use super::asked::{Asked, property};
use crate::names::snake;

/// The most properties of an answer's struct, unless somebody asks for more.
const MOST: usize = 12;

/// An answer's struct with fewer usual properties than this gets others.
const FEW: usize = 6;

/// The most properties of a body.
const MOST_IN_BODY: usize = 24;

/// The usual properties of answers, in the order of the fields. Those that permissions such as `Mail.ReadBasic` and
/// `User.ReadBasic.All` do not read (`bodyPreview`, `jobTitle`) are not among them.
const USUAL: [&str; 37] = [
    "id",
    "displayName",
    "subject",
    "name",
    "title",
    "topic",
    "description",
    "from",
    "toRecipients",
    "receivedDateTime",
    "sentDateTime",
    "isRead",
    "importance",
    "hasAttachments",
    "start",
    "end",
    "isAllDay",
    "location",
    "organizer",
    "emailAddresses",
    "mail",
    "userPrincipalName",
    "givenName",
    "surname",
    "appId",
    "groupTypes",
    "visibility",
    "status",
    "severity",
    "percentComplete",
    "dueDateTime",
    "size",
    "file",
    "folder",
    "webUrl",
    "body",
    "lastModifiedDateTime",
];

/// Properties that fill up an answer's struct with few usual ones, before all others.
const NEXT: [&str; 8] =
    ["createdDateTime", "modifiedDateTime", "state", "type", "value", "roles", "link", "grantedToV2"];

/// Properties that a body begins with, after the usual ones of answers.
const FIRST_IN_BODY: [&str; 20] = [
    "accountEnabled",
    "mailEnabled",
    "mailNickname",
    "passwordProfile",
    "securityEnabled",
    "jobTitle",
    "department",
    "businessPhones",
    "mobilePhone",
    "usageLocation",
    "companyName",
    "officeLocation",
    "city",
    "country",
    "otherMails",
    "attendees",
    "ccRecipients",
    "isReminderOn",
    "recurrence",
    "transactionId",
];

/// Properties that Graph sets, where the schema does not say so.
const SET_BY_GRAPH: [&str; 40] = [
    "id",
    "assignedLicenses",
    "assignedPlans",
    "bodyPreview",
    "cTag",
    "cancelledOccurrences",
    "changeKey",
    "childFolderCount",
    "conversationId",
    "conversationIndex",
    "deletedDateTime",
    "eTag",
    "etag",
    "hasAttachments",
    "hasMembersWithLicenseErrors",
    "iCalUId",
    "internetMessageId",
    "isCancelled",
    "isDraft",
    "isManagementRestricted",
    "isOrganizer",
    "licenseProcessingState",
    "modifiedDateTime",
    "onlineMeeting",
    "onlineMeetingUrl",
    "originalEndTimeZone",
    "originalStart",
    "originalStartTimeZone",
    "parentFolderId",
    "provisionedPlans",
    "proxyAddresses",
    "receivedDateTime",
    "responseStatus",
    "sentDateTime",
    "seriesMasterId",
    "totalItemCount",
    "uniqueBody",
    "unreadItemCount",
    "webLink",
    "webUrl",
];

/// The properties of an entity in an answer.
pub(super) fn of_answer<'c>(catalog: &'c Catalog, ty: &str, asked: &Asked) -> Vec<Member<'c>> {
    let mut members: Vec<Member<'_>> = Vec::new();
    if asked.all {
        let is_refused = |member: &Member<'_>| catalog.property_need(ty, member).is_some_and(|need| need.refuses);
        members.extend(structural(catalog, ty).filter(|member| !is_refused(member)));
    } else if asked.usual {
        members.extend(usual(catalog, ty));
    }
    let named = asked.selected.iter().chain(&asked.expanded);
    members.extend(named.filter_map(|name| property(catalog, ty, name)));
    each_once(members)
}

/// The properties of a complex value: all, unless there are many.
pub(super) fn of_value<'c>(catalog: &'c Catalog, ty: &str, asked: Option<&Asked>, is_sent: bool) -> Vec<Member<'c>> {
    let all: Vec<Member<'_>> = structural(catalog, ty).filter(|member| member.deprecation.is_none()).collect();
    match asked {
        Some(asked) if !is_sent && !asked.usual => of_answer(catalog, ty, asked),
        Some(asked) if asked.all => structural(catalog, ty).collect(),
        _ if is_sent || all.len() <= MOST => each_once(all),
        _ => {
            let mut members = in_order(&all, &USUAL);
            members.extend(all);
            first(members, MOST)
        }
    }
}

/// The properties that a body may set, unless `denied` is.
pub(super) fn of_body<'c>(catalog: &'c Catalog, ty: &str, denied: Denied) -> Vec<Member<'c>> {
    let is_set_by_graph = |name: &str| {
        SET_BY_GRAPH.contains(&name) || name.starts_with("lastModified") || name.starts_with("created")
            // https://learn.microsoft.com/graph/api/resources/user: most are synchronized, and read-only.
            || (name.starts_with("onPremises") && name != "onPremisesImmutableId")
    };
    let all: Vec<Member<'_>> = structural(catalog, ty)
        .filter(|member| member.deprecation.is_none() && !member.denies(denied) && !is_set_by_graph(member.name))
        .collect();
    let mut members = in_order(&all, &USUAL);
    members.extend(in_order(&all, &FIRST_IN_BODY));
    members.extend(all.iter().filter(|member| !member.ty.nullable));
    members.extend(all);
    first(members, MOST_IN_BODY)
}

/// The usual properties of an entity, and where these are few, others that are primitive or of an enumeration.
fn usual<'c>(catalog: &'c Catalog, ty: &str) -> Vec<Member<'c>> {
    let all: Vec<Member<'_>> = structural(catalog, ty)
        .filter(|member| member.deprecation.is_none() && catalog.property_need(ty, member).is_none())
        .collect();
    // Where there is a preview, the permission to read the basic properties does not read the body.
    let has_preview = all.iter().any(|member| member.name == "bodyPreview");
    let mut members = in_order(&all, &USUAL);
    members.retain(|member| !(has_preview && member.name == "body"));
    if ty == "directoryObject" {
        // Groups, users and most others have a name: https://learn.microsoft.com/graph/api/group-list-members.
        members.extend(catalog.derived_member(ty, "displayName"));
    }
    let mut members = first(members, MOST);
    if members.len() < FEW {
        let is_enumeration =
            |member: &Member<'_>| catalog.find_type(member.ty.name).is_some_and(|ty| ty.kind == TypeKind::Enum);
        members.extend(in_order(&all, &NEXT));
        members.extend(all.into_iter().filter(|member| {
            !member.ty.collection
                && (member.ty.is_primitive() || is_enumeration(member))
                && !matches!(member.name, "body" | "bodyPreview")
        }));
        members = first(members, FEW);
    }
    members
}

/// The properties that an entity holds: `id` first, then its own, then those of its bases.
fn structural<'c>(catalog: &'c Catalog, ty: &str) -> impl Iterator<Item = Member<'c>> + use<'c> {
    let mut members: Vec<Member<'_>> = catalog
        .members(ty)
        // Content has an address of its own.
        .filter(|member| member.navigation.is_none() && member.ty.name != "Stream")
        .collect();
    members.sort_by_key(|member| member.name != "id");
    members.into_iter()
}

/// Those of the properties that are named, in the order of the names.
fn in_order<'c>(members: &[Member<'c>], names: &[&str]) -> Vec<Member<'c>> {
    names.iter().filter_map(|name| members.iter().find(|member| member.name == *name)).copied().collect()
}

/// The first properties, each once.
fn first(members: Vec<Member<'_>>, most: usize) -> Vec<Member<'_>> {
    let mut members = each_once(members);
    members.truncate(most);
    members
}

/// Each property once, also where two have the same name in Rust.
fn each_once(mut members: Vec<Member<'_>>) -> Vec<Member<'_>> {
    let mut seen = BTreeSet::new();
    members.retain(|member| seen.insert(snake(member.name)));
    members
}
