//! When people are free: `getSchedule` and `findMeetingTimes`.

use serde_json::{Value, json};

use super::called::{Called, value, values};
use crate::{
    graph::{
        call::Call,
        entities::occurrence::{Range, events_of, local, occurrences},
    },
    http::{GraphError, Response, Result},
    state::State,
    time::seconds,
};

/// What an event says of its time: free 0, tentative 1, busy 2, away 3, working elsewhere 4.
const STATES: [&str; 5] = ["free", "tentative", "busy", "oof", "workingElsewhere"];

/// An event in somebody's calendar.
struct Busy {
    range: Range,
    /// The place in [`STATES`].
    state: usize,
    subject: String,
}

fn busy(state: &State, account: usize, range: Range) -> Vec<Busy> {
    let events = state.store.items(events_of(state, account));
    let mut found = Vec::new();
    for id in events {
        let Some(event) = state.store.node(id).map(|node| &node.properties) else { continue };
        let shown = event["showAs"].as_str().unwrap_or("busy");
        let place = STATES.iter().position(|state| *state == shown).unwrap_or(2);
        for occurrence in occurrences(state, id, range) {
            let subject = event["subject"].as_str().unwrap_or_default().to_owned();
            found.push(Busy { range: occurrence.range, state: place, subject });
        }
    }
    found.sort_by_key(|busy| busy.range.start);
    found
}

fn time(value: &Value) -> Option<i64> {
    value["dateTime"].as_str().and_then(seconds)
}

/// `getSchedule` takes no longer range than 62 days (documented at "calendar: getSchedule").
const LONGEST: i64 = 62 * 86_400;

/// How people's calendars look in a range of time.
pub(super) fn get_schedule(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let range = |name: &str| called.get(name).and_then(time);
    let (Some(start), Some(end)) = (range("StartTime"), range("EndTime")) else {
        return Err(GraphError::new(
            400,
            "ErrorInvalidParameter",
            "The parameters startTime and endTime are required.",
        ));
    };
    let range = Range { start, end };
    let minutes = called.get("AvailabilityViewInterval").and_then(Value::as_i64).unwrap_or(30);
    if end <= start || end - start > LONGEST || !(5..=1_440).contains(&minutes) {
        return Err(GraphError::new(400, "ErrorInvalidParameter", "The range or the interval is not valid."));
    }
    let schedules = called.texts("Schedules");
    let shown = schedules.into_iter().map(|address| {
        let Some(account) = call.state.user(Some(address)) else {
            let error = json!({"message": "Unable to resolve e-mail address to an Active Directory object.",
                "responseCode": "ErrorMailRecipientNotFound"});
            return json!({"scheduleId": address, "availabilityView": "", "error": error});
        };
        let busy = busy(call.state, account, range);
        let items: Vec<Value> = busy
            .iter()
            .map(|busy| {
                json!({
                    "status": STATES[busy.state], "subject": busy.subject, "isPrivate": false,
                    "start": {"dateTime": local(busy.range.start), "timeZone": "UTC"},
                    "end": {"dateTime": local(busy.range.end), "timeZone": "UTC"},
                })
            })
            .collect();
        let slots = (start..end).step_by(usize::try_from(minutes * 60).unwrap_or(1_800));
        let view: String = slots.map(|slot| digit(&busy, slot, slot + minutes * 60)).collect();
        json!({"scheduleId": address, "availabilityView": view, "scheduleItems": items})
    });
    let shown = shown.collect();
    Ok(values(call, "microsoft.graph.scheduleInformation", shown))
}

/// The digit of a slot in `availabilityView`.
fn digit(busy: &[Busy], start: i64, end: i64) -> char {
    let within = busy.iter().filter(|busy| busy.range.start < end && start < busy.range.end);
    let state = within.map(|busy| busy.state).max().unwrap_or(0);
    char::from_digit(u32::try_from(state).unwrap_or(0), 10).unwrap_or('0')
}

/// How many suggestions there are when the request does not say.
const SUGGESTIONS: usize = 20;
/// Suggestions begin every half hour.
const STEP: usize = 1_800;

/// Times at which the organizer and all attendees who are users of the tenant are free.
pub(super) fn find_meeting_times(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let attendees = called.get("Attendees").and_then(Value::as_array).cloned().unwrap_or_default();
    let addresses: Vec<String> = attendees
        .iter()
        .filter_map(|attendee| attendee["emailAddress"]["address"].as_str().map(str::to_owned))
        .collect();
    let duration = called.get("MeetingDuration").and_then(Value::as_str).map_or(Some(1_800), duration);
    let duration = duration.filter(|duration| *duration > 0).ok_or_else(|| {
        GraphError::new(400, "ErrorInvalidParameter", "The parameter meetingDuration is not a duration like PT1H.")
    })?;
    let slots = slots(call, called.get("TimeConstraint"));
    let most = called.get("MaxCandidates").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
    let accounts: Vec<usize> = call
        .state
        .user_of(called.node())
        .into_iter()
        .chain(addresses.iter().filter_map(|address| call.state.user(Some(address))))
        .collect();
    let mut suggestions = Vec::new();
    for slot in slots {
        let busy: Vec<Busy> = accounts.iter().flat_map(|account| busy(call.state, *account, slot)).collect();
        let starts = (slot.start..=slot.end - duration).step_by(STEP);
        let free =
            starts.filter(|start| ["0", "4"].contains(&digit(&busy, *start, start + duration).to_string().as_str()));
        suggestions.extend(free.map(|start| suggestion(start, start + duration, &attendees)));
    }
    suggestions.truncate(most.filter(|most| *most > 0).unwrap_or(SUGGESTIONS));
    let reason = if suggestions.is_empty() { "AttendeesUnavailable" } else { "" };
    let result = json!({"emptySuggestionsReason": reason, "meetingTimeSuggestions": suggestions});
    Ok(value(call, 200, "meetingTimeSuggestionsResult", result))
}

fn suggestion(start: i64, end: i64, attendees: &[Value]) -> Value {
    let availability: Vec<Value> =
        attendees.iter().map(|attendee| json!({"attendee": attendee, "availability": "free"})).collect();
    json!({
        "attendeeAvailability": availability, "confidence": 100.0, "locations": [], "order": 1,
        "organizerAvailability": "free", "suggestionReason": "Suggested because it is one of the nearest times.",
        "meetingTimeSlot": {
            "start": {"dateTime": local(start), "timeZone": "UTC"},
            "end": {"dateTime": local(end), "timeZone": "UTC"},
        },
    })
}

/// The times that come into question: those of the request, or else the working hours of the next seven days.
fn slots(call: &Call<'_>, constraint: Option<&Value>) -> Vec<Range> {
    let asked = constraint
        .and_then(|constraint| constraint["timeSlots"].as_array().or_else(|| constraint["timeslots"].as_array()));
    if let Some(asked) = asked {
        let range = |slot: &Value| Some(Range { start: time(&slot["start"])?, end: time(&slot["end"])? });
        return asked.iter().filter_map(range).collect();
    }
    let today = call.now.seconds().div_euclid(86_400);
    // 1970-01-01 was a Thursday, so the remainders 2 and 3 are Saturday and Sunday.
    let days = (today + 1..=today + 7).filter(|day| ![2, 3].contains(&day.rem_euclid(7)));
    days.map(|day| Range { start: day * 86_400 + 8 * 3_600, end: day * 86_400 + 17 * 3_600 }).collect()
}

/// The seconds of a duration like `PT1H30M`.
fn duration(text: &str) -> Option<i64> {
    let mut rest = text.strip_prefix('P')?;
    let mut seconds = 0;
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let end = rest.find(|character: char| !character.is_ascii_digit())?;
        let number: i64 = rest[..end].parse().ok()?;
        let factor = match rest[end..].chars().next()? {
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds += number.checked_mul(factor)?;
        rest = &rest[end + 1..];
    }
    Some(seconds)
}
