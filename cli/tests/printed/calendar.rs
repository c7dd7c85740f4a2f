//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::types::{
    Attendee, AttendeeBase, DateTimeTimeZone, DayOfWeek, Importance, ItemBody, Location,
    LocationType, LocationUniqueIdType, OutlookGeoCoordinates, PatternedRecurrence, PhysicalAddress,
    Recipient, TimeConstraint, TimeSlot,
};
use graph_action::{Call, Delta, Page, Result, graph_action, graph_api, graph_entity};

/// Its client is made with `graph.me()` or `graph.user(id)`.
#[graph_api]
pub trait UserApi {
    /// Lists `calendarView`, page by page.
    #[graph_action(
        GET,
        "/calendarView?startDateTime=<start>&endDateTime=<end>",
        scope = "Calendars.ReadBasic"
    )]
    fn list_calendar_view(&self, start: &str, end: &str) -> Call<Page<Event>>;

    /// Calls the function `delta` of `Collection(event)`.
    #[graph_action(GET, "/events/delta", scope = "Calendars.ReadBasic")]
    fn delta(&self) -> Call<Delta<Event>>;

    /// Lists `instances`, page by page.
    #[graph_action(
        GET,
        "/calendars/<calendar_id>/events/<event_id>/instances?startDateTime=<start_date_time>&endDateTime=<end_date_time>",
        scope = "Calendars.ReadBasic"
    )]
    fn list_instances(
        &self,
        calendar_id: &str,
        event_id: &str,
        start_date_time: &str,
        end_date_time: &str,
    ) -> Call<Page<Event>>;

    /// Calls the function `reminderView` of `user`.
    #[graph_action(
        GET,
        "/reminderView(StartDateTime='<start>',EndDateTime='<end>')",
        scope = "Calendars.ReadBasic"
    )]
    fn reminder_view(&self, start: &str, end: &str) -> Call<Page<Reminder>>;

    /// Creates one of `events`.
    #[graph_action(POST, "/events", scope = "Calendars.ReadWrite")]
    async fn create_event(&self, #[body] event: &NewEvent) -> Result<Event>;

    /// Calls the action `findMeetingTimes` of `user`.
    #[allow(clippy::too_many_arguments, reason = "Graph takes as many")]
    #[graph_action(POST, "/findMeetingTimes", scope = "Calendars.Read.Shared")]
    async fn find_meeting_times(
        &self,
        attendees: Option<&[AttendeeBase]>,
        location_constraint: Option<&LocationConstraint>,
        time_constraint: Option<&TimeConstraint>,
        meeting_duration: Option<&str>,
        max_candidates: Option<i32>,
        is_organizer_optional: Option<bool>,
        return_suggestion_reasons: Option<bool>,
        minimum_attendee_percentage: Option<f64>,
    ) -> Result<MeetingTimeSuggestionsResult>;

    /// Calls the action `accept` of `event`.
    #[graph_action(POST, "/events/<id>/accept", scope = "Calendars.ReadWrite")]
    async fn accept(
        &self,
        id: &str,
        send_response: Option<bool>,
        comment: Option<&str>,
    ) -> Result<()>;

    /// Calls the action `getSchedule` of `calendar`.
    #[graph_action(POST, "/calendar/getSchedule", scope = "Calendars.ReadBasic")]
    fn get_schedule(
        &self,
        schedules: Option<&[&str]>,
        end_time: Option<&DateTimeTimeZone>,
        start_time: Option<&DateTimeTimeZone>,
        availability_view_interval: Option<i32>,
    ) -> Call<Page<ScheduleInformation>>;
}

/// Graph's `attendeeAvailability`.
#[graph_entity("attendeeAvailability")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttendeeAvailability {
    pub attendee: Option<AttendeeBase>,
    pub availability: Option<FreeBusyStatus>,
}

/// Graph's `event`.
#[graph_entity("event")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    pub id: String,
    pub subject: Option<String>,
    pub importance: Option<Importance>,
    pub has_attachments: Option<bool>,
    pub start: Option<DateTimeTimeZone>,
    pub end: Option<DateTimeTimeZone>,
    pub is_all_day: Option<bool>,
    pub location: Option<Location>,
    pub organizer: Option<Recipient>,
    /// A time, `2026-08-03T12:00:00Z`.
    pub last_modified_date_time: Option<String>,
}

/// Graph's `freeBusyError`.
#[graph_entity("freeBusyError")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FreeBusyError {
    pub message: Option<String>,
    pub response_code: Option<String>,
}

/// Graph's `locationConstraint`.
#[graph_entity("locationConstraint")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocationConstraint {
    pub is_required: Option<bool>,
    pub locations: Option<Vec<LocationConstraintItem>>,
    pub suggest_location: Option<bool>,
}

/// Graph's `locationConstraintItem`.
#[graph_entity("locationConstraintItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocationConstraintItem {
    pub resolve_availability: Option<bool>,
    pub address: Option<PhysicalAddress>,
    pub coordinates: Option<OutlookGeoCoordinates>,
    pub display_name: Option<String>,
    pub location_email_address: Option<String>,
    pub location_type: Option<LocationType>,
    pub location_uri: Option<String>,
    pub unique_id: Option<String>,
    pub unique_id_type: Option<LocationUniqueIdType>,
}

/// Graph's `meetingTimeSuggestion`.
#[graph_entity("meetingTimeSuggestion")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingTimeSuggestion {
    pub attendee_availability: Vec<AttendeeAvailability>,
    pub confidence: Option<f64>,
    pub locations: Vec<Location>,
    pub meeting_time_slot: Option<TimeSlot>,
    pub order: Option<i32>,
    pub organizer_availability: Option<FreeBusyStatus>,
    pub suggestion_reason: Option<String>,
}

/// Graph's `meetingTimeSuggestionsResult`.
#[graph_entity("meetingTimeSuggestionsResult")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingTimeSuggestionsResult {
    pub empty_suggestions_reason: Option<String>,
    pub meeting_time_suggestions: Vec<MeetingTimeSuggestion>,
}

/// The properties of a new `event`.
#[graph_entity("event")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewEvent {
    pub subject: Option<String>,
    pub importance: Option<Importance>,
    pub start: Option<DateTimeTimeZone>,
    pub end: Option<DateTimeTimeZone>,
    pub is_all_day: Option<bool>,
    pub location: Option<Location>,
    pub organizer: Option<Recipient>,
    pub body: Option<ItemBody>,
    pub attendees: Option<Vec<Attendee>>,
    pub is_reminder_on: Option<bool>,
    pub recurrence: Option<PatternedRecurrence>,
    pub transaction_id: Option<String>,
    pub allow_new_time_proposals: Option<bool>,
    pub hide_attendees: Option<bool>,
    pub is_online_meeting: Option<bool>,
    pub locations: Option<Vec<Location>>,
    pub online_meeting_provider: Option<OnlineMeetingProviderType>,
    pub reminder_minutes_before_start: Option<i32>,
    pub response_requested: Option<bool>,
    pub sensitivity: Option<Sensitivity>,
    pub show_as: Option<FreeBusyStatus>,
    pub r#type: Option<EventType>,
    pub categories: Option<Vec<String>>,
}

/// Graph's `reminder`.
#[graph_entity("reminder")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reminder {
    pub change_key: Option<String>,
    pub event_end_time: Option<DateTimeTimeZone>,
    pub event_id: Option<String>,
    pub event_location: Option<Location>,
    pub event_start_time: Option<DateTimeTimeZone>,
    pub event_subject: Option<String>,
    pub event_web_link: Option<String>,
    pub reminder_fire_time: Option<DateTimeTimeZone>,
}

/// Graph's `scheduleInformation`.
#[graph_entity("scheduleInformation")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleInformation {
    pub availability_view: Option<String>,
    pub error: Option<FreeBusyError>,
    pub schedule_id: Option<String>,
    pub schedule_items: Vec<ScheduleItem>,
    pub working_hours: Option<WorkingHours>,
}

/// Graph's `scheduleItem`.
#[graph_entity("scheduleItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleItem {
    pub end: Option<DateTimeTimeZone>,
    pub is_private: Option<bool>,
    pub location: Option<String>,
    pub start: Option<DateTimeTimeZone>,
    pub status: Option<FreeBusyStatus>,
    pub subject: Option<String>,
}

/// Graph's `timeZoneBase`.
#[graph_entity("timeZoneBase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeZoneBase {
    pub name: Option<String>,
}

/// Graph's `workingHours`.
#[graph_entity("workingHours")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkingHours {
    pub days_of_week: Vec<DayOfWeek>,
    /// A time of day, `12:00:00`.
    pub end_time: Option<String>,
    /// A time of day, `12:00:00`.
    pub start_time: Option<String>,
    pub time_zone: Option<TimeZoneBase>,
}

/// Graph's `eventType`.
#[graph_entity("eventType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventType {
    SingleInstance,
    Occurrence,
    Exception,
    SeriesMaster,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `freeBusyStatus`.
#[graph_entity("freeBusyStatus")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FreeBusyStatus {
    Unknown,
    Free,
    Tentative,
    Busy,
    Oof,
    WorkingElsewhere,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `onlineMeetingProviderType`.
#[graph_entity("onlineMeetingProviderType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnlineMeetingProviderType {
    Unknown,
    SkypeForBusiness,
    SkypeForConsumer,
    TeamsForBusiness,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `sensitivity`.
#[graph_entity("sensitivity")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    Normal,
    Personal,
    Private,
    Confidential,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
