//! Dates and times of the crates `jiff`, `chrono` and `time`, each behind the feature of its name.

/// A point in time: `2026-01-31T12:00:00Z` (OData's `Edm.DateTimeOffset`).
pub struct Instant;

/// A date: `2026-01-31`.
pub struct CalendarDate;

/// A time of day: `12:00:00.0000000`.
pub struct TimeOfDay;

/// Types whose own form of serde is OData's.
#[cfg(any(feature = "jiff", feature = "chrono"))]
macro_rules! as_serde_has_it {
    ($($(@($($parameter:tt)*))? $ty:ty as $form:ty;)*) => {$(
        impl$(<$($parameter)*>)? super::Encoded<$form> for $ty
        where
            Self: serde::Serialize,
        {
            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }
        }

        impl$(<$($parameter)*>)? super::Decoded<$form> for $ty
        where
            Self: for<'any> serde::Deserialize<'any>,
        {
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde::Deserialize::deserialize(deserializer)
            }
        }
    )*};
}

#[cfg(feature = "jiff")]
as_serde_has_it! {
    jiff::Timestamp as Instant;
    jiff::civil::Date as CalendarDate;
    jiff::civil::Time as TimeOfDay;
}

#[cfg(feature = "chrono")]
as_serde_has_it! {
    @(Z: chrono::TimeZone) chrono::DateTime<Z> as Instant;
    chrono::NaiveDate as CalendarDate;
    chrono::NaiveTime as TimeOfDay;
}

/// The crate `time` has several forms; this one is ISO 8601. `$short` drops what a text needs not say.
#[cfg(feature = "time")]
macro_rules! as_iso_8601 {
    ($($ty:ty as $form:ty: $description:expr, $short:expr;)*) => {$(
        impl super::Encoded<$form> for $ty {
            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let text = self.format(&$description).map_err(serde::ser::Error::custom)?;
                serializer.serialize_str($short(&text))
            }
        }

        impl super::Decoded<$form> for $ty {
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text, &$description).map_err(serde::de::Error::custom)
            }
        }
    )*};
}

#[cfg(feature = "time")]
as_iso_8601! {
    time::OffsetDateTime as Instant: time::format_description::well_known::Rfc3339, str::trim;
    time::Date as CalendarDate: time::format_description::well_known::Iso8601::DATE, str::trim;
    time::Time as TimeOfDay: time::format_description::well_known::Iso8601::TIME, without_zeros;
}

/// `17:00:00.000000000` as `17:00:00`. The crate writes nine digits, and Graph keeps seven.
#[cfg(feature = "time")]
fn without_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
mod tests {
    use super::super::tests::again;
    use super::super::{Decoded, Encoded};
    use super::{CalendarDate, Instant, TimeOfDay};
    use serde_json::json;

    /// What is written may differ from what was read in its fraction, which is read again.
    fn check<I, D, T>()
    where
        I: Encoded<Instant> + Decoded<Instant>,
        D: Encoded<CalendarDate> + Decoded<CalendarDate>,
        T: Encoded<TimeOfDay> + Decoded<TimeOfDay>,
    {
        assert_eq!(again::<Instant, I>(json!("2026-01-31T12:00:00Z")).unwrap(), json!("2026-01-31T12:00:00Z"));
        for text in ["2026-01-31T12:00:00.1234567Z", "0001-01-01T00:00:00Z", "2026-01-31T12:00:00+02:00"] {
            let once = again::<Instant, Option<I>>(json!(text)).unwrap();
            assert_eq!(again::<Instant, I>(once.clone()).unwrap(), once);
        }
        assert!(again::<Instant, I>(json!("2026-01-31")).is_err());
        assert_eq!(again::<CalendarDate, Vec<D>>(json!(["2026-01-31"])).unwrap(), json!(["2026-01-31"]));
        assert!(again::<CalendarDate, D>(json!("2026-02-31")).is_err());
        let once = again::<TimeOfDay, T>(json!("08:30:00.5000000")).unwrap();
        assert!(once.as_str().unwrap().starts_with("08:30:00.5"), "{once}");
        assert_eq!(again::<TimeOfDay, T>(once.clone()).unwrap(), once);
        for (text, expected) in [("17:00:00.0000000", "17:00:00"), ("08:30:10", "08:30:10"), ("00:00:00", "00:00:00")] {
            assert_eq!(again::<TimeOfDay, T>(json!(text)).unwrap(), json!(expected));
        }
    }

    #[test]
    fn dates_are_read_and_written() {
        #[cfg(feature = "jiff")]
        check::<jiff::Timestamp, jiff::civil::Date, jiff::civil::Time>();
        #[cfg(feature = "chrono")]
        check::<chrono::DateTime<chrono::Utc>, chrono::NaiveDate, chrono::NaiveTime>();
        #[cfg(feature = "time")]
        check::<time::OffsetDateTime, time::Date, time::Time>();
    }
}
