//! Entities with the types of other crates, each behind the feature of its name.
#![cfg(all(feature = "macros", feature = "chrono", feature = "jiff", feature = "time", feature = "uuid"))]

use std::borrow::Cow;

use graph_action::{Patch, graph_entity};
use proptest::prelude::*;
use serde_json::{Value, json};

#[graph_entity("user")]
#[derive(Debug)]
struct User<'a> {
    id: uuid::Uuid,
    created_date_time: Option<jiff::Timestamp>,
    hire_date: Option<chrono::DateTime<chrono::Utc>>,
    employee_hire_date: Patch<time::OffsetDateTime>,
    display_name: Option<Cow<'a, str>>,
    business_phones: Vec<Cow<'a, str>>,
}

#[graph_entity("user")]
#[derive(Debug, PartialEq)]
struct UserPatch {
    created_date_time: Patch<jiff::Timestamp>,
    hire_date: Patch<chrono::DateTime<chrono::Utc>>,
    employee_hire_date: Patch<time::OffsetDateTime>,
}

#[graph_entity("bookingService")]
#[derive(Debug)]
struct Service {
    default_duration: jiff::SignedDuration,
    pre_buffer: time::Duration,
    post_buffer: chrono::TimeDelta,
}

#[graph_entity("recurrenceRange")]
#[derive(Debug)]
struct Range {
    start_date: Option<jiff::civil::Date>,
    end_date: Option<time::Date>,
}

/// What is read of the whole range of dates that Graph has.
#[graph_entity("bookingsAvailabilityWindow")]
#[derive(Debug)]
struct Window {
    start_date: Patch<chrono::NaiveDate>,
    end_date: Patch<jiff::civil::Date>,
}

#[graph_entity("educationAssignmentDefaults")]
#[derive(Debug)]
struct Defaults {
    due_time: Patch<jiff::civil::Time>,
}

#[graph_entity("bookingWorkTimeSlot")]
#[derive(Debug)]
struct Slot {
    start_time: chrono::NaiveTime,
    end_time: time::Time,
}

fn property(value: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Option<Value>> {
    prop_oneof![Just(None), Just(Some(Value::Null)), value.prop_map(|text| Some(text.into()))]
}

fn object(properties: Vec<(&'static str, Option<Value>)>) -> Value {
    properties.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn date() -> impl Strategy<Value = String> {
    (1_u16..=9999, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn time_of_day() -> impl Strategy<Value = String> {
    (0_u8..24, 0_u8..60, 0_u8..60).prop_map(|(hour, minute, second)| format!("{hour:02}:{minute:02}:{second:02}"))
}

fn instant() -> impl Strategy<Value = String> {
    // The last digit of a fraction is no zero: all three crates leave those out.
    let fraction = prop_oneof![Just(String::new()), "\\.[0-9]{0,6}[1-9]"];
    // The range of `jiff` ends a day before that of OData.
    let date = date().prop_map(|date| date.replace("9999", "9998"));
    (date, time_of_day(), fraction).prop_map(|(date, time, fraction)| format!("{date}T{time}{fraction}Z"))
}

proptest! {
    /// Each crate has its own way to write fractions: a half is `.5` in one and `.500` in another. What is written is
    /// read as the same again.
    #[test]
    fn dates_are_written_as_they_were_set(
        (created, hired) in (property(instant()), property(instant())),
        employee in property(instant()),
        (start, end) in (property(date()), property(date())),
        due in property(time_of_day()),
        (from, to) in (time_of_day(), time_of_day()),
    ) {
        let user = object(vec![
            ("createdDateTime", created), ("hireDate", hired), ("employeeHireDate", employee),
        ]);
        let read: UserPatch = serde_json::from_value(user.clone()).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        let again: UserPatch = serde_json::from_value(written.clone()).unwrap();
        prop_assert_eq!(&again, &read);
        let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        prop_assert_eq!(names(&written), names(&user));

        let window = object(vec![("startDate", start), ("endDate", end)]);
        let read: Window = serde_json::from_value(window.clone()).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), window);
        let defaults = object(vec![("dueTime", due)]);
        let read: Defaults = serde_json::from_value(defaults.clone()).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), defaults);
        let read: Slot = serde_json::from_value(json!({"startTime": from, "endTime": to})).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        prop_assert_eq!(&written["startTime"], &json!(from));
        prop_assert!(written["endTime"].as_str().unwrap().starts_with(&to), "{}", written);
    }
}

#[test]
fn dates_durations_and_guids_are_read_and_written() {
    let user = json!({
        "id": "6e7b768e-07e2-4810-8459-485f84f8f204",
        "createdDateTime": "2026-01-31T12:00:00Z",
        "hireDate": "0001-01-01T00:00:00Z",
        "employeeHireDate": "2026-01-31T12:00:00.5Z",
        "displayName": "A",
        "businessPhones": ["1"],
    });
    let text = user.to_string();
    let read: User<'_> = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), user);

    let service = json!({"defaultDuration": "PT1H", "preBuffer": "P1D", "postBuffer": "PT0S"});
    let read: Service = serde_json::from_value(service.clone()).unwrap();
    assert_eq!(read.default_duration, jiff::SignedDuration::from_hours(1));
    assert_eq!(serde_json::to_value(read).unwrap(), service);

    let range = json!({"startDate": "2026-01-31", "endDate": "2026-02-28"});
    let read: Range = serde_json::from_value(range.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), range);
}
