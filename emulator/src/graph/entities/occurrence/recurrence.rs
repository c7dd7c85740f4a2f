//! On which days a series takes place: daily, weekly, on a day of the month, and on a day of the year.

use serde_json::Value;

use crate::time::{date_of, seconds};

const DAY: i64 = 86_400;
const WEEKDAYS: [&str; 7] = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];

/// No series is followed for more days than this.
const MOST_DAYS: i64 = 366 * 20;

/// When the occurrences of a series begin, up to a time, in seconds since 1970. `first` is when its first one does.
///
/// A pattern that the emulator does not know (`relativeMonthly`, `relativeYearly`) has its first occurrence only.
pub(super) fn starts(recurrence: &Value, first: i64, until: i64) -> Vec<i64> {
    let (pattern, range) = (&recurrence["pattern"], &recurrence["range"]);
    let day = |name: &str| range[name].as_str().and_then(seconds).map(|seconds| seconds.div_euclid(DAY));
    let start = day("startDate").unwrap_or(first.div_euclid(DAY));
    let kind = range["type"].as_str().unwrap_or("noEnd");
    let last = day("endDate").filter(|_| kind == "endDate").unwrap_or(i64::MAX);
    let last = last.min(until.div_euclid(DAY)).min(start + MOST_DAYS);
    let count = range["numberOfOccurrences"].as_u64().filter(|_| kind == "numbered").unwrap_or(u64::MAX);
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let clock = first.rem_euclid(DAY);
    (start..=last).filter(|day| takes_place(pattern, start, *day)).take(count).map(|day| day * DAY + clock).collect()
}

fn takes_place(pattern: &Value, start: i64, day: i64) -> bool {
    let interval = pattern["interval"].as_i64().unwrap_or(1).max(1);
    let (year, month, date) = date_of(day);
    let (first_year, first_month, first_date) = date_of(start);
    let wanted_date = pattern["dayOfMonth"].as_i64().filter(|day| *day > 0).unwrap_or(first_date);
    match pattern["type"].as_str().unwrap_or_default() {
        "daily" => (day - start) % interval == 0,
        "weekly" => {
            let days = pattern["daysOfWeek"].as_array();
            let is_on = |name: &str| match days {
                Some(days) if !days.is_empty() => days.iter().any(|day| day == name),
                _ => weekday(start) == name,
            };
            let begins = pattern["firstDayOfWeek"].as_str().unwrap_or("sunday");
            is_on(weekday(day)) && (week(day, begins) - week(start, begins)) % interval == 0
        }
        "absoluteMonthly" => {
            let months = (year - first_year) * 12 + month - first_month;
            date == wanted_date && months % interval == 0
        }
        "absoluteYearly" => {
            let wanted_month = pattern["month"].as_i64().filter(|month| *month > 0).unwrap_or(first_month);
            date == wanted_date && month == wanted_month && (year - first_year) % interval == 0
        }
        _ => day == start,
    }
}

fn weekday(day: i64) -> &'static str {
    WEEKDAYS[day.rem_euclid(7) as usize]
}

/// The number of the week that a day is in.
fn week(day: i64, begins: &str) -> i64 {
    let offset = WEEKDAYS.iter().position(|name| *name == begins).unwrap_or(3);
    (day - offset as i64).div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn days(recurrence: &Value) -> Vec<String> {
        let first = seconds("2026-11-02T09:00:00").unwrap();
        let starts = starts(recurrence, first, seconds("2027-12-31T00:00:00").unwrap());
        starts.into_iter().map(|start| crate::time::Timestamp::from_seconds(start).iso()).collect()
    }

    #[test]
    fn each_kind_of_pattern() {
        let numbered = json!({"type": "numbered", "startDate": "2026-11-02", "numberOfOccurrences": 4});
        for (pattern, expected) in [
            (json!({"type": "daily", "interval": 2}), ["11-02", "11-04", "11-06", "11-08"]),
            (
                json!({
                    "type": "weekly", "interval": 2, "daysOfWeek": ["monday", "friday"], "firstDayOfWeek": "monday",
                }),
                ["11-02", "11-06", "11-16", "11-20"],
            ),
            (json!({"type": "absoluteMonthly", "interval": 1, "dayOfMonth": 5}), ["11-05", "12-05", "01-05", "02-05"]),
        ] {
            let found = days(&json!({"pattern": pattern, "range": numbered}));
            let found: Vec<&str> = found.iter().map(|day| &day[5..10]).collect();
            assert_eq!(found, expected, "{pattern}");
        }
        let range = json!({"type": "endDate", "startDate": "2026-11-02", "endDate": "2026-11-03"});
        assert_eq!(
            days(&json!({"pattern": {"type": "daily"}, "range": range})),
            ["2026-11-02T09:00:00Z", "2026-11-03T09:00:00Z"]
        );
    }
}
