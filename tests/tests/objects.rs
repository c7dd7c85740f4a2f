//! The serde implementations that `graph_entity` writes by itself agree with serde's derives, which it uses where a
//! struct has an attribute of serde.

use graph_action::{Bytes, Patch, graph_entity};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// An `Option` that a macro cannot see.
type Id = Option<String>;

macro_rules! twice {
    ($(#[graph_entity($ty:literal)] $name:ident, $derived:ident { $($fields:tt)* })*) => {$(
        #[derive(Debug, PartialEq)]
        #[graph_entity($ty)]
        struct $name { $($fields)* }

        #[derive(Debug, PartialEq)]
        #[graph_entity($ty)]
        #[serde(bound = "")]
        struct $derived { $($fields)* }
    )*};
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
#[graph_entity("importance")]
enum Importance {
    Low,
    #[graph(other)]
    Other(String),
}

#[derive(Debug, PartialEq)]
#[graph_entity("emailAddress")]
struct EmailAddress {
    address: Option<String>,
}

#[derive(Debug, PartialEq)]
#[graph_entity("recipient")]
struct Recipient {
    email_address: Option<EmailAddress>,
}

#[derive(Debug, PartialEq)]
#[graph_entity("fileAttachment")]
struct File {
    id: String,
    content_bytes: Option<Bytes>,
}

twice! {
    #[graph_entity("message")]
    Message, DerivedMessage {
        id: String,
        subject: Option<String>,
        change_key: Option<String>,
        importance: Option<Importance>,
        categories: Vec<String>,
        to_recipients: Vec<Recipient>,
        is_read: Patch<bool>,
        received_date_time: Option<String>,
        attachments: Vec<File>,
        #[graph(etag)]
        version: Option<String>,
    }

    #[graph_entity("geoCoordinates")]
    Place, DerivedPlace {
        altitude: Option<f64>,
        latitude: Patch<f64>,
    }

    #[graph_entity("entity")]
    Nothing, DerivedNothing {}

    #[graph_entity("entity")]
    MayHaveId, DerivedMayHaveId {
        id: Id,
    }
}

/// Both read the same or both refuse, and both write the same.
fn agree<A, B>(text: &str) -> Result<(), TestCaseError>
where
    A: Serialize + DeserializeOwned + std::fmt::Debug,
    B: Serialize + DeserializeOwned + std::fmt::Debug,
{
    match (serde_json::from_str::<A>(text), serde_json::from_str::<B>(text)) {
        (Ok(written), Ok(derived)) => {
            prop_assert_eq!(serde_json::to_string(&written).unwrap(), serde_json::to_string(&derived).unwrap());
            let (written, derived) = (format!("{written:?}"), format!("{derived:?}"));
            prop_assert_eq!(written, derived.replace("Derived", ""));
        }
        (Err(written), Err(derived)) => {
            let [written, derived] = [written, derived].map(|error| error.to_string());
            // serde's derives name the struct, and these implementations the type.
            let names_the_struct = derived.contains("expected struct");
            prop_assert!(names_the_struct || written == derived, "{}\n{}\n{}", text, written, derived);
        }
        (written, derived) => prop_assert!(false, "{}: {:?} and {:?}", text, written, derived),
    }
    Ok(())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec!["", "low", "NaN", "2024-02-29T01:02:03Z", "aGk=", "x"]).prop_map(Value::from),
        Just(json!([])),
        Just(json!(["a", "b"])),
        Just(json!([{"emailAddress": {"address": "a@b"}}, {}])),
        Just(json!([{"id": "1", "contentBytes": "aGk=", "@odata.type": "#microsoft.graph.fileAttachment"}])),
        Just(json!({"a": {"b": [1]}})),
    ]
}

/// The text of an object, in which a name may be there twice.
fn object(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let property = (prop::sample::select(names), value());
    prop::collection::vec(property, 0..8).prop_map(|properties| {
        let properties: Vec<String> = properties.iter().map(|(name, value)| format!("{name:?}: {value}")).collect();
        format!("{{{}}}", properties.join(", "))
    })
}

const OF_A_MESSAGE: &[&str] = &[
    "subject",
    "changeKey",
    "importance",
    "categories",
    "toRecipients",
    "isRead",
    "receivedDateTime",
    "attachments",
    "@odata.etag",
    "@odata.type",
    "unknown",
    "Subject",
];

proptest! {
    #[test]
    fn a_message_is_the_same(text in object(OF_A_MESSAGE), has_id in any::<bool>()) {
        let text = if has_id { text.replacen('{', "{\"id\": \"1\", ", 1).replace(", }", "}") } else { text };
        agree::<Message, DerivedMessage>(&text)?;
    }

    #[test]
    fn numbers_are_the_same(text in object(&["altitude", "latitude", "accuracy"])) {
        agree::<Place, DerivedPlace>(&text)?;
        agree::<Nothing, DerivedNothing>(&text)?;
    }
}

#[test]
fn a_value_that_is_no_object_is_told_its_type() {
    let error = serde_json::from_str::<Message>("[]").unwrap_err().to_string();
    assert_eq!(error, "invalid type: sequence, expected an object of the type `message` at line 1 column 2");
    let error = serde_json::from_str::<Message>(r#"{"id": "1", "id": "2"}"#).unwrap_err().to_string();
    assert_eq!(error, "duplicate field `id` at line 1 column 16");
}

#[test]
fn an_alias_of_an_option_may_be_missing() {
    assert_eq!(serde_json::from_str::<MayHaveId>("{}").unwrap(), MayHaveId { id: None });
    assert_eq!(serde_json::from_str::<DerivedMayHaveId>("{}").unwrap(), DerivedMayHaveId { id: None });
}
