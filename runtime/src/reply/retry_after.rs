//! The header `Retry-After`, in all its forms: seconds, seconds with a fraction, a list of seconds, a date.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// The longest wait that is believed. Graph's windows last minutes; a year is a mistake.
pub(crate) const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How long the answer asks to wait; the longest of several waits, but not longer than [`LONGEST`].
///
/// A date is compared with `now` and with the `Date` of the answer, and the longer wait holds: a local clock that is
/// ahead of Graph's must not make the wait shorter.
pub(crate) fn read(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let answered = headers.get(DATE).and_then(|value| httpdate::parse_http_date(value.to_str().ok()?).ok());
    let waits =
        headers.get_all(RETRY_AFTER).iter().filter_map(|value| wait(value.to_str().ok()?.trim(), now, answered));
    waits.max().map(|wait| wait.min(LONGEST))
}

/// Whether the answer has one that can be read.
pub(crate) fn is_told(headers: &HeaderMap) -> bool {
    read(headers, SystemTime::UNIX_EPOCH).is_some()
}

fn wait(text: &str, now: SystemTime, answered: Option<SystemTime>) -> Option<Duration> {
    if let Ok(date) = httpdate::parse_http_date(text) {
        let until = |from: SystemTime| date.duration_since(from).unwrap_or_default();
        return Some(until(now).max(answered.map(until).unwrap_or_default()));
    }
    text.split(',').filter_map(|item| seconds(item.trim())).max()
}

fn seconds(text: &str) -> Option<Duration> {
    // The parser of `f64` would take signs, exponents and names too.
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let seconds = text.parse().ok()?;
    // A number that no clock can hold is the longest wait, not zero.
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn told(values: &[&str], now: SystemTime) -> Option<Duration> {
        let header = |value: &&str| (RETRY_AFTER, HeaderValue::from_str(value).unwrap());
        read(&values.iter().map(header).collect(), now)
    }

    #[test]
    fn every_form_is_read() {
        let date = httpdate::parse_http_date("Sat, 21 Nov 2026 10:00:00 GMT").unwrap();
        for (text, milliseconds) in [
            ("10", Some(10_000)),
            ("0", Some(0)),
            ("2.128", Some(2128)),
            ("31,120", Some(120_000)),
            ("120, 31", Some(120_000)),
            ("31, soon", Some(31_000)),
            (" 7 ", Some(7000)),
            ("200", Some(200_000)),
            ("Sat, 21 Nov 2026 10:01:40 GMT", Some(100_000)),
            ("Saturday, 21-Nov-26 10:01:40 GMT", Some(100_000)),
            ("Sat Nov 21 10:01:40 2026", Some(100_000)),
            ("Sat, 21 Nov 2026 09:00:00 GMT", Some(0)),
            ("", None),
            ("soon", None),
            ("-1", None),
            ("+1", None),
            ("1e3", None),
            ("inf", None),
            ("NaN", None),
            (".5", None),
            ("1.2.3", None),
        ] {
            assert_eq!(told(&[text], date), milliseconds.map(Duration::from_millis), "{text:?}");
        }
        let endless = "9".repeat(400);
        for text in
            ["86401", "31536000", "18446744073709551615", "18446744073709551616.5", &endless, "1, 99999999999999999999"]
        {
            assert_eq!(told(&[text], date), Some(LONGEST), "{text}");
        }
        assert_eq!(told(&["Fri, 31 Dec 9999 23:59:59 GMT"], date), Some(LONGEST));
        assert_eq!(told(&["5", "Sat, 21 Nov 2026 10:00:07 GMT"], date), Some(Duration::from_secs(7)));
        assert_eq!(told(&[], date), None);
    }

    #[test]
    fn a_clock_that_is_ahead_does_not_shorten_the_wait() {
        let ahead = httpdate::parse_http_date("Sat, 21 Nov 2026 11:00:00 GMT").unwrap();
        let headers = [(RETRY_AFTER, "Sat, 21 Nov 2026 10:00:30 GMT"), (DATE, "Sat, 21 Nov 2026 10:00:00 GMT")];
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value))).into_iter().collect();
        assert_eq!(read(&headers, ahead), Some(Duration::from_secs(30)));
    }

    proptest! {
        /// Of any list, no item is longer than what is read.
        #[test]
        fn no_item_of_a_list_is_cut_short(items in proptest::collection::vec(0.0..1e6_f64, 1..5)) {
            let text = items.iter().map(|item| format!("{item:.3}")).collect::<Vec<_>>().join(", ");
            let wait = told(&[&text], SystemTime::UNIX_EPOCH).unwrap();
            for item in items {
                prop_assert!(wait.as_secs_f64() + 0.001 >= item.min(LONGEST.as_secs_f64()));
            }
        }

        #[test]
        fn a_date_is_never_early(date in 0..4_000_000_000_u64, now in 0..4_000_000_000_u64) {
            let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            let wait = told(&[&httpdate::fmt_http_date(at(date))], at(now)).unwrap();
            prop_assert_eq!(wait, Duration::from_secs(date.saturating_sub(now)).min(LONGEST));
        }

        #[test]
        fn nothing_is_too_strange(text in "[ -~]{0,40}") {
            let _ = told(&[&text], SystemTime::UNIX_EPOCH);
        }
    }
}
