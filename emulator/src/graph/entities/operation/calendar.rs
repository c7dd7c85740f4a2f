//! Events in a range of time, with the occurrences of series, and answers to invitations.
//!
//! Times without an offset are taken as UTC, whatever their `timeZone`.

mod recurrence;

use serde_json::{Value, json};

use super::Called;
use crate::{
    graph::{
        call::Call,
        entities::{
            locate::{self, Set},
            not_found, relation, show,
        },
    },
    http::{GraphError, Response, Result},
    odata::page::{self, Link, Paging, Selection},
    schema::Type,
    state::State,
    store::{NodeId, Place},
    time,
};

const PAGING: Paging = Paging { default_top: 10, largest_top: 1_000, link: Link::Skip };

/// A range of time, in seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) start: i64,
    pub(super) end: i64,
}

impl Range {
    fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end || (self.start == self.end && other.start == self.start)
    }
}

/// `calendarView` of a mailbox or a calendar, and `instances` of a series.
pub(in crate::graph::entities) fn view(call: &mut Call<'_>, set: &Set) -> Result<Response> {
    let time = |name: &str| -> Option<i64> { seconds(&call.options.custom_in_any_case(name)?) };
    let (Some(start), Some(end)) = (time("startDateTime"), time("endDateTime")) else {
        let message = "This request requires a time window specified by the query string parameters StartDateTime and \
                       EndDateTime.";
        return Err(GraphError::new(400, "ErrorInvalidParameter", message));
    };
    if end < start {
        let message = "The query parameter StartDateTime must be before EndDateTime.";
        return Err(GraphError::new(400, "ErrorInvalidParameter", message));
    }
    let of = Type("event");
    let selection = Selection::parse(&call.options, of)?;
    let range = Range { start, end };
    let masters = match set.member.name {
        "instances" => vec![set.owner],
        _ => relation::targets(call.state, set.place(call.state)),
    };
    let full = show::View::full(of);
    let mut found: Vec<Value> = masters
        .into_iter()
        .flat_map(|id| occurrences(call.state, id, range).into_iter().map(move |occurrence| (id, occurrence)))
        .map(|(id, occurrence)| occurrence.show(full.show(call.state, id)))
        .collect();
    found.sort_by(|left, right| left["start"]["dateTime"].as_str().cmp(&right["start"]["dateTime"].as_str()));
    let found = page::arrange(found, &call.options, of)?;
    let context = format!("{}{}", show::context(call), selection.suffix());
    let preferred = call.request.preference("odata.maxpagesize").and_then(|size| size.parse().ok());
    let place = call.place(&context);
    let page = page::page(found, &call.options, PAGING, preferred, &place, |item| selection.apply(item, &["id"]))?;
    Ok(Response::json(200, &page))
}

/// A point in time, with or without an offset.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let nanoseconds = time::parse(text).or_else(|| time::parse(&format!("{text}Z")))?;
    i64::try_from(nanoseconds.div_euclid(1_000_000_000)).ok()
}

/// `2026-11-26T10:00:00.0000000`, as `dateTimeTimeZone` has it.
pub(super) fn local(seconds: i64) -> String {
    time::Timestamp::from_seconds(seconds).without_offset() + ".0000000"
}

/// One time at which an event takes place.
pub(super) struct Occurrence {
    pub(super) range: Range,
    /// Whether it is one of a series.
    of_series: bool,
}

impl Occurrence {
    /// The event as it is shown for this time.
    fn show(&self, mut event: Value) -> Value {
        if !self.of_series {
            return event;
        }
        let zone = |name: &str| event[name]["timeZone"].as_str().unwrap_or("UTC").to_owned();
        let (start, end) = (zone("start"), zone("end"));
        let master = event["id"].as_str().unwrap_or_default().to_owned();
        event["id"] = format!("{master}.{}", self.range.start.div_euclid(86_400)).into();
        event["seriesMasterId"] = master.into();
        event["type"] = "occurrence".into();
        event["recurrence"] = Value::Null;
        event["start"] = json!({"dateTime": local(self.range.start), "timeZone": start});
        event["end"] = json!({"dateTime": local(self.range.end), "timeZone": end});
        event
    }
}

/// The times within a range at which an event takes place.
pub(super) fn occurrences(state: &State, id: NodeId, range: Range) -> Vec<Occurrence> {
    let Some(event) = state.store.node(id).map(|node| &node.properties) else { return Vec::new() };
    let time = |name: &str| event[name]["dateTime"].as_str().and_then(seconds);
    let (Some(start), Some(end)) = (time("start"), time("end")) else { return Vec::new() };
    let first = Range { start, end };
    let recurrence = &event["recurrence"];
    if recurrence.is_null() {
        let single = Occurrence { range: first, of_series: false };
        return if first.overlaps(range) { vec![single] } else { Vec::new() };
    }
    let starts = recurrence::starts(recurrence, start, range.end);
    let ranges = starts.into_iter().map(|start| Range { start, end: start + (first.end - first.start) });
    ranges.filter(|one| one.overlaps(range)).map(|range| Occurrence { range, of_series: true }).collect()
}

/// Where the events of a user's default calendar are.
pub(super) fn events_of(state: &State, account: usize) -> Place {
    relation::place(state, state.accounts[account].node, "events")
}

fn respond(call: &mut Call<'_>, called: &Called, response: &str) -> Result<Response> {
    let status = json!({"response": response, "time": call.now.iso()});
    call.state.change(called.node(), |event| drop(event.insert("responseStatus".to_owned(), status)));
    Ok(Response::empty(202))
}

pub(super) fn accept(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    respond(call, called, "accepted")
}

pub(super) fn tentatively_accept(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    respond(call, called, "tentativelyAccepted")
}

/// A declined event leaves the calendar.
pub(super) fn decline(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let serial = call.state.ids.serial();
    call.state.store.remove(called.node(), serial);
    Ok(Response::empty(202))
}

/// A cancelled meeting leaves the calendar of its organizer.
pub(super) fn cancel(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    if locate::properties(call.state, called.node()).is_empty() {
        return Err(not_found(call, ""));
    }
    decline(call, called)
}
