//! Finds a time at which everybody is free, books a weekly meeting, and moves what collides with it.
//!
//! `cargo run --example calendar_bot` needs nothing: it runs against the emulator's ready tenant.

use graph_action::{Call, Graph, Page, graph_action, graph_api};
use graph_action_emulator::Emulator;
use graph_action_examples::Failure;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Time {
    date_time: String,
    time_zone: String,
}

#[derive(Deserialize)]
struct Event {
    id: String,
    subject: Option<String>,
    start: Time,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Suggestions {
    meeting_time_suggestions: Vec<Suggestion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Suggestion {
    meeting_time_slot: Slot,
}

#[derive(Deserialize, Serialize)]
struct Slot {
    start: Time,
    end: Time,
}

#[graph_api]
trait Calendar {
    #[graph_action(POST, "/findMeetingTimes", scope = "Calendars.Read.Shared")]
    fn find_times(
        &self,
        attendees: &[Value],
        time_constraint: &Value,
        meeting_duration: &str,
        max_candidates: i32,
    ) -> Call<Suggestions>;

    #[graph_action(POST, "/events", scope = "Calendars.ReadWrite")]
    fn book(&self, #[body] event: &Value) -> Call<Event>;

    #[graph_action(
        GET,
        "/calendarView?startDateTime=<start>&endDateTime=<end>&$select=id,subject,start&$orderby=start/dateTime",
        scope = "Calendars.ReadBasic"
    )]
    fn between(&self, start: &str, end: &str) -> Call<Page<Event>>;

    #[graph_action(PATCH, "/events/<id>", scope = "Calendars.ReadWrite")]
    fn change(&self, id: &str, #[body] change: &Value) -> Call<Event>;
}

fn time(date_time: &str) -> Value {
    json!({ "dateTime": date_time, "timeZone": "UTC" })
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let emulator = Emulator::builder().tenant().start().await?;
    let graph = Graph::builder().bearer_token("any-token-will-do").base_url(emulator.url()).build()?;
    let calendar = CalendarClient::new(graph.me());

    let megan = json!({ "type": "required", "emailAddress": { "address": "megan@contoso.com" } });
    let morning = json!({ "start": time("2026-11-25T09:00:00"), "end": time("2026-11-25T12:00:00") });
    let constraint = json!({ "timeSlots": [morning] });
    let found = calendar.find_times(std::slice::from_ref(&megan), &constraint, "PT1H", 3).await?;
    let slot = &found.meeting_time_suggestions.first().ok_or_else(|| Failure::new("nobody is free"))?.meeting_time_slot;
    println!("everybody is free at {} {}", slot.start.date_time, slot.start.time_zone);

    let weekly = json!({
        "subject": "Planning",
        "start": slot.start,
        "end": slot.end,
        "attendees": [megan],
        "recurrence": {
            "pattern": { "type": "weekly", "interval": 1, "daysOfWeek": ["wednesday"] },
            "range": { "type": "numbered", "startDate": "2026-11-25", "numberOfOccurrences": 4 },
        },
    });
    calendar.book(&weekly).await?;

    let dinner = json!({
        "subject": "Dinner", "start": time("2026-12-02T09:30:00"), "end": time("2026-12-02T10:30:00"),
    });
    let dinner = calendar.book(&dinner).await?;
    let change = json!({ "start": time("2026-12-02T18:00:00"), "end": time("2026-12-02T19:00:00") });
    let moved = calendar.change(&dinner.id, &change).await?;
    println!("dinner is at {} now\n", moved.start.date_time);

    let week = calendar.between("2026-11-30T00:00:00Z", "2026-12-05T00:00:00Z").await?;
    for event in &week.value {
        println!("{}  {}", event.start.date_time, event.subject.as_deref().unwrap_or("(no subject)"));
    }
    assert_eq!(week.value.len(), 4, "two stand-ups, planning and dinner");
    Ok(())
}
