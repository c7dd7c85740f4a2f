//! When events take place: once, or in a series.
//!
//! Times without an offset are taken as UTC, whatever their `timeZone`.

mod recurrence;

use serde_json::{Value, json};

use super::relation;
use crate::{
    state::State,
    store::{NodeId, Place},
    time::{self, seconds},
};

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
    pub(super) fn show(&self, mut event: Value) -> Value {
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
