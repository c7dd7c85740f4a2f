//! JSON of entities: whatever the schema allows is read, and what is written is what was set.
//!
//! The structs have properties of every kind of type. Each property is missing, null or set, and among them stand
//! annotations and properties that the struct does not have.

use std::collections::BTreeSet;
use std::time::Duration;

use graph_action::{Patch, graph_entity};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

macro_rules! entities {
    ($(#[$option:meta])*) => {
        use super::*;

        #[graph_entity("rgbColor")]
        $(#[$option])*
        pub(super) struct Color {
            r: u8,
            g: u16,
            b: i64,
        }

        #[graph_entity("intuneBrand")]
        $(#[$option])*
        pub(super) struct Brand {
            theme_color: Option<Color>,
            show_logo: bool,
        }

        #[graph_entity("audio")]
        $(#[$option])*
        pub(super) struct Audio {
            disc: Option<i16>,
            disc_count: Patch<i32>,
            bitrate: Patch<i64>,
            duration: Option<i128>,
            track: Patch<i32>,
            has_drm: Option<bool>,
            is_variable_bitrate: Patch<bool>,
            title: Patch<Box<str>>,
        }

        #[graph_entity("applicationRiskScore")]
        $(#[$option])*
        pub(super) struct Score {
            compliance: Option<f32>,
            legal: Patch<f32>,
            provider: Patch<f64>,
        }

        #[graph_entity("callRecords.pstnCallLogRow")]
        $(#[$option])*
        pub(super) struct CallLogRow {
            charge: Option<f64>,
            connection_charge: Patch<f64>,
            start_date_time: Patch<String>,
            duration: Option<i32>,
        }

        #[graph_entity("alternativeSecurityId")]
        $(#[$option])*
        pub(super) struct SecurityId {
            key: Patch<Vec<u8>>,
            #[graph(rename = "type")]
            kind: Option<i32>,
        }

        #[graph_entity("device")]
        $(#[$option])*
        pub(super) struct Device {
            alternative_security_ids: Vec<SecurityId>,
        }

        #[graph_entity("keyValue")]
        $(#[$option])*
        pub(super) struct KeyValue {
            key: Option<String>,
            value: Patch<String>,
        }

        #[graph_entity("addIn")]
        $(#[$option])*
        pub(super) struct AddIn {
            id: Option<String>,
            r#type: String,
            properties: Vec<KeyValue>,
        }

        #[graph_entity("implicitGrantSettings")]
        $(#[$option])*
        pub(super) struct Grants {
            enable_id_token_issuance: Patch<bool>,
        }

        #[graph_entity("webApplication")]
        $(#[$option])*
        pub(super) struct Web {
            redirect_uris: Patch<Vec<String>>,
            implicit_grant_settings: Option<Box<Grants>>,
        }

        #[graph_entity("application")]
        $(#[$option])*
        pub(super) struct Application {
            id: String,
            token_encryption_key_id: Patch<String>,
            manager_applications: Option<Vec<String>>,
            tags: Patch<Vec<Option<String>>>,
            add_ins: Vec<AddIn>,
            web: Patch<Web>,
            #[graph(rename = "extension_b_number")]
            number: Patch<i64>,
        }

        #[graph_entity("dayOfWeek")]
        #[derive(PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Day {
            Sunday,
            Monday,
            #[graph(other)]
            Other(Box<str>),
        }

        #[graph_entity("bookingWorkTimeSlot")]
        $(#[$option])*
        pub(super) struct Slot {
            start_time: String,
            end_time: String,
        }

        #[graph_entity("bookingWorkHours")]
        $(#[$option])*
        pub(super) struct Hours {
            day: Day,
            time_slots: Vec<Slot>,
        }

        #[graph_entity("recurrenceRange")]
        $(#[$option])*
        pub(super) struct Range {
            start_date: Option<String>,
            end_date: Patch<String>,
        }

        #[graph_entity("recurrencePattern")]
        $(#[$option])*
        pub(super) struct Pattern {
            days_of_week: BTreeSet<Day>,
            first_day_of_week: Patch<Day>,
        }

        #[graph_entity("patternedRecurrence")]
        $(#[$option])*
        pub(super) struct Recurrence {
            pattern: Patch<Pattern>,
            range: Option<Range>,
        }

        #[graph_entity("chatMessagePolicyViolationDlpActionTypes")]
        #[derive(PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum DlpAction {
            None,
            NotifySender,
            BlockAccess,
            BlockAccessExternal,
        }

        #[graph_entity("chatMessagePolicyViolation")]
        $(#[$option])*
        pub(super) struct Violation {
            dlp_action: Patch<BTreeSet<DlpAction>>,
            user_action: Option<String>,
        }

        #[graph_entity("bookingService")]
        $(#[$option])*
        pub(super) struct Service {
            default_duration: Duration,
            pre_buffer: Patch<Duration>,
            default_price: f64,
        }

        #[graph_entity("dateTimeTimeZone")]
        $(#[$option])*
        pub(super) struct Time {
            date_time: String,
            time_zone: Option<String>,
        }

        #[graph_entity("followupFlag")]
        $(#[$option])*
        pub(super) struct Flag {
            flag_status: Option<String>,
            due_date_time: Patch<Time>,
        }

        #[graph_entity("fileAttachment")]
        $(#[$option])*
        pub(super) struct FileAttachment {
            name: Option<String>,
            size: i32,
            content_bytes: Option<Vec<u8>>,
        }

        #[graph_entity("attachment")]
        pub(super) enum Attachment {
            FileAttachment(FileAttachment),
            #[graph(other)]
            Other(Value),
        }

        #[graph_entity("message")]
        $(#[$option])*
        pub(super) struct Message {
            flag: Patch<Flag>,
            attachments: Vec<Attachment>,
            is_read: Patch<bool>,
            body: Patch<Value>,
        }
    };
}

/// Implementations that the macro writes.
mod written {
    entities!();
}

/// With an option of serde for the struct they are serde's derives.
mod derived {
    entities!(#[serde(expecting = "an entity")]);
}

/// What Graph sends, and what is written after it was read.
type Pair = (Value, Value);

/// The same of a property, which may be missing.
type Property = (&'static str, BoxedStrategy<(Option<Value>, Option<Value>)>);

fn same<T: Into<Value> + std::fmt::Debug + 'static>(values: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Pair> {
    values.prop_map(Into::into).prop_map(|value: Value| (value.clone(), value)).boxed()
}

fn some((given, written): Pair) -> (Option<Value>, Option<Value>) {
    (Some(given), Some(written))
}

/// A value that is always there.
fn required(name: &'static str, value: BoxedStrategy<Pair>) -> Property {
    (name, value.prop_map(some).boxed())
}

/// An `Option`: a null is not written.
fn option(name: &'static str, value: BoxedStrategy<Pair>) -> Property {
    let nothing = prop_oneof![Just((None, None)), Just((Some(Value::Null), None))];
    (name, prop_oneof![1 => nothing, 2 => value.prop_map(some)].boxed())
}

/// A `Patch`: it is written as it came.
fn patch(name: &'static str, value: BoxedStrategy<Pair>) -> Property {
    let nothing = prop_oneof![Just((None, None)), Just((Some(Value::Null), Some(Value::Null)))];
    (name, prop_oneof![1 => nothing, 2 => value.prop_map(some)].boxed())
}

/// A list or a set: it is always written.
fn collection(name: &'static str, value: BoxedStrategy<Pair>) -> Property {
    let nothing = prop_oneof![Just(None), Just(Some(Value::Null))].prop_map(|given| (given, Some(json!([]))));
    (name, prop_oneof![1 => nothing, 2 => value.prop_map(some)].boxed())
}

fn list(value: BoxedStrategy<Pair>) -> BoxedStrategy<Pair> {
    let unzipped = |pairs: Vec<Pair>| {
        let (given, written): (Vec<Value>, Vec<Value>) = pairs.into_iter().unzip();
        (given.into(), written.into())
    };
    vec(value, 0..3).prop_map(unzipped).boxed()
}

/// An object with these properties, and with others, which are not kept.
fn object(properties: Vec<Property>) -> BoxedStrategy<Pair> {
    let (names, values): (Vec<&str>, Vec<_>) = properties.into_iter().unzip();
    let name = prop_oneof![
        Just("@odata.etag".to_owned()),
        Just("@odata.context".to_owned()),
        select(names.clone()).prop_map(|name| format!("{name}@odata.type")),
        "unknown[A-Za-z_.]{0,5}",
    ];
    (values, vec((name, any_json()), 0..3))
        .prop_map(move |(values, others)| {
            let (given, written): (Vec<_>, Vec<_>) = values.into_iter().unzip();
            let named = |values: Vec<Option<Value>>| {
                let named = names.iter().zip(values).filter_map(|(name, value)| Some(((*name).to_owned(), value?)));
                named.collect::<Vec<_>>()
            };
            (named(given).into_iter().chain(others).collect(), named(written).into_iter().collect())
        })
        .boxed()
}

fn any_json() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| json!(f64::from(number) / 8.0)),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let object = vec(("\\PC{0,5}", inner.clone()), 0..3).prop_map(|pairs| pairs.into_iter().collect());
        prop_oneof![vec(inner, 0..3).prop_map(Value::from), object]
    })
    .boxed()
}

fn text() -> BoxedStrategy<Pair> {
    same("\\PC{0,12}")
}

/// Also as an integer and as a name.
fn number() -> BoxedStrategy<Pair> {
    let whole = any::<i16>().prop_map(|number| (json!(number), json!(f64::from(number))));
    let quarters = any::<i16>().prop_map(|number| json!(f64::from(number) / 4.0));
    prop_oneof![same(select(vec!["NaN", "INF", "-INF"])), same(quarters), whole].boxed()
}

fn guid() -> BoxedStrategy<Pair> {
    same("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
}

/// In the form of Graph, and in that of OData, without padding.
fn binary() -> BoxedStrategy<Pair> {
    let quads = "([A-Za-z0-9+/]{4}){0,4}";
    let padded = (quads, select(vec!["", "YQ==", "YWI="])).prop_map(|(quads, end)| format!("{quads}{end}"));
    padded
        .prop_flat_map(|written| {
            let bare = written.trim_end_matches('=').replace('+', "-").replace('/', "_");
            (select(vec![bare, written.clone()]), Just(written))
        })
        .prop_map(|(given, written)| (given.into(), written.into()))
        .boxed()
}

fn duration() -> BoxedStrategy<Pair> {
    let whole =
        (1_u8..50, 1_u8..24, 1_u8..60).prop_map(|(days, hours, minutes)| format!("P{days}DT{hours}H{minutes}M"));
    let part = (1_u8..60).prop_map(|seconds| format!("PT{seconds}.5S"));
    prop_oneof![same(whole), same(part), Just((json!("PT60M"), json!("PT1H")))].boxed()
}

/// Names of members, also of one that came later.
fn member(names: &'static [&'static str]) -> BoxedStrategy<Pair> {
    same(select(names))
}

fn entities() -> Vec<(BoxedStrategy<Pair>, [Check; 2])> {
    let byte = || same(any::<u8>());
    let color = object(vec![required("r", byte()), required("g", byte()), required("b", byte())]);
    let brand = object(vec![option("themeColor", color), required("showLogo", same(any::<bool>()))]);
    let audio = object(vec![
        option("disc", same(any::<i16>())),
        patch("discCount", same(any::<i16>())),
        patch("bitrate", same(any::<i64>())),
        option("duration", same(any::<i64>())),
        patch("track", same(any::<i32>())),
        option("hasDrm", same(any::<bool>())),
        patch("isVariableBitrate", same(any::<bool>())),
        patch("title", text()),
    ]);
    let score = object(vec![option("compliance", number()), patch("legal", number()), patch("provider", number())]);
    let row = object(vec![
        option("charge", number()),
        patch("connectionCharge", number()),
        patch("startDateTime", same("20[0-9]{2}-01-31T12:00:00(\\.[0-9]{1,7})?Z")),
        option("duration", same(any::<i32>())),
    ]);
    let security_id = object(vec![patch("key", binary()), option("type", same(any::<i32>()))]);
    let device = object(vec![collection("alternativeSecurityIds", list(security_id))]);
    let service = object(vec![
        required("defaultDuration", duration()),
        patch("preBuffer", duration()),
        required("defaultPrice", number()),
    ]);
    vec![
        (brand, [check::<written::Brand>, check::<derived::Brand>]),
        (audio, [check::<written::Audio>, check::<derived::Audio>]),
        (score, [check::<written::Score>, check::<derived::Score>]),
        (row, [check::<written::CallLogRow>, check::<derived::CallLogRow>]),
        (device, [check::<written::Device>, check::<derived::Device>]),
        (service, [check::<written::Service>, check::<derived::Service>]),
        (application(), [check::<written::Application>, check::<derived::Application>]),
        (hours(), [check::<written::Hours>, check::<derived::Hours>]),
        (recurrence(), [check::<written::Recurrence>, check::<derived::Recurrence>]),
        (violation(), [check::<written::Violation>, check::<derived::Violation>]),
        (message(), [check::<written::Message>, check::<derived::Message>]),
    ]
}

fn application() -> BoxedStrategy<Pair> {
    let key_value = object(vec![option("key", text()), patch("value", text())]);
    let add_in =
        object(vec![option("id", guid()), required("type", text()), collection("properties", list(key_value))]);
    let grants = object(vec![patch("enableIdTokenIssuance", same(any::<bool>()))]);
    let web = object(vec![patch("redirectUris", list(text())), option("implicitGrantSettings", grants)]);
    let tag = prop_oneof![text(), Just((Value::Null, Value::Null))].boxed();
    object(vec![
        required("id", guid()),
        patch("tokenEncryptionKeyId", guid()),
        option("managerApplications", list(guid())),
        patch("tags", list(tag)),
        collection("addIns", list(add_in)),
        patch("web", web),
        patch("extension_b_number", same(any::<i64>())),
    ])
}

const DAYS: &[&str] = &["sunday", "monday", "friday", "newestDay"];

fn hours() -> BoxedStrategy<Pair> {
    let time = || same("[01][0-9]:[0-5][0-9]:00(\\.0000000)?");
    let slot = object(vec![required("startTime", time()), required("endTime", time())]);
    object(vec![required("day", member(DAYS)), collection("timeSlots", list(slot))])
}

fn recurrence() -> BoxedStrategy<Pair> {
    let date = || same("20[0-9]{2}-0[1-9]-[012][1-9]");
    // The order of a set is its own.
    let days = same(subsequence(DAYS, 0..3).prop_map(Value::from));
    let pattern = object(vec![collection("daysOfWeek", days), patch("firstDayOfWeek", member(DAYS))]);
    let range = object(vec![option("startDate", date()), patch("endDate", date())]);
    object(vec![patch("pattern", pattern), option("range", range)])
}

fn violation() -> BoxedStrategy<Pair> {
    let members = vec!["none", "notifySender", "blockAccess", "blockAccessExternal"];
    let flags = subsequence(members, 0..4)
        .prop_flat_map(|members| (select(vec![members.join(","), members.join(", ")]), Just(members.join(","))));
    let flags = flags.prop_map(|(given, written)| (given.into(), written.into())).boxed();
    object(vec![patch("dlpAction", flags), option("userAction", same("none|override|reportFalsePositive"))])
}

fn message() -> BoxedStrategy<Pair> {
    let time = object(vec![required("dateTime", text()), option("timeZone", text())]);
    let status = || same("notFlagged|complete|flagged");
    let flag = object(vec![option("flagStatus", status()), patch("dueDateTime", time)]);
    let file = object(vec![
        required("@odata.type", same(Just("#microsoft.graph.fileAttachment"))),
        option("name", text()),
        required("size", same(any::<i32>())),
        option("contentBytes", binary()),
    ]);
    let kept = |mut value: Value| {
        value["@odata.type"] = "#microsoft.graph.newestAttachment".into();
        value
    };
    let other =
        same(vec(("[a-z]{1,6}", any_json()), 0..3).prop_map(|pairs| pairs.into_iter().collect()).prop_map(kept));
    object(vec![
        patch("flag", flag),
        collection("attachments", list(prop_oneof![file, other].boxed())),
        patch("isRead", same(any::<bool>())),
        patch("body", same(any_json())),
    ])
}

type Check = fn(&Value) -> Result<Value, serde_json::Error>;

/// Reads JSON as text, as Graph sends it, and as a value, and writes it.
fn check<T: Serialize + DeserializeOwned>(given: &Value) -> Result<Value, serde_json::Error> {
    let written = serde_json::to_value(serde_json::from_str::<T>(&given.to_string())?)?;
    let of_value = serde_json::to_value(serde_json::from_value::<T>(given.clone())?)?;
    assert_eq!(written, of_value);
    Ok(written)
}

#[test]
fn what_the_schema_allows_is_read_and_what_was_set_is_written() {
    for (json, checks) in entities() {
        let config = ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
        let result = proptest::test_runner::TestRunner::new(config).run(&json, |(given, expected)| {
            for check in checks {
                let written = check(&given).map_err(|error| TestCaseError::fail(format!("{error}: {given}")))?;
                prop_assert_eq!(&written, &expected, "{}", given);
            }
            Ok(())
        });
        if let Err(error) = result {
            panic!("{error}");
        }
    }
}
