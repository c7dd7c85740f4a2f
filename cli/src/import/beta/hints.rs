//! Facts of published schemas, for what the SDK does not tell: a national cloud's of beta, and that of v1.0.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::addresses::OperationKey;
use crate::data_line::{Kind, key};

/// The facts of one or more schemas; the first that has a fact is asked.
#[derive(Default)]
pub(super) struct Hints<'h> {
    facts: HashMap<String, &'h str>,
    pub(super) operations: BTreeMap<OperationKey, &'h str>,
}

impl<'h> Hints<'h> {
    pub(super) fn new(schemas: &[&'h [String]]) -> Hints<'h> {
        let mut hints = Hints::default();
        for line in schemas.iter().flat_map(|lines| lines.iter()) {
            match (Kind::of(line), operation_key(key(line))) {
                (Kind::Derivation, _) => {}
                (Kind::Operation, Some(key)) => _ = hints.operations.entry(key).or_insert(line),
                _ => _ = hints.facts.entry(key(line).to_ascii_lowercase()).or_insert(line),
            }
        }
        hints
    }

    /// The name and the fields of each entity set and singleton.
    pub(super) fn roots(&self) -> impl Iterator<Item = (&'h str, &'h str)> {
        self.facts.values().filter_map(|line| line.strip_prefix('/')?.split_once(' '))
    }

    /// The fields of the line with this key.
    pub(super) fn fields(&self, key: &str) -> Option<&'h str> {
        self.facts.get(&key.to_ascii_lowercase())?.split_once(' ').map(|(_, fields)| fields)
    }
}

/// The key of an operation and its overload, from the key of its line.
pub(super) fn operation_key(key: &str) -> Option<OperationKey> {
    let (bound_to, call) = key.split_once('!')?;
    let (name, parameters) = call.strip_suffix(')')?.split_once('(')?;
    let names = parameters.split(',').filter(|parameter| !parameter.is_empty());
    let names = names.map(|parameter| parameter.split([':', '?']).next().unwrap_or(parameter).to_ascii_lowercase());
    Some(OperationKey {
        bound_to: bound_to.to_owned(),
        name: name.to_ascii_lowercase(),
        parameters: names.collect::<BTreeSet<_>>(),
    })
}
