//! The SDK for Python: its models, enumerations and addresses, by module.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::python::{Address, Declared, Enumeration, Model, read};
use crate::import::error::{ImportError, Place};

/// What a wheel of the SDK declares.
#[derive(Default)]
pub(super) struct Sdk {
    pub(super) models: BTreeMap<String, Model>,
    pub(super) enumerations: BTreeMap<String, Enumeration>,
    pub(super) addresses: Vec<Address>,
    /// The date of its newest file.
    pub(super) date: String,
}

impl Sdk {
    /// Reads a wheel, one file after the other; of each only what is needed is kept.
    pub(super) fn read(wheel: &str) -> Result<Sdk, ImportError> {
        let mut archive = Archive::open(wheel)?;
        let mut sdk = Sdk::default();
        for entry in std::mem::take(&mut archive.entries) {
            let Some(module) = entry.name.strip_suffix(".py").filter(|name| name.contains("/generated/")) else {
                continue;
            };
            match read(module, &archive.text(&entry)?) {
                Some(Declared::Address(address)) => sdk.addresses.push(address),
                Some(Declared::Model(model)) => _ = sdk.models.insert(module.to_owned(), model),
                Some(Declared::Enumeration(values)) => _ = sdk.enumerations.insert(module.to_owned(), values),
                None => {}
            }
            sdk.date = sdk.date.max(entry.date);
        }
        if sdk.addresses.is_empty() || sdk.models.is_empty() {
            return Err(ImportError::Malformed {
                source: wheel.to_owned(),
                place: Place { line: 1, column: 1 },
                message: "it has no models and addresses: this is no wheel of Microsoft Graph's SDK".to_owned(),
            });
        }
        Ok(sdk)
    }
}

/// The segments of an address; a `/` within parentheses does not separate.
pub(super) fn segments(path: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let separate = move |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == '/' && depth == 0
    };
    path.split(separate).filter(|segment| !segment.is_empty()).collect()
}

/// A segment with parentheses taken apart: the name and the arguments, `name=value`.
pub(super) fn call(segment: &str) -> (&str, Option<Vec<&str>>) {
    match segment.strip_suffix(')').and_then(|segment| segment.split_once('(')) {
        Some((name, arguments)) => (name, Some(arguments.split(',').filter(|argument| !argument.is_empty()).collect())),
        None => (segment, None),
    }
}
