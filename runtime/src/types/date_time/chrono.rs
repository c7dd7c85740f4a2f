//! Conversions from and to times of the crate `chrono`.

use chrono::{DateTime, NaiveDateTime, SecondsFormat, TimeZone, Utc};

use super::{DateTimeError, DateTimeTimeZone};

/// The same moment in UTC: chrono's offsets are no time zones.
impl<Z: TimeZone> From<DateTime<Z>> for DateTimeTimeZone {
    fn from(time: DateTime<Z>) -> Self {
        let text = time.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true);
        Self::utc(text.trim_end_matches('Z'))
    }
}

impl<Z: Into<String>> From<(NaiveDateTime, Z)> for DateTimeTimeZone {
    fn from((date_time, zone): (NaiveDateTime, Z)) -> Self {
        let utc = Self::from(date_time.and_utc());
        Self { time_zone: Some(zone.into()), ..utc }
    }
}

/// The time on the clocks, without the zone.
impl TryFrom<&DateTimeTimeZone> for NaiveDateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTimeTimeZone) -> Result<Self, DateTimeError> {
        time.date_time.parse().map_err(|error| time.unreadable(&error))
    }
}

impl TryFrom<&DateTimeTimeZone> for DateTime<Utc> {
    type Error = DateTimeError;

    fn try_from(time: &DateTimeTimeZone) -> Result<Self, DateTimeError> {
        time.expect_utc()?;
        NaiveDateTime::try_from(time).map(|date_time| date_time.and_utc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_utc_is_read_and_written() {
        let time = DateTimeTimeZone::utc("2019-03-15T12:00:00.0000000");
        let utc = DateTime::<Utc>::try_from(&time).unwrap();
        assert_eq!(utc.to_rfc3339(), "2019-03-15T12:00:00+00:00");
        assert_eq!(DateTimeTimeZone::from(utc), DateTimeTimeZone::utc("2019-03-15T12:00:00"));
        let offset = DateTime::parse_from_rfc3339("2019-03-15T12:00:00.5+02:00").unwrap();
        assert_eq!(DateTimeTimeZone::from(offset), DateTimeTimeZone::utc("2019-03-15T10:00:00.500"));
    }

    #[test]
    fn another_zone_is_named() {
        let time = DateTimeTimeZone::new("2019-03-15T12:00:00.0000000", "Pacific Standard Time");
        let error = DateTime::<Utc>::try_from(&time).unwrap_err().to_string();
        assert!(error.contains("`Pacific Standard Time`"), "{error}");
        let naive = NaiveDateTime::try_from(&time).unwrap();
        let again = DateTimeTimeZone::from((naive, "Pacific Standard Time"));
        assert_eq!(again, DateTimeTimeZone::new("2019-03-15T12:00:00", "Pacific Standard Time"));
        assert!(NaiveDateTime::try_from(&DateTimeTimeZone::utc("2019-02-30T12:00:00")).is_err());
    }
}
