//! Conversions from and to times of the crate `jiff`.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{DateTimeError, DateTimeTimeZone};

impl<Z: Into<String>> From<(DateTime, Z)> for DateTimeTimeZone {
    fn from((date_time, zone): (DateTime, Z)) -> Self {
        Self::new(date_time.to_string(), zone)
    }
}

impl From<Timestamp> for DateTimeTimeZone {
    fn from(time: Timestamp) -> Self {
        Self::utc(TimeZone::UTC.to_datetime(time).to_string())
    }
}

/// The same moment: in the time zone, where it has a name, else in UTC.
impl From<Zoned> for DateTimeTimeZone {
    fn from(time: Zoned) -> Self {
        match time.time_zone().iana_name() {
            Some(zone) => Self::new(time.datetime().to_string(), zone),
            None => time.timestamp().into(),
        }
    }
}

/// The time on the clocks, without the zone.
impl TryFrom<&DateTimeTimeZone> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTimeTimeZone) -> Result<Self, DateTimeError> {
        time.date_time.parse().map_err(|error| time.unreadable(&error))
    }
}

impl TryFrom<&DateTimeTimeZone> for Zoned {
    type Error = DateTimeError;

    fn try_from(time: &DateTimeTimeZone) -> Result<Self, DateTimeError> {
        let zone = match &time.time_zone {
            _ if time.is_utc() => TimeZone::UTC,
            Some(name) => TimeZone::get(name).map_err(|_| time.unknown_zone())?,
            None => return Err(time.unknown_zone()),
        };
        zone.to_zoned(DateTime::try_from(time)?).map_err(|error| time.unreadable(&error))
    }
}

impl TryFrom<&DateTimeTimeZone> for Timestamp {
    type Error = DateTimeError;

    fn try_from(time: &DateTimeTimeZone) -> Result<Self, DateTimeError> {
        Zoned::try_from(time).map(|zoned| zoned.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_utc_is_read_and_written() {
        let time = DateTimeTimeZone::utc("2019-03-15T12:00:00.0000000");
        let timestamp = Timestamp::try_from(&time).unwrap();
        assert_eq!(timestamp.to_string(), "2019-03-15T12:00:00Z");
        assert_eq!(DateTimeTimeZone::from(timestamp), DateTimeTimeZone::utc("2019-03-15T12:00:00"));
        let microsoft = DateTimeTimeZone::new("2019-03-15T12:00:00.1234567", "tzone://Microsoft/Utc");
        assert_eq!(Timestamp::try_from(&microsoft).unwrap().to_string(), "2019-03-15T12:00:00.1234567Z");
    }

    #[test]
    fn a_zone_that_is_not_known_is_named() {
        let time = DateTimeTimeZone::new("2019-03-15T12:00:00.0000000", "Pacific Standard Time");
        let error = Zoned::try_from(&time).unwrap_err().to_string();
        assert!(error.contains("`Pacific Standard Time`"), "{error}");
        assert_eq!(DateTime::try_from(&time).unwrap().to_string(), "2019-03-15T12:00:00");
        let none = DateTimeTimeZone { time_zone: None, ..time };
        assert_eq!(Zoned::try_from(&none).unwrap_err().to_string(), "the time has no time zone");
        let wrong = DateTimeTimeZone::utc("tomorrow");
        assert!(Zoned::try_from(&wrong).unwrap_err().to_string().contains("`tomorrow`"));
    }

    #[test]
    fn a_zone_without_a_name_becomes_utc() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let zoned = zone.to_zoned(jiff::civil::date(2019, 3, 15).at(12, 0, 0, 0)).unwrap();
        assert_eq!(DateTimeTimeZone::from(zoned), DateTimeTimeZone::utc("2019-03-15T10:00:00"));
    }

    #[test]
    fn a_zone_with_a_name_keeps_it() {
        let civil = jiff::civil::date(2019, 3, 15).at(12, 0, 0, 0);
        let zone = TimeZone::posix("PST8PDT,M3.2.0,M11.1.0").unwrap();
        assert_eq!(
            DateTimeTimeZone::from(zone.to_zoned(civil).unwrap()),
            DateTimeTimeZone::utc("2019-03-15T19:00:00"),
            "rules without a name"
        );
        let time = DateTimeTimeZone::from((civil, "America/Los_Angeles"));
        assert_eq!(time, DateTimeTimeZone::new("2019-03-15T12:00:00", "America/Los_Angeles"));
        let utc = TimeZone::UTC.to_zoned(civil).unwrap();
        assert_eq!(Zoned::try_from(&DateTimeTimeZone::from(utc.clone())).unwrap(), utc);
    }
}
