//! Entities with the types of other crates, each behind the feature of its name.
#![cfg(all(feature = "macros", feature = "chrono", feature = "jiff", feature = "time", feature = "uuid"))]

use std::borrow::Cow;

use graph_action::{Patch, graph_entity};
use serde_json::json;

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
