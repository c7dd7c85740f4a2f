//! Whether a call of a batch is sent again, and when.
//!
//! The rule is that of single calls: 429 says that nothing was done, so it is repeated whatever it is. After 500, 502, 503, 504 and
//! 509 and after a lost answer nobody knows, so only what [may be repeated](crate::Action::is_repeatable) is.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use crate::error::{Error, header_text};
use crate::random::Random;
use crate::request::Request;

/// How often a call is repeated.
const LIMIT: u32 = 3;
/// How long after its first batch a call may still be repeated.
const TIME_LIMIT: Duration = Duration::from_secs(180);
/// The upper end of the first wait, when Graph tells none; it doubles each time.
const BASE: Duration = Duration::from_secs(3);

/// Whether sending a call again cannot do it twice, after an answer with this status, or after a loss of it.
pub(super) fn may_repeat(request: &Request, status: Option<StatusCode>) -> bool {
    match status.map(|status| status.as_u16()) {
        Some(429) => true,
        None | Some(500 | 502 | 503 | 504 | 509) => request.method.is_safe() || request.action.is_repeatable(),
        Some(_) => false,
    }
}

/// The same for all calls of a batch that failed as a whole.
pub(super) fn may_repeat_after(request: &Request, failure: &Error) -> bool {
    if failure.is_connect() {
        return true;
    }
    // An answer that broke off or cannot be read is as good as lost.
    let status = failure.status().filter(|status| !status.is_success());
    (status.is_some() || failure.may_have_taken_effect()) && may_repeat(request, status)
}

/// A random share of a back-off, from 0 to 1. The calls of one batch have one in common, so that they travel together again.
pub(super) fn jitter(random: &Random) -> f64 {
    f64::from(u32::try_from(random() >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

/// How long to wait before a call that was repeated `attempts` times is sent again; `None` when that is enough.
pub(super) fn wait(
    attempts: u32,
    since_first: Duration,
    headers: &HeaderMap,
    now: SystemTime,
    jitter: f64,
) -> Option<Duration> {
    if attempts >= LIMIT {
        return None;
    }
    let wait = retry_after(headers, now).unwrap_or_else(|| (BASE * 2_u32.pow(attempts)).mul_f64(jitter));
    (since_first.saturating_add(wait) <= TIME_LIMIT).then_some(wait)
}

/// `Retry-After` as seconds, perhaps with a fraction, or as a date.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = header_text(headers, "retry-after")?;
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Duration::try_from_secs_f64(text.parse().ok()?).ok();
    }
    Some(http_date(text)?.duration_since(now).unwrap_or_default())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
fn http_date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split_once(", ")?.1.split(' ');
    let day: u64 = words.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)?;
    let year: u64 = words.next()?.parse().ok().filter(|year| (1970..=9999).contains(year))?;
    let mut clock = words.next()?.split(':').map(|part| part.parse::<u64>().ok().filter(|part| *part <= 60));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    if words.next() != Some("GMT") {
        return None;
    }
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let before_year = (1970..year).map(|year| 365 + u64::from(is_leap(year))).sum::<u64>();
    let before_month =
        [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month] + u64::from(month > 1 && is_leap(year));
    let days = before_year + before_month + day - 1;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(((days * 24 + hour) * 60 + minute) * 60 + second))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use http::HeaderValue;

    use super::*;

    fn headers(retry_after: &str) -> HeaderMap {
        HeaderMap::from_iter([(http::header::RETRY_AFTER, HeaderValue::from_str(retry_after).unwrap())])
    }

    #[test]
    fn every_form_of_retry_after_is_read() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, seconds) in [
            ("0", Some(0.0)),
            ("7", Some(7.0)),
            ("2.128", Some(2.128)),
            ("Sun, 06 Nov 1994 08:50:47 GMT", Some(70.0)),
            ("Sun, 06 Nov 1994 08:49:36 GMT", Some(0.0)),
            ("Tue, 29 Feb 2000 00:00:00 GMT", Some(951_782_400.0 - 784_111_777.0)),
            ("-1", None),
            ("soon", None),
            ("Sun, 06 Nov 94 08:49:37 GMT", None),
        ] {
            assert_eq!(retry_after(&headers(text), now), seconds.map(Duration::from_secs_f64), "{text}");
        }
    }

    #[test]
    fn waits_end() {
        let now = SystemTime::UNIX_EPOCH;
        let all = jitter(&(Arc::new(|| u64::MAX) as Random));
        let none = HeaderMap::new();
        let since = Duration::ZERO;
        assert_eq!(wait(0, since, &none, now, all), Some(Duration::from_secs(3)));
        assert_eq!(wait(2, since, &none, now, all), Some(Duration::from_secs(12)));
        assert_eq!(wait(3, since, &none, now, all), None);
        assert_eq!(wait(0, since, &headers("180"), now, all), Some(TIME_LIMIT));
        assert_eq!(wait(0, Duration::from_secs(1), &headers("180"), now, all), None);
    }
}
