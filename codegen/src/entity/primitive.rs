//! Which types of Rust a primitive type of OData can be read as.

use super::model::Form;
use super::rust_type::NO_VALUE;

/// What a known type of Rust is to a primitive type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Right(Form),
    Wrong,
    /// The name says nothing: a type of the user's own.
    Unknown,
}

/// Types of Rust that are known by the last word of their names.
const KNOWN: &[&str] = &[
    "String",
    "str",
    "bool",
    "char",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "f32",
    "f64",
    "Timestamp",
    "Zoned",
    "DateTime",
    "OffsetDateTime",
    "PrimitiveDateTime",
    "NaiveDateTime",
    "SystemTime",
    "Date",
    "NaiveDate",
    "Time",
    "NaiveTime",
    "Duration",
    "SignedDuration",
    "TimeDelta",
    "Span",
    "Uuid",
    "Bytes",
    "Vec<u8>",
    NO_VALUE,
];

/// Whether a name stands for a type that is no entity.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

/// Whether a name stands for a type of the language or of serde's own forms. Names of dates do not: a `Time` may be a
/// type of the user's own.
pub(super) fn is_builtin(name: &str) -> bool {
    is_known(name)
        && (name.starts_with(|c: char| c.is_ascii_lowercase()) || matches!(name, "String" | "Vec<u8>" | NO_VALUE))
}

/// Whether a name may be that of a point in time.
pub(super) fn is_instant(name: &str) -> bool {
    matches!(name, "Timestamp" | "DateTime" | "OffsetDateTime")
}

/// Whether text can be kept in this type.
pub(super) fn is_text(name: &str) -> bool {
    matches!(name, "String" | "str")
}

/// Whether a type of Rust, by the last word of its name, can hold a primitive type of OData.
pub(super) fn fit(primitive: &str, name: &str) -> Fit {
    let right = match (primitive, name) {
        ("Stream", _) => None,
        ("Binary", "Vec<u8>" | "Bytes") => Some(Form::Base64),
        ("Double" | "Single" | "Decimal", "f32" | "f64") => Some(Form::Float),
        ("Duration", "Duration" | "SignedDuration" | "TimeDelta") => Some(Form::Duration),
        ("DateTimeOffset", name) if is_instant(name) => Some(Form::Instant),
        ("Date", "Date" | "NaiveDate") => Some(Form::CalendarDate),
        ("TimeOfDay", "Time" | "NaiveTime") => Some(Form::TimeOfDay),
        ("Boolean", "bool")
        | ("Byte", "u8" | "u16" | "i16" | "u32" | "i32" | "u64" | "i64" | "u128" | "i128" | "usize" | "isize")
        | ("SByte", "i8" | "i16" | "i32" | "i64" | "i128" | "isize")
        | ("Int16", "i16" | "u16" | "i32" | "u32" | "i64" | "u64" | "u128" | "i128" | "usize" | "isize")
        | ("Int32", "i32" | "u32" | "i64" | "u64" | "u128" | "i128" | "usize" | "isize")
        | ("Int64", "i64" | "u64" | "u128" | "i128" | "usize" | "isize")
        | ("Duration", "Span")
        | ("Guid", "Uuid") => Some(Form::Plain),
        // Ids are strings in the schema, and dates of `dateTimeTimeZone`, which have no offset, are too.
        ("String", "Uuid" | "DateTime" | "NaiveDateTime" | "Date" | "NaiveDate" | "Time" | "NaiveTime") => {
            Some(Form::Plain)
        }
        ("Boolean" | "Byte" | "SByte" | "Int16" | "Int32" | "Int64" | "Double" | "Single" | "Decimal", _) => None,
        (_, name) if is_text(name) => Some(Form::Plain),
        _ => None,
    };
    match right {
        Some(form) => Fit::Right(form),
        None if is_known(name) || primitive == "Stream" => Fit::Wrong,
        None => Fit::Unknown,
    }
}

/// The type to write for a primitive type, and others that may be written; `None` where there is none.
pub(super) fn rust_type(primitive: &str) -> Option<(&'static str, &'static str)> {
    Some(match primitive {
        "Boolean" => ("bool", ""),
        "Byte" => ("u8", ""),
        "SByte" => ("i8", ""),
        "Int16" => ("i16", ""),
        "Int32" => ("i32", ""),
        "Int64" => ("i64", ""),
        "Double" | "Decimal" => ("f64", ""),
        "Single" => ("f32", ""),
        "String" => ("String", ""),
        "Guid" => ("String", "or `uuid::Uuid`"),
        "Binary" => ("Vec<u8>", "or `Bytes`"),
        "DateTimeOffset" => ("String", "or `jiff::Timestamp`, `chrono::DateTime<Utc>`, `time::OffsetDateTime`"),
        "Date" => ("String", "or `jiff::civil::Date`, `chrono::NaiveDate`, `time::Date`"),
        "TimeOfDay" => ("String", "or `jiff::civil::Time`, `chrono::NaiveTime`, `time::Time`"),
        "Duration" => ("std::time::Duration", "or `jiff::SignedDuration`, `String`"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit, is_builtin, rust_type};

    #[test]
    fn what_is_proposed_fits() {
        for primitive in [
            "Binary",
            "Boolean",
            "Byte",
            "Date",
            "DateTimeOffset",
            "Decimal",
            "Double",
            "Duration",
            "Guid",
            "Int16",
            "Int32",
            "Int64",
            "SByte",
            "Single",
            "String",
            "TimeOfDay",
        ] {
            let (proposed, others) = rust_type(primitive).unwrap();
            let others = others.split('`').skip(1).step_by(2);
            for name in others.chain([proposed]) {
                let name = name.split("<Utc>").next().unwrap().rsplit("::").next().unwrap();
                assert!(matches!(fit(primitive, name), Fit::Right(_)), "{primitive} as {name}");
            }
        }
        assert!(rust_type("Stream").is_none());
    }

    #[test]
    fn what_cannot_be_read_is_wrong_and_what_is_not_known_is_not() {
        for (primitive, name) in [
            ("String", "bool"),
            ("Boolean", "String"),
            ("Int64", "i32"),
            ("Int32", "u8"),
            ("Double", "i64"),
            ("DateTimeOffset", "Date"),
            ("DateTimeOffset", "SystemTime"),
            ("Date", "Timestamp"),
            ("Guid", "u128"),
            ("Duration", "i64"),
            ("Stream", "String"),
            ("Stream", "Own"),
        ] {
            assert!(fit(primitive, name) == Fit::Wrong, "{primitive} as {name}");
        }
        assert!(is_builtin("i32") && is_builtin("String") && !is_builtin("Time") && !is_builtin("Own"));
        assert!(fit("String", "MessageId") == Fit::Unknown);
        assert!(fit("Decimal", "Money") == Fit::Unknown);
    }
}
