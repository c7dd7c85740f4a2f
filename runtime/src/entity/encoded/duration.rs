//! Durations, which are ISO 8601 in JSON.

use std::fmt;
use std::fmt::Write as _;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::{Error as _, Serializer};

use super::{Decoded, Encoded};

/// A duration of days and less: `P1DT2H30M`, `-PT0.5S` (OData's `Edm.Duration`).
pub struct Duration;

const NANOS: i128 = 1_000_000_000;

/// What a duration is read as and written from.
trait Nanoseconds: Sized {
    /// The whole duration in nanoseconds.
    fn total(&self) -> Option<i128>;
    /// The duration of so many nanoseconds; `None` when it is out of range.
    fn of(nanoseconds: i128) -> Option<Self>;
}

macro_rules! durations {
    ($($(#[$feature:meta])? $ty:ty;)*) => {$(
        $(#[$feature])?
        impl Encoded<Duration> for $ty {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self.total() {
                    Some(nanoseconds) => serializer.serialize_str(&written(nanoseconds)),
                    None => Err(S::Error::custom("the duration is out of range")),
                }
            }
        }

        $(#[$feature])?
        impl Decoded<Duration> for $ty {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let nanoseconds = deserializer.deserialize_str(Text)?;
                Self::of(nanoseconds).ok_or_else(|| D::Error::custom("the duration is out of range of its type"))
            }
        }
    )*};
}

durations! {
    std::time::Duration;
    #[cfg(feature = "chrono")] chrono::TimeDelta;
    #[cfg(feature = "jiff")] jiff::SignedDuration;
    #[cfg(feature = "time")] time::Duration;
}

impl Nanoseconds for std::time::Duration {
    fn total(&self) -> Option<i128> {
        i128::try_from(self.as_nanos()).ok()
    }

    fn of(nanoseconds: i128) -> Option<Self> {
        let seconds = u64::try_from(nanoseconds.div_euclid(NANOS)).ok()?;
        Some(Self::new(seconds, u32::try_from(nanoseconds.rem_euclid(NANOS)).ok()?))
    }
}

#[cfg(feature = "chrono")]
impl Nanoseconds for chrono::TimeDelta {
    fn total(&self) -> Option<i128> {
        Some(i128::from(self.num_seconds()) * NANOS + i128::from(self.subsec_nanos()))
    }

    fn of(nanoseconds: i128) -> Option<Self> {
        let seconds = i64::try_from(nanoseconds.div_euclid(NANOS)).ok()?;
        Self::new(seconds, u32::try_from(nanoseconds.rem_euclid(NANOS)).ok()?)
    }
}

#[cfg(feature = "jiff")]
impl Nanoseconds for jiff::SignedDuration {
    fn total(&self) -> Option<i128> {
        Some(self.as_nanos())
    }

    fn of(nanoseconds: i128) -> Option<Self> {
        let seconds = i64::try_from(nanoseconds / NANOS).ok()?;
        Some(Self::new(seconds, i32::try_from(nanoseconds % NANOS).ok()?))
    }
}

#[cfg(feature = "time")]
impl Nanoseconds for time::Duration {
    fn total(&self) -> Option<i128> {
        Some(self.whole_nanoseconds())
    }

    fn of(nanoseconds: i128) -> Option<Self> {
        let seconds = i64::try_from(nanoseconds / NANOS).ok()?;
        Some(Self::new(seconds, i32::try_from(nanoseconds % NANOS).ok()?))
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a duration as `P1DT2H30M`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i128, E> {
        read(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

/// The units in their order, before and after the `T`, in seconds.
const UNITS: [(bool, char, i128); 5] =
    [(false, 'W', 604_800), (false, 'D', 86_400), (true, 'H', 3_600), (true, 'M', 60), (true, 'S', 1)];

/// The nanoseconds of an ISO 8601 duration. Years and months have no fixed length, and Graph does not send them.
fn read(text: &str) -> Option<i128> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
    let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty() && !rest.ends_with('T'))?;
    let (mut total, mut in_time, mut units) = (0_i128, false, UNITS.iter());
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T').filter(|_| !in_time) {
            (rest, in_time) = (time, true);
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let letter = tail.chars().next()?;
        let (_, _, seconds) = units.find(|(of_time, unit, _)| *of_time == in_time && *unit == letter)?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        // Only seconds have a fraction.
        if number.contains('.') && (letter != 'S' || fraction.is_empty()) {
            return None;
        }
        total = total.checked_add(whole.parse::<i128>().ok()?.checked_mul(seconds * NANOS)?)?;
        total = total.checked_add(nanoseconds_of(fraction)?)?;
        rest = &tail[letter.len_utf8()..];
    }
    Some(if negative { -total } else { total })
}

/// The digits after the point; what is finer than a nanosecond is dropped.
fn nanoseconds_of(fraction: &str) -> Option<i128> {
    let digits: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    if fraction.chars().all(|c| c.is_ascii_digit()) { digits.parse().ok() } else { None }
}

fn written(nanoseconds: i128) -> String {
    let (mut seconds, nanos) =
        (nanoseconds.unsigned_abs() / NANOS.unsigned_abs(), nanoseconds.unsigned_abs() % NANOS.unsigned_abs());
    let mut text = String::from(if nanoseconds < 0 { "-P" } else { "P" });
    let mut in_time = false;
    for (of_time, unit, length) in &UNITS[1..] {
        let count = seconds / length.unsigned_abs();
        seconds %= length.unsigned_abs();
        let fraction = if *unit == 'S' && nanos > 0 { format!(".{nanos:09}") } else { String::new() };
        if count == 0 && fraction.is_empty() {
            continue;
        }
        if *of_time && !std::mem::replace(&mut in_time, true) {
            text.push('T');
        }
        // Writing to a String cannot fail.
        let _ = write!(text, "{count}{}{unit}", fraction.trim_end_matches('0'));
    }
    if text.ends_with('P') { "PT0S".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::tests::again;
    use super::{Duration, read, written};
    use serde_json::json;

    #[test]
    fn durations_of_iso_8601_are_read() {
        for (text, expected) in [
            ("PT0S", Some(0)),
            ("PT1H30M", Some(5_400_000_000_000)),
            ("P1DT0.5S", Some(86_400_500_000_000)),
            ("-PT1.25S", Some(-1_250_000_000)),
            ("P2W", Some(1_209_600_000_000_000)),
            ("PT0.0000000019S", Some(1)),
            ("P", None),
            ("PT", None),
            ("P1DT", None),
            ("1H", None),
            ("P1M", None),
            ("P1Y", None),
            ("P1H", None),
            ("PT1M1H", None),
            ("PT1.5H", None),
            ("PT1.S", None),
            ("PT1.1.1S", None),
            ("PT-1S", None),
            ("PTS", None),
            ("PT1Sé", None),
            ("PT1é", None),
            ("P99999999999999999999999999999999999999D", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (nanoseconds, expected) in [
            (0, "PT0S"),
            (5_400_000_000_000, "PT1H30M"),
            (-86_400_500_000_000, "-P1DT0.5S"),
            (1, "PT0.000000001S"),
            (172_800_000_000_000, "P2D"),
        ] {
            assert_eq!(written(nanoseconds), expected);
            assert_eq!(read(expected), Some(nanoseconds));
        }
    }

    #[test]
    fn each_type_takes_what_it_can_hold() {
        let right = json!("P1DT2H3M4.5S");
        assert_eq!(again::<Duration, std::time::Duration>(right.clone()).unwrap(), right);
        let error = again::<Duration, std::time::Duration>(json!("-PT1S")).unwrap_err();
        assert_eq!(error.to_string(), "the duration is out of range of its type");
        #[cfg(feature = "chrono")]
        assert_eq!(again::<Duration, Option<chrono::TimeDelta>>(json!("-PT1.5S")).unwrap(), json!("-PT1.5S"));
        #[cfg(feature = "jiff")]
        assert_eq!(again::<Duration, jiff::SignedDuration>(json!("-P1DT1.5S")).unwrap(), json!("-P1DT1.5S"));
        #[cfg(feature = "time")]
        assert_eq!(again::<Duration, time::Duration>(json!("-PT1.5S")).unwrap(), json!("-PT1.5S"));
    }
}
