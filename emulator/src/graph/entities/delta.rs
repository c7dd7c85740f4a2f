//! Delta queries of every type that has a `delta` function.

use serde_json::{Value, json};

use super::{
    calendar_view, complete, list,
    occurrence::Range,
    relation,
    view::{self, View},
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::{
        delta::{Change, Links, Round},
        filter,
    },
    store::{NodeId, Place},
};

/// The collections of links whose changes a delta query of their owner shows.
const LINKS: [(&str, &[&str]); 3] =
    [("administrativeUnit", &["members"]), ("directoryRole", &["members"]), ("group", &["members", "owners"])];

/// `delta` of a collection.
pub(super) fn changes(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let set = list::set(call)?;
    let of = set.of();
    let in_directory = of.is("directoryObject");
    if in_directory && call.options.top.is_some() {
        return Err(GraphError::new(400, "Request_UnsupportedQuery", "'$top' is not supported by delta queries."));
    }
    let mut round = call.round(Links::OData, None)?;
    if set.member.name == "calendarView" && round.window.is_none() {
        let range = calendar_view::range(call)?;
        round.window = Some((range.start, range.end));
    }
    let view = View::checked(&round.options, of)?;
    let filter = round.options.filter.as_ref().map(|text| filter::parse(text, of)).transpose()?;
    let place = set.place(call.state);
    let mut changes = Vec::new();
    for id in relation::targets(call.state, place) {
        let Some(node) = call.state.store.node(id).filter(|node| round.looks_at(node.serial)) else { continue };
        if filter.as_ref().is_some_and(|filter| !filter.matches(&node.properties)) {
            continue;
        }
        if let Some((start, end)) = round.window {
            let times = calendar_view::shown(call, id, Range { start, end });
            changes.extend(times.into_iter().map(|shown| Change { serial: node.serial, shown, removed: false }));
            continue;
        }
        let mut shown = view.show(call.state, id);
        shown[of.key()] = node.id().into();
        add_links(call, &round, id, &mut shown);
        changes.push(Change { serial: node.serial, shown, removed: false });
    }
    changes.extend(removals(call, place, if complete::is_restorable(of) { "changed" } else { "deleted" }));
    let context = view::context(call);
    let size = call.page_size(if in_directory { 100 } else { 200 });
    let page = round.page(changes, size, &call.place(&context));
    Ok(Response::json(200, &page))
}

fn removals(call: &Call<'_>, place: Place, reason: &'static str) -> Vec<Change> {
    let removed = call.state.store.removed(place).iter();
    removed
        .map(|(serial, id)| Change {
            serial: *serial,
            shown: json!({"@removed": {"reason": reason}, "id": id}),
            removed: true,
        })
        .collect()
}

/// `members@delta`: what was linked or unlinked since the round before.
fn add_links(call: &Call<'_>, round: &Round, owner: NodeId, shown: &mut Value) {
    let Some(of) = call.state.store.node(owner).map(|node| node.of) else { return };
    let Some((_, members)) = LINKS.iter().find(|(ty, _)| *ty == of.0) else { return };
    for member in *members {
        let place = (owner, *member);
        let mut changed = Vec::new();
        for (target, serial) in call.state.store.additions(place) {
            let Some(node) = call.state.store.node(target).filter(|_| round.looks_at(serial)) else { continue };
            changed.push(json!({"@odata.type": format!("#{}", node.of), "id": node.id()}));
        }
        for (serial, id) in call.state.store.removed(place) {
            if round.looks_at(*serial) && !round.is_first() {
                changed.push(json!({"id": id, "@removed": {"reason": "deleted"}}));
            }
        }
        if !changed.is_empty() {
            shown[format!("{member}@delta")] = changed.into();
        }
    }
}
