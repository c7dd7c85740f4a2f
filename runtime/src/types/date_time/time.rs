//! Conversions from and to times of the crate `time`.

use time::format_description::well_known::Iso8601;
use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::{DateTimeError, DateTimeTimeZone};

/// The same moment in UTC: an offset is no time zone.
impl From<OffsetDateTime> for DateTimeTimeZone {
    fn from(time: OffsetDateTime) -> Self {
        let utc = time.to_offset(UtcOffset::UTC);
        (PrimitiveDateTime::new(utc.date(), utc.time()), "UTC").into()
    }
}

impl<Z: Into<String>> From<(PrimitiveDateTime, Z)> for DateTimeTimeZone {
    fn from((date_time, zone): (PrimitiveDateTime, Z)) -> Self {
        let (hour, minute, second, nanosecond) = date_time.as_hms_nano();
        let fraction = if nanosecond == 0 { String::new() } else { format!(".{nanosecond:09}") };
        let text = format!("{}T{hour:02}:{minute:02}:{second:02}{fraction}", date_time.date());
        Self::new(text, zone)
    }
}

/// The time on the clocks, without the zone.
impl TryFrom<&DateTimeTimeZone> for PrimitiveDateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTimeTimeZone) -> Result<Self, DateTimeError> {
        Self::parse(&time.date_time, &Iso8601::DATE_TIME).map_err(|error| time.unreadable(&error))
    }
}

impl TryFrom<&DateTimeTimeZone> for OffsetDateTime {
    type Error = DateTimeError;

    fn try_from(time: &DateTimeTimeZone) -> Result<Self, DateTimeError> {
        time.expect_utc()?;
        PrimitiveDateTime::try_from(time).map(PrimitiveDateTime::assume_utc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_utc_is_read_and_written() {
        let time = DateTimeTimeZone::utc("2019-03-15T12:00:00.0000000");
        let utc = OffsetDateTime::try_from(&time).unwrap();
        assert_eq!(utc.unix_timestamp(), 1_552_651_200);
        assert_eq!(DateTimeTimeZone::from(utc), DateTimeTimeZone::utc("2019-03-15T12:00:00"));
        let offset = utc.to_offset(UtcOffset::from_hms(2, 0, 0).unwrap()) + time::Duration::milliseconds(500);
        assert_eq!(DateTimeTimeZone::from(offset), DateTimeTimeZone::utc("2019-03-15T12:00:00.500000000"));
    }

    #[test]
    fn another_zone_is_named() {
        let time = DateTimeTimeZone::new("2019-03-15T12:00:00.0000000", "Pacific Standard Time");
        let error = OffsetDateTime::try_from(&time).unwrap_err().to_string();
        assert!(error.contains("`Pacific Standard Time`"), "{error}");
        let date_time = PrimitiveDateTime::try_from(&time).unwrap();
        let again = DateTimeTimeZone::from((date_time, "Pacific Standard Time"));
        assert_eq!(again, DateTimeTimeZone::new("2019-03-15T12:00:00", "Pacific Standard Time"));
        assert!(PrimitiveDateTime::try_from(&DateTimeTimeZone::utc("2019-02-30T12:00:00")).is_err());
    }
}
