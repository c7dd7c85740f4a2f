//! Moments of the `time` crate. It serialises them neither by RFC 3339 nor always as text: an `OffsetDateTime` is
//! `2026-01-31 8:00:00.0 +00:00:00` with its feature `serde-human-readable`, and else a list of numbers (year, day of
//! the year, hour, minute, second, nanosecond, and the offset's hours, minutes, seconds).
//! Source: <https://docs.rs/time/latest/time/serde/index.html>.

/// By RFC 3339, if the text is a moment of the `time` crate.
pub(super) fn by_rfc3339(text: &str) -> Option<String> {
    numbers(text).or_else(|| readable(text))
}

/// `2026,31,8,0,0,0,0,0,0`
fn numbers(text: &str) -> Option<String> {
    let numbers: Vec<i64> = text.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    match *numbers.as_slice() {
        [year, day] => date(year, day),
        [year, day, hour, minute, second, nanosecond, offset_hours, offset_minutes, _] => {
            let date = date(year, day)?;
            let fraction = if nanosecond == 0 { String::new() } else { format!(".{nanosecond:09}") };
            let offset = offset(offset_hours, offset_minutes);
            Some(format!("{date}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}"))
        }
        _ => None,
    }
}

/// The date of the n-th day of a year.
fn date(year: i64, day: i64) -> Option<String> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let february = if is_leap { 29 } else { 28 };
    let mut rest = day;
    for (month, days) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
        if (1..=days).contains(&rest) {
            return Some(format!("{year:04}-{:02}-{rest:02}", month + 1));
        }
        rest -= days;
    }
    None
}

fn offset(hours: i64, minutes: i64) -> String {
    if (hours, minutes) == (0, 0) {
        return "Z".to_owned();
    }
    let sign = if hours < 0 || minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", hours.abs(), minutes.abs())
}

/// `2026-01-31 8:00:00.0 +00:00:00`
fn readable(text: &str) -> Option<String> {
    let mut words = text.split(' ');
    let (date, time, offset) = (words.next()?, words.next()?, words.next()?);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = date.len() >= 10 && date.split('-').all(is_number);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = parts[..] else { return None };
    let sign = offset.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let parts: Vec<&str> = offset[1..].split(':').collect();
    let [offset_hours, offset_minutes, _] = parts[..] else { return None };
    let numbers = [hour, minute, second, fraction, offset_hours, offset_minutes];
    if words.next().is_some() || !is_date || !numbers.into_iter().all(is_number) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let fraction = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
    let offset = match (offset_hours, offset_minutes) {
        ("00", "00") => "Z".to_owned(),
        _ => format!("{sign}{offset_hours}:{offset_minutes}"),
    };
    Some(format!("{date}T{hour:0>2}:{minute}:{second}{fraction}{offset}"))
}

#[cfg(test)]
mod tests {
    use super::by_rfc3339;

    #[test]
    fn both_forms_become_rfc_3339() {
        for (text, expected) in [
            ("2026,31,8,0,0,0,0,0,0", "2026-01-31T08:00:00Z"),
            ("2024,60,23,59,58,500000000,-3,-30,0", "2024-02-29T23:59:58.500000000-03:30"),
            ("2025,365,0,0,0,0,5,30,0", "2025-12-31T00:00:00+05:30"),
            ("2026,31", "2026-01-31"),
            ("2026-01-31 8:00:00.0 +00:00:00", "2026-01-31T08:00:00Z"),
            ("2026-01-31 18:05:09.25 -03:30:00", "2026-01-31T18:05:09.25-03:30"),
        ] {
            assert_eq!(by_rfc3339(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_a_moment() {
        for text in [
            "",
            "1,2,3",
            "2026,0",
            "2025,366",
            "0,1",
            "a,b",
            "2026-01-31 8:00 +00:00",
            "1 or true",
            "a b c",
            "2026-01-31 8:0:0.0 x00:00:00",
        ] {
            assert_eq!(by_rfc3339(text), None, "{text}");
        }
    }
}
