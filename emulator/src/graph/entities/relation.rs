//! How navigation properties belong together: those that are the other direction of a link, those that follow links
//! through groups, and those that show what another property contains.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    state::State,
    store::{NodeId, Place, SERVICE},
};

/// Navigation properties of directory objects that are the other direction of another one, which is stored.
const INVERSES: [(&str, &str); 5] = [
    ("directReports", "manager"),
    ("memberOf", "members"),
    ("ownedDevices", "registeredOwners"),
    ("ownedObjects", "owners"),
    ("registeredDevices", "registeredUsers"),
];

/// The stored navigation property of which this one is the other direction.
pub(super) fn inverse(member: &str) -> Option<&'static str> {
    INVERSES.iter().find(|(inverse, _)| *inverse == member).map(|(_, stored)| *stored)
}

/// Where the entities of a navigation property are kept: the events of a mailbox are those of its calendar.
pub(super) fn place(state: &State, owner: NodeId, member: &'static str) -> Place {
    let of = state.store.node(owner).map_or("", |node| node.of.0);
    match (of, member) {
        ("user" | "group", "events" | "calendarView") => match state.store.single((owner, "calendar")) {
            Some(calendar) => (calendar, "events"),
            None => (owner, "events"),
        },
        ("calendar", "calendarView") => (owner, "events"),
        ("team", "allChannels") => (owner, "channels"),
        _ => (owner, member),
    }
}

/// Whether a navigation property is computed, from links or properties of other entities.
pub(super) fn is_computed(state: &State, (owner, member): Place) -> bool {
    if owner == SERVICE {
        return ["directoryObjects", "drives"].contains(&member);
    }
    let Some(node) = state.store.node(owner) else { return false };
    match member {
        "chats" | "joinedTeams" => node.of.is("user"),
        "transitiveMemberOf" | "transitiveMembers" | "transitiveReports" => node.of.is("directoryObject"),
        "calendars" => node.of.is("user"),
        "tables" => node.of.is("workbookWorksheet"),
        "buckets" => node.of.is("plannerPlan"),
        "plans" => node.of.is("plannerGroup"),
        "tasks" => ["plannerBucket", "plannerPlan", "plannerUser"].iter().any(|of| node.of.is(of)),
        _ => inverse(member).is_some() && node.of.is("directoryObject"),
    }
}

/// The entities at a place.
pub(super) fn targets(state: &State, place: Place) -> Vec<NodeId> {
    let (owner, member) = place;
    if !is_computed(state, place) {
        return state.store.items(place);
    }
    match member {
        "directoryObjects" => state.store.directory_objects(),
        "drives" => {
            let of_users = state.accounts.iter().filter_map(|account| state.store.single((account.node, "drive")));
            of_users.chain(state.store.items(place)).collect()
        }
        "chats" => with_member(state, "chats", owner).into_iter().chain(state.store.items(place)).collect(),
        "joinedTeams" => with_member(state, "teams", owner).into_iter().chain(state.store.items(place)).collect(),
        "transitiveMemberOf" => closure(owner, |node| state.store.referrers(node, "members")),
        "transitiveMembers" => closure(owner, |node| state.store.items((node, "members"))),
        "transitiveReports" => closure(owner, |node| state.store.referrers(node, "manager")),
        "calendars" => state.store.single((owner, "calendar")).into_iter().chain(state.store.items(place)).collect(),
        "tables" => {
            let tables = state.store.node(owner).map(|sheet| state.store.items((sheet.home.0, "tables")));
            let is_here = |table: &NodeId| state.workbooks.tables.get(table).is_some_and(|table| table.sheet == owner);
            tables.unwrap_or_default().into_iter().filter(is_here).collect()
        }
        "buckets" | "plans" | "tasks" => planned(state, place).into_iter().chain(state.store.items(place)).collect(),
        _ => inverse(member).map(|stored| state.store.referrers(owner, stored)).unwrap_or_default(),
    }
}

/// The value of a single-valued navigation property.
pub(super) fn single(state: &State, (owner, member): Place) -> Option<NodeId> {
    let node = state.store.node(owner)?;
    match (node.of.0, member) {
        ("group", "team") => state.store.find((SERVICE, "teams"), node.id()),
        ("team", "group") => state.store.find((SERVICE, "groups"), node.id()),
        ("workbookRange", "worksheet") => Some(node.home.0),
        ("workbookTable", "worksheet") => state.workbooks.tables.get(&owner).map(|table| table.sheet),
        ("team", "primaryChannel") => state.store.items((owner, "channels")).into_iter().next(),
        _ => state.store.single((owner, member)),
    }
}

/// The plans, buckets or tasks of Planner that name the owner of a place.
fn planned(state: &State, (owner, member): Place) -> Vec<NodeId> {
    let Some(node) = state.store.node(owner) else { return Vec::new() };
    let id = match node.of.0 {
        // The planner of a user or a group stands for its owner.
        "plannerGroup" | "plannerUser" => state.store.node(node.home.0).map(|owner| owner.id()).unwrap_or_default(),
        _ => node.id(),
    };
    let names = |task: &Value| match node.of.0 {
        "plannerBucket" => task["bucketId"] == id,
        "plannerGroup" => task["owner"] == id || task["container"]["containerId"] == id,
        "plannerUser" => task["assignments"].get(id).is_some(),
        _ => task["planId"] == id,
    };
    let Some(planner) = state.store.single((SERVICE, "planner")) else { return Vec::new() };
    let all = state.store.items((planner, member)).into_iter();
    all.filter(|id| state.store.node(*id).is_some_and(|node| names(&node.properties))).collect()
}

/// All that is reached by following links, each once and without the start.
fn closure(start: NodeId, next: impl Fn(NodeId) -> Vec<NodeId>) -> Vec<NodeId> {
    let mut found = BTreeSet::new();
    let mut waiting = next(start);
    while let Some(node) = waiting.pop() {
        if node != start && found.insert(node) {
            waiting.extend(next(node));
        }
    }
    found.into_iter().collect()
}

/// The chats or teams with a member whose `userId` is this user's.
fn with_member(state: &State, set: &'static str, user: NodeId) -> Vec<NodeId> {
    let Some(id) = state.store.node(user).map(|node| node.id().to_owned()) else { return Vec::new() };
    let has_member = |one: &NodeId| {
        let members = state.store.items((*one, "members"));
        members.into_iter().any(|member| state.store.node(member).is_some_and(|node| node.text("userId") == id))
    };
    state.store.items((SERVICE, set)).into_iter().filter(has_member).collect()
}
