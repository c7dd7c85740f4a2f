//! The operations that a search looks through.

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Method};

use crate::data_line::call;
use crate::names::snake;

/// A listed operation, split into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'c> {
    address: &'c str,
    pub(super) method: Method,
    /// The names in its address, without keys and arguments.
    pub(super) names: Vec<Name>,
    /// The number of segments, keys included.
    pub(super) length: usize,
}

/// A segment's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// All of it, in small letters.
    pub(super) whole: String,
    /// Its words, in small letters: `send` and `mail` of `sendMail`.
    pub(super) words: Vec<String>,
}

impl Name {
    fn new(name: &str) -> Name {
        let name = name.rsplit('.').next().unwrap_or(name);
        let words = snake(name).split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Name { whole: name.to_ascii_lowercase(), words }
    }
}

impl Entry<'_> {
    /// The path with a named placeholder for each value.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.address.split('/').skip(1) {
            path.push('/');
            let mut pieces = segment.split("={}");
            let mut before = pieces.next().unwrap_or("");
            for after in pieces {
                let name = before.rsplit(['(', ',']).next().unwrap_or("");
                path += &format!("{before}={{{name}}}");
                before = after;
            }
            path += &before.replace("{}", "{id}");
        }
        path
    }
}

impl Ord for Entry<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.length, self.address, self.method).cmp(&(other.length, other.address, other.method))
    }
}

impl PartialOrd for Entry<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Every listed operation, once.
pub(super) fn entries(catalog: &Catalog) -> Vec<Entry<'_>> {
    let mut seen = BTreeSet::new();
    catalog
        .operation_facts()
        .filter_map(call)
        .filter(|operation| seen.insert(*operation))
        .map(|(address, method)| {
            let segments: Vec<&str> = address.split('/').skip(1).collect();
            let names = segments
                .iter()
                .map(|segment| segment.split('(').next().unwrap_or(segment).trim_end_matches(':'))
                .filter(|name| !name.is_empty() && *name != "{}")
                .map(Name::new)
                .collect();
            Entry { address, method, names, length: segments.len() }
        })
        .collect()
}
