//! The values in `graph_action::types`, beside a user's own and in calls.

use graph_action::types::{
    Attendee, AttendeeBase, AttendeeType, DateTimeTimeZone, Importance, ItemBody, Location, PatternedRecurrence,
    Recipient, RecurrencePattern, RecurrenceRange, TimeConstraint, TimeSlot,
};
use graph_action::{Entity, Graph, Page, Patch, Result, graph_action, graph_api, graph_entity};
use graph_action_emulator::Emulator;
use serde_json::{Value, json};

/// A recipient of the user's own, with a field less.
#[graph_entity("emailAddress")]
#[derive(Debug)]
struct Address {
    address: Option<String>,
}

#[graph_entity("recipient")]
#[derive(Debug)]
struct Person {
    email_address: Option<Address>,
}

#[graph_entity("message")]
#[derive(Debug)]
struct Message {
    from: Option<Person>,
    to_recipients: Vec<Recipient>,
    importance: Option<Importance>,
    body: Option<ItemBody>,
}

#[graph_entity("event")]
#[derive(Default)]
struct EventChange {
    start: Patch<DateTimeTimeZone>,
    end: Patch<DateTimeTimeZone>,
    location: Patch<Location>,
    recurrence: Patch<PatternedRecurrence>,
    attendees: Patch<Vec<Attendee>>,
}

#[graph_entity("event")]
struct Event {
    id: String,
    start: Option<DateTimeTimeZone>,
    attendees: Vec<Attendee>,
}

#[graph_entity("meetingTimeSuggestionsResult")]
struct Found {
    empty_suggestions_reason: Option<String>,
}

#[graph_api]
trait Calendar {
    #[graph_action(GET, "/events", scope = "Calendars.Read")]
    async fn list(&self) -> Result<Page<Event>>;

    #[graph_action(PATCH, "/events/<id>", scope = "Calendars.ReadWrite")]
    async fn change(&self, id: &str, #[body] change: &EventChange) -> Result<Event>;

    #[graph_action(POST, "/findMeetingTimes", scope = "Calendars.Read.Shared")]
    async fn find(&self, attendees: &[AttendeeBase], time_constraint: &TimeConstraint) -> Result<Found>;
}

#[test]
fn own_types_and_shipped_ones_mix() {
    let message: Message = serde_json::from_value(json!({
        "from": {"emailAddress": {"name": "Megan", "address": "megan@contoso.com"}},
        "toRecipients": [{"emailAddress": {"name": "Alex", "address": "alex@contoso.com"}}],
        "importance": "urgent",
        "body": {"contentType": "html", "content": "<p>Hello</p>"},
    }))
    .unwrap();
    assert_eq!(message.from.unwrap().email_address.unwrap().address.as_deref(), Some("megan@contoso.com"));
    let to = &message.to_recipients[0];
    assert_eq!((to.name(), to.address()), (Some("Alex"), Some("alex@contoso.com")));
    assert_eq!(message.importance, Some(Importance::Other("urgent".to_owned())));
    assert_eq!(message.body, Some(ItemBody::html("<p>Hello</p>")));
    assert_eq!((Person::TYPE, Recipient::TYPE), ("recipient", "recipient"));
}

#[test]
fn a_change_sends_what_was_set() {
    let change = EventChange {
        start: DateTimeTimeZone::new("2026-11-25T09:00:00", "Pacific Standard Time").into(),
        location: Patch::Clear,
        recurrence: PatternedRecurrence::new(RecurrencePattern::daily(2), RecurrenceRange::no_end("2026-11-25")).into(),
        ..EventChange::default()
    };
    let expected = json!({
        "start": {"dateTime": "2026-11-25T09:00:00", "timeZone": "Pacific Standard Time"},
        "location": null,
        "recurrence": {
            "pattern": {"type": "daily", "interval": 2},
            "range": {"type": "noEnd", "startDate": "2026-11-25"},
        },
    });
    assert_eq!(serde_json::to_value(change).unwrap(), expected);
}

#[test]
fn a_recurrence_is_read_as_graph_writes_it() {
    let recurrence: PatternedRecurrence = serde_json::from_value(json!({
        "pattern": {
            "type": "weekly", "interval": 1, "month": 0, "dayOfMonth": 0, "daysOfWeek": ["monday"],
            "firstDayOfWeek": "sunday", "index": "first",
        },
        "range": {
            "type": "endDate", "startDate": "2017-09-04", "endDate": "2017-12-31",
            "recurrenceTimeZone": "Pacific Standard Time", "numberOfOccurrences": 0,
        },
    }))
    .unwrap();
    let range = RecurrenceRange {
        recurrence_time_zone: Some("Pacific Standard Time".to_owned()),
        number_of_occurrences: Some(0),
        ..RecurrenceRange::until("2017-09-04", "2017-12-31")
    };
    assert_eq!(recurrence.range, Some(range));
}

#[tokio::test]
async fn they_are_sent_and_received() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().tenant().start().await?;
    let graph = Graph::builder().bearer_token("any").base_url(emulator.url()).build()?;
    let calendar = CalendarClient::new(graph.me());
    let events = calendar.list().await?.value;
    assert!(events.iter().all(|event| event.start.as_ref().is_some_and(|start| start.time_zone.is_some())));
    let guests = vec![Attendee::new("megan@contoso.com", AttendeeType::Optional)];
    let (start, end) = (DateTimeTimeZone::utc("2026-12-02T18:00:00"), DateTimeTimeZone::utc("2026-12-02T19:00:00"));
    let change = EventChange {
        start: start.clone().into(),
        end: end.clone().into(),
        attendees: guests.clone().into(),
        ..EventChange::default()
    };
    let changed = calendar.change(&events[0].id, &change).await?;
    assert_eq!(changed.attendees[0].email_address, guests[0].email_address);
    let body = emulator.requests().pop().map(|request| String::from_utf8_lossy(request.body()).into_owned());
    assert!(body.is_some_and(|body| !body.contains("@odata.type")), "the declared type is that of the value");

    let guests = [AttendeeBase::new("megan@contoso.com", AttendeeType::Required)];
    calendar.find(&guests, &TimeConstraint::new([TimeSlot::new(start, end)])).await?;
    let body: Option<Value> =
        emulator.requests().pop().map(|request| serde_json::from_slice(request.body())).transpose()?;
    let expected = json!({
        "attendees": [{"emailAddress": {"address": "megan@contoso.com"}, "type": "required"}],
        "timeConstraint": {"timeSlots": [{
            "start": {"dateTime": "2026-12-02T18:00:00", "timeZone": "UTC"},
            "end": {"dateTime": "2026-12-02T19:00:00", "timeZone": "UTC"},
        }]},
    });
    assert_eq!(body, Some(expected));
    Ok(())
}
