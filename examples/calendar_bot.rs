//! A calendar bot: answers an invitation, finds a time at which everybody is free, books a weekly meeting, and moves
//! what collides with it.
//!
//! `cargo run --example calendar_bot` needs nothing: it runs against the emulator's ready tenant.

use graph_action::types::{
    AttendeeBase, AttendeeType, DateTimeError, DateTimeTimeZone, DayOfWeek, Location, PatternedRecurrence, Recipient,
    RecurrencePattern, RecurrenceRange, ResponseStatus, ResponseType, TimeConstraint, TimeSlot,
};
use graph_action::{Call, Graph, Page, Patch, Result, graph_action, graph_api, graph_entity};
use graph_action_emulator::Emulator;
use graph_action_examples::Failure;
use jiff::civil::{self, DateTime, date};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

#[graph_entity("event")]
struct Event {
    id: String,
    subject: Option<String>,
    #[graph(required)]
    start: DateTimeTimeZone,
    #[graph(required)]
    end: DateTimeTimeZone,
    organizer: Option<Recipient>,
    response_status: Option<ResponseStatus>,
    #[graph(etag)]
    version: Option<String>,
}

#[graph_entity("event")]
struct NewEvent<'a> {
    subject: Option<&'a str>,
    start: Option<DateTimeTimeZone>,
    end: Option<DateTimeTimeZone>,
    attendees: Vec<AttendeeBase>,
    recurrence: Option<PatternedRecurrence>,
}

#[graph_entity("event")]
#[derive(Default)]
struct EventChange {
    start: Patch<DateTimeTimeZone>,
    end: Patch<DateTimeTimeZone>,
    location: Patch<Location>,
    #[graph(etag)]
    version: Option<String>,
}

#[graph_entity("meetingTimeSuggestion")]
struct Suggestion {
    meeting_time_slot: Option<TimeSlot>,
}

#[graph_entity("meetingTimeSuggestionsResult")]
struct Suggestions {
    meeting_time_suggestions: Vec<Suggestion>,
}

#[graph_entity("scheduleInformation")]
struct Schedule {
    schedule_id: Option<String>,
    availability_view: Option<String>,
}

#[graph_entity("workingHours")]
struct WorkingHours {
    start_time: Option<civil::Time>,
    end_time: Option<civil::Time>,
}

#[graph_api]
trait Bot {
    #[graph_action(GET, "/mailboxSettings/workingHours", scope = "MailboxSettings.Read")]
    async fn working_hours(&self) -> Result<WorkingHours>;

    #[graph_action(POST, "/findMeetingTimes", scope = "Calendars.Read.Shared")]
    async fn find_times(
        &self,
        attendees: &[AttendeeBase],
        time_constraint: &TimeConstraint,
        meeting_duration: SignedDuration,
        max_candidates: i32,
    ) -> Result<Suggestions>;

    #[graph_action(POST, "/calendar/getSchedule", scope = "Calendars.ReadBasic")]
    fn schedules(
        &self,
        schedules: &[&str],
        start_time: &DateTimeTimeZone,
        end_time: &DateTimeTimeZone,
    ) -> Call<Page<Schedule>>;

    #[graph_action(
        GET,
        "/calendarView?startDateTime=<start>&endDateTime=<end>&$orderby=start/dateTime",
        scope = "Calendars.Read"
    )]
    fn between(&self, start: Timestamp, end: Timestamp) -> Call<Page<Event>>;

    #[graph_action(GET, "/events/<id>", scope = "Calendars.Read")]
    async fn event(&self, id: &str) -> Result<Event>;

    #[graph_action(GET, "/events/<id>/instances?startDateTime=<start>&endDateTime=<end>", scope = "Calendars.Read")]
    fn instances(&self, id: &str, start: Timestamp, end: Timestamp) -> Call<Page<Event>>;

    #[graph_action(POST, "/events", scope = "Calendars.ReadWrite")]
    async fn book(&self, #[body] event: &NewEvent<'_>) -> Result<Event>;

    #[graph_action(PATCH, "/events/<id>", scope = "Calendars.ReadWrite")]
    async fn change(&self, id: &str, #[body] change: &EventChange) -> Result<Event>;

    #[graph_action(DELETE, "/events/<id>", scope = "Calendars.ReadWrite")]
    async fn delete(&self, id: &str) -> Result<()>;

    #[graph_action(POST, "/events/<id>/cancel", scope = "Calendars.ReadWrite")]
    async fn cancel(&self, id: &str, comment: &str) -> Result<()>;

    #[graph_action(POST, "/events/<id>/accept", scope = "Calendars.ReadWrite")]
    async fn accept(&self, id: &str, comment: Option<&str>) -> Result<()>;

    #[graph_action(POST, "/events/<id>/decline", scope = "Calendars.ReadWrite")]
    async fn decline(&self, id: &str, comment: &str, proposed_new_time: &TimeSlot) -> Result<()>;

    #[graph_action(POST, "/events/<id>/forward", scope = "Calendars.Read")]
    async fn forward(&self, id: &str, to_recipients: &[Recipient], comment: &str) -> Result<()>;
}

/// This many hours in UTC.
fn slot(start: DateTime, hours: i64) -> TimeSlot {
    let end = start.saturating_add(SignedDuration::from_hours(hours));
    TimeSlot::new((start, "UTC"), (end, "UTC"))
}

impl<'a> NewEvent<'a> {
    fn new(subject: &'a str, slot: TimeSlot) -> Self {
        Self {
            subject: Some(subject),
            start: Some(slot.start),
            end: Some(slot.end),
            attendees: Vec::new(),
            recurrence: None,
        }
    }
}

impl Event {
    fn is_invitation(&self) -> bool {
        let response = self.response_status.as_ref().and_then(|status| status.response.as_ref());
        response == Some(&ResponseType::NotResponded)
    }

    /// When it begins and ends.
    fn time(&self) -> Result<(DateTime, DateTime), DateTimeError> {
        Ok((DateTime::try_from(&self.start)?, DateTime::try_from(&self.end)?))
    }

    fn subject(&self) -> &str {
        self.subject.as_deref().unwrap_or("(no subject)")
    }

    fn organizer(&self) -> &str {
        self.organizer.as_ref().and_then(Recipient::address).unwrap_or("(nobody)")
    }
}

/// Accepts what is new in this time, and declines what collides with an event that is older, with a later time instead.
async fn answer(bot: &impl Bot, start: Timestamp, end: Timestamp) -> Result<Vec<String>, Failure> {
    let events = bot.between(start, end).items().try_collect().await?;
    let (new, old): (Vec<Event>, Vec<Event>) = events.into_iter().partition(Event::is_invitation);
    let mut answers = Vec::new();
    for event in new {
        let (subject, organizer) = (event.subject(), event.organizer());
        let (start, end) = event.time()?;
        let mut collides = None;
        for other in &old {
            let (from, to) = other.time()?;
            if start < to && from < end {
                collides = Some((other, to));
            }
        }
        let Some((other, later)) = collides else {
            bot.accept(&event.id, None).await?;
            answers.push(format!("accepted {subject} of {organizer}"));
            continue;
        };
        let reason = format!("I have {} at that time.", other.subject());
        bot.decline(&event.id, &reason, &slot(later, 1)).await?;
        answers.push(format!("declined {subject} of {organizer}: {reason}"));
    }
    Ok(answers)
}

/// Books an hour on four Wednesdays, the first one within this slot. `None` when not all are free at the same time.
async fn plan(
    bot: &impl Bot,
    subject: &str,
    guests: Vec<AttendeeBase>,
    within: TimeSlot,
) -> Result<Option<Event>, Failure> {
    let found = bot.find_times(&guests, &TimeConstraint::new([within]), SignedDuration::from_hours(1), 3).await?;
    let slot = found.meeting_time_suggestions.into_iter().find_map(|suggestion| suggestion.meeting_time_slot);
    let Some(slot) = slot else { return Ok(None) };
    let pattern = RecurrencePattern::weekly(1, [DayOfWeek::Wednesday]);
    let range = RecurrenceRange::numbered(DateTime::try_from(&slot.start)?.date(), 4);
    let recurrence = Some(PatternedRecurrence::new(pattern, range));
    let event = NewEvent { attendees: guests, recurrence, ..NewEvent::new(subject, slot) };
    Ok(Some(bot.book(&event).await?))
}

/// Moves an event, unless somebody changes it meanwhile. Its place is not known any more.
async fn move_to(bot: &impl Bot, id: &str, start: DateTime) -> Result<Event> {
    let version = bot.event(id).await?.version;
    let TimeSlot { start, end } = slot(start, 1);
    bot.change(id, &EventChange { start: start.into(), end: end.into(), location: Patch::Clear, version }).await
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let emulator = Emulator::builder().tenant().start().await?;
    let graph = Graph::builder().bearer_token("any-token-will-do").base_url(emulator.url()).build()?;
    let bot = BotClient::new(graph.me());
    invite(&emulator)?;
    if let WorkingHours { start_time: Some(start), end_time: Some(end) } = bot.working_hours().await? {
        println!("my working day is from {start} to {end}");
    }

    let (start, end) = ("2026-11-25T00:00:00Z".parse()?, "2026-12-05T00:00:00Z".parse()?);
    for line in answer(&bot, start, end).await? {
        println!("{line}");
    }

    let next = date(2026, 12, 2);
    let morning = slot(date(2026, 11, 25).at(9, 0, 0, 0), 3);
    let guests = vec![
        AttendeeBase::new("megan@contoso.com", AttendeeType::Required),
        AttendeeBase::new("alex@contoso.com", AttendeeType::Optional),
    ];
    let planning = plan(&bot, "Planning", guests, morning).await?.ok_or_else(|| Failure::new("nobody is free"))?;
    println!("planning takes place {} times until {end}", bot.instances(&planning.id, start, end).await?.value.len());
    bot.forward(&planning.id, &[Recipient::new("diego@contoso.com")], "Do you come, too?").await?;
    let (from, to) = ((next.at(8, 0, 0, 0), "UTC").into(), (next.at(12, 0, 0, 0), "UTC").into());
    for Schedule { schedule_id, availability_view } in bot.schedules(&["megan@contoso.com"], &from, &to).await?.value {
        println!("{}: {}", schedule_id.unwrap_or_default(), availability_view.unwrap_or_default());
    }

    let dinner = bot.book(&NewEvent::new("Dinner", slot(next.at(9, 30, 0, 0), 1))).await?;
    move_to(&bot, &dinner.id, next.at(18, 0, 0, 0)).await?;
    for event in bot.between(start, end).items().try_collect().await? {
        println!("  {}  {}", event.time()?.0, event.subject());
    }
    bot.cancel(&planning.id, "We have planned enough.").await?;
    bot.delete(&dinner.id).await?;
    Ok(())
}

/// Others invite to two meetings; one is at the time of the launch review.
fn invite(emulator: &Emulator) -> graph_action_emulator::Result<()> {
    let invitation = |subject: &str, from: &str, start: &str, end: &str| {
        json!({
            "subject": subject,
            "start": { "dateTime": start, "timeZone": "UTC" },
            "end": { "dateTime": end, "timeZone": "UTC" },
            "organizer": { "emailAddress": { "address": from } },
            "responseStatus": { "response": "notResponded" },
        })
    };
    let budget = invitation("Budget", "diego@contoso.com", "2026-11-25T15:00:00", "2026-11-25T16:00:00");
    let figures = invitation("Figures", "alex@contoso.com", "2026-11-26T13:30:00", "2026-11-26T14:30:00");
    emulator.seed("/users/adele@contoso.com/calendar/events", json!([budget, figures]))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use graph_action::StatusCode;

    use super::*;

    async fn tenant() -> Result<(Emulator, BotClient), Failure> {
        let emulator = Emulator::builder().tenant().start().await?;
        let graph = Graph::builder().bearer_token("any").base_url(emulator.url()).build()?;
        invite(&emulator)?;
        Ok((emulator, BotClient::new(graph.me())))
    }

    fn week() -> Result<(Timestamp, Timestamp), Failure> {
        Ok(("2026-11-25T00:00:00Z".parse()?, "2026-12-01T00:00:00Z".parse()?))
    }

    #[tokio::test]
    async fn what_collides_is_declined_with_a_later_time() -> Result<(), Failure> {
        let (emulator, bot) = tenant().await?;
        let (start, end) = week()?;
        let answers = answer(&bot, start, end).await?;
        assert_eq!(answers[0], "accepted Budget of diego@contoso.com");
        assert!(answers[1].starts_with("declined Figures of alex@contoso.com"), "{answers:?}");
        let decline = emulator.requests().pop().map(|request| String::from_utf8_lossy(request.body()).into_owned());
        let later = r#""start":{"dateTime":"2026-11-26T14:00:00","timeZone":"UTC"}"#;
        assert!(decline.is_some_and(|body| body.contains(later)));
        assert!(answer(&bot, start, end).await?.is_empty(), "all are answered");
        Ok(())
    }

    #[tokio::test]
    async fn the_first_time_at_which_everybody_is_free_is_booked() -> Result<(), Failure> {
        let (_emulator, bot) = tenant().await?;
        let morning = || slot(date(2026, 11, 25).at(9, 0, 0, 0), 3);
        let guests = || vec![AttendeeBase::new("megan@contoso.com", AttendeeType::Required)];
        let event = plan(&bot, "Planning", guests(), morning()).await?;
        let start = event.map(|event| event.time()).transpose()?.map(|(start, _)| start);
        assert_eq!(start, Some(date(2026, 11, 25).at(9, 30, 0, 0)), "after the stand-up");
        let minute = slot(date(2026, 11, 25).at(9, 0, 0, 0), 1);
        assert!(plan(&bot, "Planning", guests(), minute).await?.is_none(), "nothing is free any more");
        Ok(())
    }

    #[tokio::test]
    async fn an_event_that_was_changed_meanwhile_is_not_moved() -> Result<(), Failure> {
        let (emulator, bot) = tenant().await?;
        let evening = date(2026, 12, 2).at(18, 0, 0, 0);
        let event = bot.book(&NewEvent::new("Dinner", slot(evening, 1))).await?;
        let later = date(2026, 12, 3).at(18, 0, 0, 0);
        let moved = move_to(&bot, &event.id, later).await?;
        assert_eq!(moved.time()?.0, later);
        let sent = emulator.requests().pop();
        assert!(sent.is_some_and(|request| request.header("if-match") == event.version.as_deref()));

        let change = EventChange { location: Patch::Clear, version: event.version, ..EventChange::default() };
        let refused = bot.change(&event.id, &change).await.map(|event| event.id);
        assert!(refused.is_err_and(|error| error.status() == Some(StatusCode::PRECONDITION_FAILED)));
        Ok(())
    }
}
