//! The forms of literals: numbers, dates, times, durations and GUIDs.

pub(super) use graph_action_catalog::is_guid;

/// What a literal without quotes is, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `true` or `false`.
    Boolean,
    /// `null`
    Null,
    /// `12`, `-3`
    Integer,
    /// `1.5`, `1e3`, `INF`, `-INF`, `NaN`
    Decimal,
    /// `2020-01-31`
    Date,
    /// `2020-01-31T12:00:00Z`
    DateTimeOffset,
    /// `12:00:00`
    TimeOfDay,
    /// `f38bcd01-0000-4e5d-95ab-d07053a96e67`
    Guid,
}

/// The form of a literal without quotes; `None` if it has none.
#[must_use]
pub(super) fn form(text: &str) -> Option<Form> {
    let form = match text {
        "true" | "false" => Form::Boolean,
        "null" => Form::Null,
        "INF" | "-INF" | "NaN" => Form::Decimal,
        _ if is_guid(text) => Form::Guid,
        _ if is_integer(text) => Form::Integer,
        _ if is_decimal(text) => Form::Decimal,
        _ if is_date(text) => Form::Date,
        _ if is_date_time(text) => Form::DateTimeOffset,
        _ if is_time(text) => Form::TimeOfDay,
        _ => return None,
    };
    Some(form)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn is_integer(text: &str) -> bool {
    digits(unsigned(text))
}

fn is_decimal(text: &str) -> bool {
    let (number, exponent) = match unsigned(text).split_once(['e', 'E']) {
        Some((number, exponent)) => (number, is_integer(exponent)),
        None => (unsigned(text), true),
    };
    exponent && number.split_once('.').map_or(digits(number), |(whole, part)| digits(whole) && digits(part))
}

fn number(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && digits(text)).then(|| text.parse().ok())?
}

/// A date that exists.
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let part = |text: Option<&str>, length| text.and_then(|text| number(text, length));
    let (Some(year), Some(month), Some(day)) = (part(parts.next(), 4), part(parts.next(), 2), part(parts.next(), 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// `12:00`, `12:00:00`, `12:00:00.123`
pub(super) fn is_time(text: &str) -> bool {
    let (hour, rest) = text.split_once(':').unwrap_or((text, ""));
    let (minute, second) = rest.split_once(':').map_or((rest, None), |(minute, second)| (minute, Some(second)));
    let second_is_right = second.is_none_or(|second| {
        let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
        number(whole, 2).is_some_and(|second| second < 61) && digits(fraction) && fraction.len() <= 12
    });
    number(hour, 2).is_some_and(|hour| hour < 24)
        && number(minute, 2).is_some_and(|minute| minute < 60)
        && second_is_right
}

/// A date, `T`, a time, and `Z` or an offset.
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_once(['T', 't']) else { return false };
    let time = match rest.strip_suffix(['Z', 'z']) {
        Some(time) => time,
        None => {
            let Some(at) = rest.rfind(['+', '-']) else { return false };
            if !is_time(&rest[at + 1..]) || rest.len() - at != 6 {
                return false;
            }
            &rest[..at]
        }
    };
    is_date(date) && is_time(time)
}

/// A date and a time without `Z` and offset: what many languages print.
pub(super) fn is_local_date_time(text: &str) -> bool {
    text.split_once(['T', 't', ' ']).is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// A date, or a date and a time, with `Z`, an offset or neither: ISO 8601 as addresses have it outside of expressions.
pub(crate) fn is_point_in_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_once(['T', 't']) else { return is_date(text) };
    let is_offset = |text: &str| is_time(text) && text.len() == 5 || (matches!(text.len(), 2 | 4) && digits(text));
    let time = rest.strip_suffix(['Z', 'z']).unwrap_or_else(|| match rest.rfind(['+', '-']) {
        Some(at) if is_offset(&rest[at + 1..]) => &rest[..at],
        _ => rest,
    });
    is_date(date) && is_time(time)
}

/// The date, or date and time, that a text was meant to be: without quotes, with `T` for a space, with two digits.
pub(crate) fn point_in_time(text: &str) -> Option<String> {
    let text = text.trim_matches(['\'', '"', ' ']);
    let (date, time) = text.split_once(['T', 't', ' ']).map_or((text, None), |(date, time)| (date, Some(time)));
    let two_digits = |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_owned() };
    let date = date.split('-').map(two_digits).collect::<Vec<_>>().join("-");
    let meant = time.map_or_else(|| date.clone(), |time| format!("{date}T{time}"));
    is_point_in_time(&meant).then_some(meant)
}

/// `P1DT2H3M4.5S`
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = unsigned(text).strip_prefix('P') else { return false };
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    let parts = |text: &str, units: &str| {
        let (mut units, mut number) = (units.chars(), String::new());
        text.chars().all(|c| {
            if c.is_ascii_digit() || c == '.' {
                number.push(c);
                return true;
            }
            let right = is_decimal(&number) && units.any(|unit| unit == c);
            number.clear();
            right
        }) && number.is_empty()
    };
    let empty = date.is_empty() && time.is_none();
    !empty && parts(date, "YMWD") && time.is_none_or(|time| !time.is_empty() && parts(time, "HMS"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, expected) in [
            ("true", Some(Form::Boolean)),
            ("True", None),
            ("null", Some(Form::Null)),
            ("0", Some(Form::Integer)),
            ("-12", Some(Form::Integer)),
            ("1.5", Some(Form::Decimal)),
            ("1e3", Some(Form::Decimal)),
            ("1.", None),
            ("NaN", Some(Form::Decimal)),
            ("2020-02-29", Some(Form::Date)),
            ("2021-02-29", None),
            ("2021-13-01", None),
            ("2021-1-1", None),
            ("2020-01-01T00:00:00Z", Some(Form::DateTimeOffset)),
            ("2020-01-01T00:00Z", Some(Form::DateTimeOffset)),
            ("2020-01-01T00:00:00.1234567Z", Some(Form::DateTimeOffset)),
            ("2020-01-01T00:00:00-07:00", Some(Form::DateTimeOffset)),
            ("2020-01-01T00:00:00", None),
            ("2020-01-01T25:00:00Z", None),
            ("08:30", Some(Form::TimeOfDay)),
            ("08:30:00.000", Some(Form::TimeOfDay)),
            ("8:30", None),
            ("184efa21-98c3-4e5d-95ab-d07053a96e67", Some(Form::Guid)),
            ("184efa21-98c3-4e5d-95ab-d07053a96e6", None),
            ("", None),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }

    #[test]
    fn points_in_time() {
        for right in [
            "2026-02-01",
            "2026-02-01T00:00",
            "2026-02-01T00:00:00",
            "2026-02-01T00:00:00Z",
            "2026-02-01T00:00:00.0000000",
            "2026-02-01T00:00:00.0000000Z",
            "2026-02-01T00:00:00-08:00",
            "2026-02-01T00:00:00+0100",
            "2026-02-01T00:00:00+01",
        ] {
            assert!(is_point_in_time(right), "{right}");
            assert_eq!(point_in_time(right).as_deref(), Some(right));
        }
        for (wrong, meant) in [
            ("", None),
            ("today", None),
            ("2026-13-01", None),
            ("2026-02-30", None),
            ("2026-02-01T", None),
            ("2026-02-01T25:00", None),
            ("01.02.2026", None),
            ("ü-ä-ö", None),
            ("2026-2-1", Some("2026-02-01")),
            ("'2026-02-01'", Some("2026-02-01")),
            ("2026-02-01 08:00:00", Some("2026-02-01T08:00:00")),
        ] {
            assert!(!is_point_in_time(wrong), "{wrong}");
            assert_eq!(point_in_time(wrong).as_deref(), meant, "{wrong}");
        }
    }

    #[test]
    fn durations() {
        for right in ["PT1S", "P1D", "PT12H30M", "-P1DT1.5S", "P2W"] {
            assert!(is_duration(right), "{right}");
        }
        for wrong in ["", "P", "PT", "1D", "P1", "P1X", "PTS", "PT1M1H"] {
            assert!(!is_duration(wrong), "{wrong}");
        }
    }
}
