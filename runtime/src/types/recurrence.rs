//! How an event or a task repeats.

use std::fmt::Display;

use crate::graph_entity;

/// A day of the week: Graph's `dayOfWeek`.
#[graph_entity("dayOfWeek", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DayOfWeek {
    /// Sunday.
    Sunday,
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Which of the days of a month: Graph's `weekIndex`.
#[graph_entity("weekIndex", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WeekIndex {
    /// The first one.
    First,
    /// The second one.
    Second,
    /// The third one.
    Third,
    /// The fourth one.
    Fourth,
    /// The last one.
    Last,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// How days are chosen: Graph's `recurrencePatternType`.
#[graph_entity("recurrencePatternType", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecurrencePatternType {
    /// After a number of days.
    Daily,
    /// On the same days of a week.
    Weekly,
    /// On the same day of a month: the 15th.
    AbsoluteMonthly,
    /// On the same days of a week in a month: the second Tuesday.
    RelativeMonthly,
    /// On the same day of a year: the 15th of March.
    AbsoluteYearly,
    /// On the same days of a week in a month of a year: the second Tuesday in March.
    RelativeYearly,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// On which days something repeats: Graph's `recurrencePattern`.
#[graph_entity("recurrencePattern", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecurrencePattern {
    /// How the days are chosen.
    pub r#type: Option<RecurrencePatternType>,
    /// After how many days, weeks, months or years it repeats.
    pub interval: Option<i32>,
    /// The month, from 1 to 12. For `AbsoluteYearly` and `RelativeYearly`.
    pub month: Option<i32>,
    /// The day of the month. For `AbsoluteMonthly` and `AbsoluteYearly`.
    pub day_of_month: Option<i32>,
    /// The days of the week. For `Weekly`, `RelativeMonthly` and `RelativeYearly`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days_of_week: Vec<DayOfWeek>,
    /// The first day of the week. For `Weekly`, Sunday where nothing is said.
    pub first_day_of_week: Option<DayOfWeek>,
    /// Which of these days in the month. For `RelativeMonthly` and `RelativeYearly`, the first where nothing is said.
    pub index: Option<WeekIndex>,
}

impl RecurrencePattern {
    /// Every so many days.
    #[must_use]
    pub fn daily(interval: i32) -> Self {
        Self { r#type: Some(RecurrencePatternType::Daily), interval: Some(interval), ..Self::default() }
    }

    /// On these days, every so many weeks.
    #[must_use]
    pub fn weekly(interval: i32, days: impl IntoIterator<Item = DayOfWeek>) -> Self {
        Self {
            r#type: Some(RecurrencePatternType::Weekly),
            interval: Some(interval),
            days_of_week: days.into_iter().collect(),
            ..Self::default()
        }
    }
}

/// How long something repeats: Graph's `recurrenceRangeType`.
#[graph_entity("recurrenceRangeType", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecurrenceRangeType {
    /// Until a date.
    EndDate,
    /// For ever.
    NoEnd,
    /// A number of times.
    Numbered,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// From when and how long something repeats: Graph's `recurrenceRange`.
#[graph_entity("recurrenceRange", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecurrenceRange {
    /// How it ends.
    pub r#type: Option<RecurrenceRangeType>,
    /// The first date: `2019-03-15`. It is that of the event.
    pub start_date: Option<String>,
    /// The last date, for `EndDate`. Graph sends `0001-01-01` where there is none.
    pub end_date: Option<String>,
    /// The time zone of the dates; that of the event where nothing is said.
    pub recurrence_time_zone: Option<String>,
    /// How many times, for `Numbered`.
    pub number_of_occurrences: Option<i32>,
}

impl RecurrenceRange {
    /// For ever. A date is a text, `2019-03-15`, or that of `jiff`, `chrono` or `time`, which is shown so.
    #[must_use]
    pub fn no_end(start: impl Display) -> Self {
        Self::of(RecurrenceRangeType::NoEnd, &start)
    }

    /// From one date to another.
    #[must_use]
    pub fn until(start: impl Display, end: impl Display) -> Self {
        Self { end_date: Some(end.to_string()), ..Self::of(RecurrenceRangeType::EndDate, &start) }
    }

    /// A number of times.
    #[must_use]
    pub fn numbered(start: impl Display, occurrences: i32) -> Self {
        Self { number_of_occurrences: Some(occurrences), ..Self::of(RecurrenceRangeType::Numbered, &start) }
    }

    fn of(r#type: RecurrenceRangeType, start: &dyn Display) -> Self {
        Self { r#type: Some(r#type), start_date: Some(start.to_string()), ..Self::default() }
    }
}

/// How an event or a task repeats: Graph's `patternedRecurrence`.
///
/// ```
/// use graph_action::types::{DayOfWeek, PatternedRecurrence, RecurrencePattern, RecurrenceRange};
///
/// let pattern = RecurrencePattern::weekly(1, [DayOfWeek::Wednesday]);
/// let recurrence =
///     PatternedRecurrence::new(pattern, RecurrenceRange::numbered("2026-12-02", 4));
/// # let _ = recurrence;
/// ```
#[graph_entity("patternedRecurrence", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatternedRecurrence {
    /// On which days.
    pub pattern: Option<RecurrencePattern>,
    /// From when, and how long.
    pub range: Option<RecurrenceRange>,
}

impl PatternedRecurrence {
    /// A pattern, for as long as `range` says.
    #[must_use]
    pub fn new(pattern: RecurrencePattern, range: RecurrenceRange) -> Self {
        Self { pattern: Some(pattern), range: Some(range) }
    }
}
