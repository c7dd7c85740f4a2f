//! Dates and times as Graph writes them: `2026-03-20T11:00:00.0000000Z`.

use std::time::{Duration, SystemTime};

const DAY: u64 = 86_400;

/// A time in the form that Graph reads, in UTC and whole seconds: the `expirationDateTime` of a subscription.
///
/// ```
/// # use std::time::{Duration, SystemTime};
/// let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_774_004_400);
/// assert_eq!(graph_action::notification::date_time(time), "2026-03-20T11:00:00Z");
/// ```
#[must_use]
pub fn date_time(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let (year, month, day) = date_of(seconds / DAY);
    let (hour, minute, second) = (seconds % DAY / 3600, seconds % 3600 / 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The time that a text stands for, if it is from 1970 on.
pub(super) fn parse(text: &str) -> Option<SystemTime> {
    let (date, time) = text.split_once(['T', 't'])?;
    let [year, month, day] = numbers(date, '-')?;
    let (time, offset) = split_offset(time)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let [hour, minute, second] = numbers(time, ':')?;
    let is_valid = (1970..=9999).contains(&year) && (1..=12).contains(&month) && hour < 24 && minute < 60;
    if !is_valid || second > 60 || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanoseconds = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let seconds = days_to(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
    let seconds = seconds.checked_add_signed(-offset)?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

/// The time of day, and the offset from UTC in seconds.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some((time, 0));
    }
    let (time, offset) = time.split_at(time.rfind(['+', '-'])?);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = offset[1..].split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then(|| (time, sign * i64::from(hours * 3600 + minutes * 60)))
}

fn numbers(text: &str, separator: char) -> Option<[u64; 3]> {
    let mut parts = text.split(separator).map(|part| match part.bytes().all(|byte| byte.is_ascii_digit()) {
        true => part.parse().ok(),
        false => None,
    });
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u64, month: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from 1970 to the beginning of a year.
fn days_to_year(year: u64) -> u64 {
    let leap_days = |year: u64| year / 4 - year / 100 + year / 400;
    (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969)
}

fn days_to(year: u64, month: u64, day: u64) -> u64 {
    days_to_year(year) + (1..month).map(|month| days_in(year, month)).sum::<u64>() + day - 1
}

/// The date of a day that has a number, counted from 1970.
fn date_of(days: u64) -> (u64, u64, u64) {
    let mut year = 1970 + days / 366;
    while days_to_year(year + 1) <= days {
        year += 1;
    }
    let mut rest = days - days_to_year(year);
    let mut month = 1;
    while rest >= days_in(year, month) {
        rest -= days_in(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn the_forms_that_graph_sends_are_read() {
        for (text, seconds, nanoseconds) in [
            ("1970-01-01T00:00:00Z", 0, 0),
            ("2016-03-19T22:11:09.952Z", 1_458_425_469, 952_000_000),
            ("2019-03-20T11:00:00.0000000Z", 1_553_079_600, 0),
            ("2026-02-28T23:59:59.1234567+00:00", 1_772_323_199, 123_456_700),
            ("2024-02-29T01:30:00+02:00", 1_709_163_000, 0),
            ("2024-02-28T18:30:00-05:00", 1_709_163_000, 0),
        ] {
            let expected = SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds);
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        for wrong in [
            "",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.xZ",
            "2026-01-01T00:00Z",
            "2026-01-01T00:00:00+1:é",
            "0001-01-01T00:00:00Z",
            "99999-01-01T00:00:00Z",
            "+2026-01-01T00:00:00Z",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seconds in 0_u64..253_402_300_800) {
            prop_assert_eq!(parse(&date_time(at(seconds))), Some(at(seconds)));
        }

        /// An independent reading of the same time.
        #[test]
        fn it_is_the_date_of_http(seconds in 0_u64..253_402_300_800) {
            let http = httpdate::fmt_http_date(at(seconds));
            let text = date_time(at(seconds));
            prop_assert_eq!(&text[8..10], &http[5..7]);
            prop_assert_eq!(&text[..4], &http[12..16]);
            prop_assert_eq!(&text[11..19], &http[17..25]);
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9TZ:+.é-]{0,40}|\\PC*") {
            let _ = parse(&text);
        }
    }
}
