//! Points in time as Graph writes them: ISO 8601 in bodies, RFC 9110 in headers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Whole seconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Timestamp(i64);

impl Timestamp {
    pub(crate) fn from_system(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(since) => Self(i64::try_from(since.as_secs()).unwrap_or(i64::MAX / 2)),
            Err(before) => Self(-i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX / 2)),
        }
    }

    /// So many seconds after the beginning of 1970.
    pub(crate) fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Since 1970.
    pub(crate) fn seconds(self) -> i64 {
        self.0
    }

    /// A later time, in whole seconds, rounded up.
    pub(crate) fn later(self, by: Duration) -> Self {
        let seconds = by.as_secs() + u64::from(by.subsec_nanos() > 0);
        Self(self.0.saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX)))
    }

    /// `2026-11-21T10:00:00`: the form of `innerError.date`, which has no offset.
    pub(crate) fn without_offset(self) -> String {
        let (year, month, day) = date_of(self.0.div_euclid(86_400));
        let (hour, minute, second) = self.clock();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }

    /// `2026-11-21T10:00:00Z`: the form of every `Edm.DateTimeOffset` in an entity.
    pub(crate) fn iso(self) -> String {
        self.without_offset() + "Z"
    }

    /// `Sat, 21 Nov 2026 10:00:00 GMT`: the form of the `Date` header.
    pub(crate) fn http_date(self) -> String {
        let days = self.0.div_euclid(86_400);
        let (year, month, day) = date_of(days);
        let (hour, minute, second) = self.clock();
        let weekday = WEEKDAYS[days.rem_euclid(7) as usize];
        let month = MONTHS[month as usize - 1];
        format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }

    fn clock(self) -> (i64, i64, i64) {
        let seconds = self.0.rem_euclid(86_400);
        (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }
}

/// Reads an `Edm.DateTimeOffset` or an `Edm.Date` (midnight UTC) as nanoseconds since 1970.
pub(crate) fn parse(text: &str) -> Option<i128> {
    let (date, clock) = match text.split_once(['T', 't']) {
        Some((date, clock)) => (date, Some(clock)),
        None => (text, None),
    };
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let days = days_of(year, month, day);
    if date_of(days) != (year, month, day) {
        return None;
    }
    let (nanoseconds, offset) = match clock {
        Some(clock) => parse_clock(clock)?,
        None => (0, 0),
    };
    let seconds = i128::from(days) * 86_400 - i128::from(offset);
    Some(seconds * 1_000_000_000 + nanoseconds)
}

/// Nanoseconds of a duration: `P1DT2H3M4.5S`.
pub(crate) fn duration(text: &str) -> Option<i128> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
    let (days, clock) = text.strip_prefix('P')?.split_once('T').unwrap_or((&text[1..], ""));
    if days.is_empty() && clock.is_empty() {
        return None;
    }
    let mut seconds = 0.0;
    for (part, units) in [(days, &[('D', 86_400.0)][..]), (clock, &[('H', 3_600.0), ('M', 60.0), ('S', 1.0)])] {
        let mut rest = part;
        for (unit, size) in units {
            if let Some((number, after)) = rest.split_once(*unit) {
                seconds += number.parse::<f64>().ok()? * size;
                rest = after;
            }
        }
        if !rest.is_empty() {
            return None;
        }
    }
    let nanoseconds = (seconds * 1_000_000_000.0) as i128;
    Some(if negative { -nanoseconds } else { nanoseconds })
}

/// A point in time in seconds since 1970; one without an offset is taken as UTC.
pub(crate) fn seconds(text: &str) -> Option<i64> {
    let nanoseconds = parse(text).or_else(|| parse(&format!("{text}Z")))?;
    i64::try_from(nanoseconds.div_euclid(1_000_000_000)).ok()
}

/// `10:00[:00[.5]]` and its offset (`Z`, `+01:00`) as nanoseconds of the day and seconds.
fn parse_clock(text: &str) -> Option<(i128, i64)> {
    let end = text.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = text.split_at(end);
    let offset = match zone.split_at(1) {
        ("Z" | "z", "") => 0,
        (sign, rest) => {
            let (hours, minutes) = rest.split_once(':')?;
            let seconds = digits(hours, 2)? * 3_600 + digits(minutes, 2)? * 60;
            match sign {
                "+" => seconds,
                "-" => -seconds,
                _ => return None,
            }
        }
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if fraction.is_empty() || fraction.len() > 12 {
        return None;
    }
    let nanoseconds = digits(&format!("{fraction:0<9}")[..9], 9)?;
    let mut parts = clock.splitn(3, ':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| digits(second, 2))?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = hour * 3_600 + minute * 60 + second;
    Some((i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds), offset))
}

fn digits(text: &str, count: usize) -> Option<i64> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

/// The proleptic Gregorian date of a day counted from 1970-01-01 (Howard Hinnant's `civil_from_days`).
pub(crate) fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The inverse of [`date_of`].
pub(crate) fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (month + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    era * 146_097 + of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_the_three_forms() {
        let time = Timestamp(1_795_255_200);
        assert_eq!(time.iso(), "2026-11-21T10:00:00Z");
        assert_eq!(time.without_offset(), "2026-11-21T10:00:00");
        assert_eq!(time.http_date(), "Sat, 21 Nov 2026 10:00:00 GMT");
    }

    #[test]
    fn reads_dates_offsets_and_fractions() {
        let ten = 1_795_255_200_i128 * 1_000_000_000;
        assert_eq!(parse("2026-11-21T10:00:00Z"), Some(ten));
        assert_eq!(parse("2026-11-21T11:00+01:00"), Some(ten));
        assert_eq!(parse("2026-11-21T10:00:00.5Z"), Some(ten + 500_000_000));
        assert_eq!(parse("2026-11-21"), Some(ten - 36_000 * 1_000_000_000));
        for wrong in ["2026-02-30", "2026-11-21T10:00:00", "2026-11-21T24:00Z", "21.11.2026", ""] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(seconds in -62_000_000_000_i64..250_000_000_000) {
            prop_assert_eq!(parse(&Timestamp(seconds).iso()), Some(i128::from(seconds) * 1_000_000_000));
        }

        #[test]
        fn reading_never_panics(text in "\\PC*") {
            let _ = parse(&text);
        }
    }
}
