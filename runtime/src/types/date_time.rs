//! [`DateTimeTimeZone`]: a date and time on the clocks of a time zone.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use std::fmt;

use crate::graph_entity;

/// Names by which Graph and its clients call UTC.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
const UTC: [&str; 3] = ["UTC", "Etc/UTC", "tzone://Microsoft/Utc"];

/// A date and time on the clocks of a time zone: Graph's `dateTimeTimeZone`.
///
/// The features `jiff`, `chrono` and `time` convert it with `From` and `TryFrom`:
///
/// | to | needs |
/// |---|---|
/// | `jiff::civil::DateTime`, `chrono::NaiveDateTime`, `time::PrimitiveDateTime` | nothing: the time on the clocks, without the zone |
/// | `jiff::Zoned`, `jiff::Timestamp` | UTC, or a name that jiff's database of time zones has |
/// | `chrono::DateTime<Utc>`, `time::OffsetDateTime` | UTC, as these crates know no time zones |
///
/// Graph names zones as Windows does (`Pacific Standard Time`), unless they were set by their IANA names. A zone that
/// is not known is an error which names it. With the header `Prefer: outlook.timezone="UTC"` Graph answers in UTC.
///
/// ```
/// use graph_action::types::DateTimeTimeZone;
///
/// let start = DateTimeTimeZone::new("2019-03-15T12:00:00", "Pacific Standard Time");
/// assert_eq!(start.time_zone.as_deref(), Some("Pacific Standard Time"));
/// ```
#[graph_entity("dateTimeTimeZone", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateTimeTimeZone {
    /// The date and time, without an offset: `2019-03-15T12:00:00.0000000`.
    pub date_time: String,
    /// The name of the time zone: of Windows (`Pacific Standard Time`), of IANA (`America/Los_Angeles`), or `UTC`.
    pub time_zone: Option<String>,
}

impl DateTimeTimeZone {
    /// A date and time, such as `2019-03-15T12:00:00`, in a time zone.
    #[must_use]
    pub fn new(date_time: impl Into<String>, time_zone: impl Into<String>) -> Self {
        Self { date_time: date_time.into(), time_zone: Some(time_zone.into()) }
    }

    /// A date and time in UTC.
    #[must_use]
    pub fn utc(date_time: impl Into<String>) -> Self {
        Self::new(date_time, "UTC")
    }
}

/// What only the conversions need.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
impl DateTimeTimeZone {
    fn is_utc(&self) -> bool {
        let zone = self.time_zone.as_deref();
        zone.is_some_and(|zone| UTC.iter().any(|utc| zone.eq_ignore_ascii_case(utc)))
    }

    /// Nothing, when it is in UTC.
    #[cfg(any(feature = "chrono", feature = "time"))]
    fn expect_utc(&self) -> Result<(), DateTimeError> {
        if self.is_utc() { Ok(()) } else { Err(self.unknown_zone()) }
    }

    fn unknown_zone(&self) -> DateTimeError {
        DateTimeError(self.time_zone.clone().map_or(Problem::NoZone, Problem::Zone))
    }

    fn unreadable(&self, reason: &dyn fmt::Display) -> DateTimeError {
        DateTimeError(Problem::DateTime { text: self.date_time.clone(), reason: reason.to_string() })
    }
}

/// Why a [`DateTimeTimeZone`] is no time of another crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTimeError(Problem);

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(any(feature = "chrono", feature = "jiff", feature = "time")), expect(dead_code))]
enum Problem {
    NoZone,
    Zone(String),
    DateTime { text: String, reason: String },
}

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::NoZone => f.write_str("the time has no time zone"),
            Problem::Zone(zone) => write!(
                f,
                "the time zone `{zone}` is not known; with the header `Prefer: outlook.timezone=\"UTC\"` \
                 Graph answers in UTC"
            ),
            Problem::DateTime { text, reason } => write!(f, "`{text}` is not a date and time: {reason}"),
        }
    }
}

impl std::error::Error for DateTimeError {}
