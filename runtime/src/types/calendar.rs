//! Who comes to an event, and when.

use super::date_time::DateTimeTimeZone;
use super::message::EmailAddress;
use crate::graph_entity;

/// What an attendee is to an event: Graph's `attendeeType`.
#[graph_entity("attendeeType", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttendeeType {
    /// Has to come.
    Required,
    /// May come.
    Optional,
    /// A room or a piece of equipment.
    Resource,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Who is wanted at a meeting, for finding times: Graph's `attendeeBase`.
#[graph_entity("attendeeBase", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttendeeBase {
    /// The name and the address.
    pub email_address: Option<EmailAddress>,
    /// Whether the attendee has to come.
    pub r#type: Option<AttendeeType>,
}

impl AttendeeBase {
    /// Somebody or something that comes to a meeting.
    #[must_use]
    pub fn new(address: impl Into<EmailAddress>, r#type: AttendeeType) -> Self {
        Self { email_address: Some(address.into()), r#type: Some(r#type) }
    }
}

/// Who is invited to an event: Graph's `attendee`.
#[graph_entity("attendee", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendee {
    /// The name and the address.
    pub email_address: Option<EmailAddress>,
    /// Whether the attendee has to come.
    pub r#type: Option<AttendeeType>,
    /// The answer, and when it came. Graph sets it.
    pub status: Option<ResponseStatus>,
    /// Another time that the attendee proposed.
    pub proposed_new_time: Option<TimeSlot>,
}

impl Attendee {
    /// Somebody or something that is invited.
    #[must_use]
    pub fn new(address: impl Into<EmailAddress>, r#type: AttendeeType) -> Self {
        Self { email_address: Some(address.into()), r#type: Some(r#type), ..Self::default() }
    }
}

/// An answer to an invitation: Graph's `responseType`.
#[graph_entity("responseType", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseType {
    /// There is nothing to answer: an appointment without attendees.
    None,
    /// It is the organizer.
    Organizer,
    /// May come.
    TentativelyAccepted,
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// Has not answered.
    NotResponded,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// The answer to an invitation, and when it came: Graph's `responseStatus`.
#[graph_entity("responseStatus", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseStatus {
    /// The answer.
    pub response: Option<ResponseType>,
    /// When it came, in UTC: `2019-03-15T12:00:00Z`. `0001-01-01T00:00:00Z` where there is none.
    pub time: Option<String>,
}

/// A time with a beginning and an end: Graph's `timeSlot`.
#[graph_entity("timeSlot", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeSlot {
    /// When it begins.
    pub start: DateTimeTimeZone,
    /// When it ends.
    pub end: DateTimeTimeZone,
}

impl TimeSlot {
    /// The time from `start` to `end`.
    #[must_use]
    pub fn new(start: impl Into<DateTimeTimeZone>, end: impl Into<DateTimeTimeZone>) -> Self {
        Self { start: start.into(), end: end.into() }
    }
}

/// What kind of time a meeting is to be in: Graph's `activityDomain`.
#[graph_entity("activityDomain", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActivityDomain {
    /// It is not known.
    Unknown,
    /// The working hours: what Graph takes when nothing is said.
    Work,
    /// Working hours, and weekends.
    Personal,
    /// Any time.
    Unrestricted,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// When a meeting may take place, for finding times: Graph's `timeConstraint`.
#[graph_entity("timeConstraint", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeConstraint {
    /// What kind of time it is.
    pub activity_domain: Option<ActivityDomain>,
    /// The times that are possible.
    pub time_slots: Vec<TimeSlot>,
}

impl TimeConstraint {
    /// One of these times, within working hours.
    #[must_use]
    pub fn new(time_slots: impl IntoIterator<Item = TimeSlot>) -> Self {
        Self { activity_domain: None, time_slots: time_slots.into_iter().collect() }
    }
}
