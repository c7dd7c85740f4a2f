//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::{Call, Delta, Page, Result, graph_action, graph_api};
use serde::{Deserialize, Serialize};

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
    async fn create_event(&self, #[body] event: &Event) -> Result<Event>;

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

/// Graph's `attendee`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attendee {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed_new_time: Option<TimeSlot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ResponseStatus>,
    /// One of `required`, `optional`, `resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<EmailAddress>,
}

/// Graph's `attendeeAvailability`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttendeeAvailability {
    pub attendee: Option<AttendeeBase>,
    /// One of `unknown`, `free`, `tentative`, `busy`, `oof`, `workingElsewhere`.
    pub availability: Option<String>,
}

/// Graph's `attendeeBase`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttendeeBase {
    /// The type, where it is one derived from `attendeeBase`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    /// One of `required`, `optional`, `resource`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<EmailAddress>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `dateTimeTimeZone`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTimeTimeZone {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// Graph's `emailAddress`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Graph's `event`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_new_time_proposals: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendees: Option<Vec<Attendee>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<ItemBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_preview: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_occurrences: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTimeTimeZone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_attachments: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide_attendees: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub i_cal_u_id: Option<String>,
    /// One of `low`, `normal`, `high`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importance: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_all_day: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_cancelled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_draft: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_online_meeting: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_organizer: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_reminder_on: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locations: Option<Vec<Location>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_meeting: Option<OnlineMeetingInfo>,
    /// One of `unknown`, `skypeForBusiness`, `skypeForConsumer`, `teamsForBusiness`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_meeting_provider: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online_meeting_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organizer: Option<Recipient>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_end_time_zone: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_start_time_zone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<PatternedRecurrence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder_minutes_before_start: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_requested: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_status: Option<ResponseStatus>,
    /// One of `normal`, `personal`, `private`, `confidential`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series_master_id: Option<String>,
    /// One of `unknown`, `free`, `tentative`, `busy`, `oof`, `workingElsewhere`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<DateTimeTimeZone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_id: Option<String>,
    /// One of `singleInstance`, `occurrence`, `exception`, `seriesMaster`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change_key: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date_time: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `freeBusyError`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FreeBusyError {
    pub message: Option<String>,
    pub response_code: Option<String>,
}

/// Graph's `itemBody`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// One of `text`, `html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

/// Graph's `location`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// The type, where it is one derived from `location`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<PhysicalAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<OutlookGeoCoordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_email_address: Option<String>,
    /// One of `default`, `conferenceRoom`, `homeAddress`, `businessAddress`, `geoCoordinates`, `streetAddress`, `hotel`, `restaurant`, `localBusiness`, `postalAddress`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_id: Option<String>,
    /// One of `unknown`, `locationStore`, `directory`, `private`, `bing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_id_type: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `locationConstraint`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LocationConstraint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locations: Option<Vec<LocationConstraintItem>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggest_location: Option<bool>,
}

/// Graph's `locationConstraintItem`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LocationConstraintItem {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolve_availability: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<PhysicalAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<OutlookGeoCoordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_email_address: Option<String>,
    /// One of `default`, `conferenceRoom`, `homeAddress`, `businessAddress`, `geoCoordinates`, `streetAddress`, `hotel`, `restaurant`, `localBusiness`, `postalAddress`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_id: Option<String>,
    /// One of `unknown`, `locationStore`, `directory`, `private`, `bing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_id_type: Option<String>,
}

/// Graph's `meetingTimeSuggestion`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MeetingTimeSuggestion {
    pub attendee_availability: Option<Vec<AttendeeAvailability>>,
    pub confidence: Option<f64>,
    pub locations: Option<Vec<Location>>,
    pub meeting_time_slot: Option<TimeSlot>,
    pub order: Option<i32>,
    /// One of `unknown`, `free`, `tentative`, `busy`, `oof`, `workingElsewhere`.
    pub organizer_availability: Option<String>,
    pub suggestion_reason: Option<String>,
}

/// Graph's `meetingTimeSuggestionsResult`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MeetingTimeSuggestionsResult {
    pub empty_suggestions_reason: Option<String>,
    pub meeting_time_suggestions: Option<Vec<MeetingTimeSuggestion>>,
}

/// Graph's `onlineMeetingInfo`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OnlineMeetingInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phones: Option<Vec<Phone>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quick_dial: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toll_free_numbers: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toll_number: Option<String>,
}

/// Graph's `outlookGeoCoordinates`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutlookGeoCoordinates {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude_accuracy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
}

/// Graph's `patternedRecurrence`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PatternedRecurrence {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<RecurrencePattern>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<RecurrenceRange>,
}

/// Graph's `phone`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Phone {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// One of `home`, `business`, `mobile`, `other`, `assistant`, `homeFax`, `businessFax`, `otherFax`, `pager`, `radio`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Graph's `physicalAddress`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PhysicalAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_or_region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
}

/// Graph's `recipient`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// The type, where it is one derived from `recipient`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<EmailAddress>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `recurrencePattern`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecurrencePattern {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_of_month: Option<i32>,
    /// One of `sunday`, `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_of_week: Option<Vec<String>>,
    /// One of `sunday`, `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_day_of_week: Option<String>,
    /// One of `first`, `second`, `third`, `fourth`, `last`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<i32>,
    /// One of `daily`, `weekly`, `absoluteMonthly`, `relativeMonthly`, `absoluteYearly`, `relativeYearly`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Graph's `recurrenceRange`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecurrenceRange {
    /// A date, `2026-08-03`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_occurrences: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence_time_zone: Option<String>,
    /// A date, `2026-08-03`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// One of `endDate`, `noEnd`, `numbered`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// Graph's `reminder`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
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

/// Graph's `responseStatus`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResponseStatus {
    /// One of `none`, `organizer`, `tentativelyAccepted`, `accepted`, `declined`, `notResponded`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// A time, `2026-08-03T12:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

/// Graph's `scheduleInformation`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleInformation {
    pub availability_view: Option<String>,
    pub error: Option<FreeBusyError>,
    pub schedule_id: Option<String>,
    pub schedule_items: Option<Vec<ScheduleItem>>,
    pub working_hours: Option<WorkingHours>,
}

/// Graph's `scheduleItem`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleItem {
    pub end: Option<DateTimeTimeZone>,
    pub is_private: Option<bool>,
    pub location: Option<String>,
    pub start: Option<DateTimeTimeZone>,
    /// One of `unknown`, `free`, `tentative`, `busy`, `oof`, `workingElsewhere`.
    pub status: Option<String>,
    pub subject: Option<String>,
}

/// Graph's `timeConstraint`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeConstraint {
    /// One of `unknown`, `work`, `personal`, `unrestricted`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_slots: Option<Vec<TimeSlot>>,
}

/// Graph's `timeSlot`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeSlot {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTimeTimeZone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<DateTimeTimeZone>,
}

/// Graph's `timeZoneBase`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeZoneBase {
    /// The type, where it is one derived from `timeZoneBase`: `#microsoft.graph.…`.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    pub name: Option<String>,
    /// What the schema does not declare here.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Graph's `workingHours`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkingHours {
    /// One of `sunday`, `monday`, `tuesday`, `wednesday`, `thursday`, `friday`, `saturday`.
    pub days_of_week: Option<Vec<String>>,
    /// A time of day, `12:00:00`.
    pub end_time: Option<String>,
    /// A time of day, `12:00:00`.
    pub start_time: Option<String>,
    pub time_zone: Option<TimeZoneBase>,
}
