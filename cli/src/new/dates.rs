//! The types of Rust for dates and times.

/// The crate whose types stand for dates and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Dates {
    /// `jiff::Timestamp` and its companions.
    Jiff,
    /// `chrono::DateTime<chrono::Utc>` and its companions.
    Chrono,
    /// `time::OffsetDateTime` and its companions.
    Time,
    /// `String`.
    #[default]
    Text,
}

impl Dates {
    /// The crate, by its name; none for text.
    pub(super) fn package(self) -> Option<&'static str> {
        match self {
            Dates::Jiff => Some("jiff"),
            Dates::Chrono => Some("chrono"),
            Dates::Time => Some("time"),
            Dates::Text => None,
        }
    }

    /// The type for a primitive type of OData that is a date, a time or a duration.
    pub(super) fn rust_type(self, primitive: &str) -> Option<&'static str> {
        Some(match (self, primitive) {
            (Dates::Jiff, "DateTimeOffset") => "jiff::Timestamp",
            (Dates::Jiff, "Date") => "jiff::civil::Date",
            (Dates::Jiff, "TimeOfDay") => "jiff::civil::Time",
            (Dates::Jiff, "Duration") => "jiff::SignedDuration",
            (Dates::Chrono, "DateTimeOffset") => "chrono::DateTime<chrono::Utc>",
            (Dates::Chrono, "Date") => "chrono::NaiveDate",
            (Dates::Chrono, "TimeOfDay") => "chrono::NaiveTime",
            (Dates::Chrono, "Duration") => "chrono::TimeDelta",
            (Dates::Time, "DateTimeOffset") => "time::OffsetDateTime",
            (Dates::Time, "Date") => "time::Date",
            (Dates::Time, "TimeOfDay") => "time::Time",
            (Dates::Time, "Duration") => "time::Duration",
            _ => return None,
        })
    }
}

/// The documentation of a field that keeps a value of a primitive type as text.
pub(super) fn remark(primitive: &str) -> Option<&'static str> {
    Some(match primitive {
        "Date" => "A date, `2026-08-03`.",
        "DateTimeOffset" => "A time, `2026-08-03T12:00:00Z`.",
        "Duration" => "A duration, `PT1H30M`.",
        "Guid" => "A GUID.",
        "TimeOfDay" => "A time of day, `12:00:00`.",
        _ => return None,
    })
}
