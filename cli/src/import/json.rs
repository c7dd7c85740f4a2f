//! Reading JSON of a known shape, with an error that names what is of another shape.

use serde_json::{Map, Value};

use super::error::{ImportError, Place};

pub(super) fn parse(source: &str, text: &str) -> Result<Value, ImportError> {
    serde_json::from_str(text).map_err(|error| ImportError::Malformed {
        source: source.to_owned(),
        place: Place { line: error.line(), column: error.column() },
        message: error.to_string(),
    })
}

fn wrong(source: &str, what: &str, expected: &str) -> ImportError {
    ImportError::Malformed {
        source: source.to_owned(),
        place: Place { line: 1, column: 1 },
        message: format!("{what} should be {expected}; this is not the file it is taken for"),
    }
}

pub(super) fn object<'j>(
    source: &str,
    value: Option<&'j Value>,
    what: &str,
) -> Result<&'j Map<String, Value>, ImportError> {
    value.and_then(Value::as_object).ok_or_else(|| wrong(source, what, "an object"))
}

pub(super) fn array<'j>(source: &str, value: Option<&'j Value>, what: &str) -> Result<&'j Vec<Value>, ImportError> {
    value.and_then(Value::as_array).ok_or_else(|| wrong(source, what, "an array"))
}

pub(super) fn strings<'j>(source: &str, value: Option<&'j Value>, what: &str) -> Result<Vec<&'j str>, ImportError> {
    array(source, value, what)?
        .iter()
        .map(|one| one.as_str().ok_or_else(|| wrong(source, what, "an array of strings")))
        .collect()
}
