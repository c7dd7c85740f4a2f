//! The facts that an import added, removed and changed.

use std::collections::BTreeSet;
use std::fmt;

use crate::data_line::{Kind, call, key};

/// How many names of each kind are printed.
const SHOWN: usize = 10;

/// The changed facts, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// One entry for each kind of fact, whether it changed or not.
    pub changes: Vec<Change>,
}

/// The changed facts of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name of the kind: `types`, `properties`, `listed calls`.
    pub kind: &'static str,
    /// How many there are now.
    pub now: usize,
    /// Keys that were not there before.
    pub added: Vec<String>,
    /// Keys that are no longer there.
    pub removed: Vec<String>,
    /// Keys that were there before, with another fact.
    pub changed: Vec<String>,
}

/// The kinds that are reported, each with its name.
const KINDS: [(&str, Kind); 6] = [
    ("entity sets and singletons", Kind::Root),
    ("types", Kind::Type),
    ("properties", Kind::Property),
    ("actions and functions", Kind::Operation),
    ("listed calls", Kind::Call),
    ("permissions", Kind::Permission),
];

/// What a line is about: its key, and the method where it has one.
fn identity(line: &str) -> String {
    call(line).map_or_else(|| key(line).to_owned(), |(address, method)| format!("{address} {method}"))
}

impl Summary {
    /// Compares the lines before and after.
    #[must_use]
    pub fn between(before: &[&str], after: &[&str]) -> Summary {
        let changes = KINDS.iter().map(|(name, kind)| {
            let of_kind = |lines: &[&str]| {
                lines
                    .iter()
                    .filter(|line| Kind::of(line) == *kind)
                    .map(|line| (*line).to_owned())
                    .collect::<BTreeSet<_>>()
            };
            let (old, new) = (of_kind(before), of_kind(after));
            let keys = |lines: &BTreeSet<String>| lines.iter().map(|line| identity(line)).collect::<BTreeSet<_>>();
            let (old_keys, new_keys) = (keys(&old), keys(&new));
            let other: BTreeSet<String> = new.difference(&old).map(|line| identity(line)).collect();
            Change {
                kind: name,
                now: new.len(),
                added: new_keys.difference(&old_keys).cloned().collect(),
                removed: old_keys.difference(&new_keys).cloned().collect(),
                changed: other.intersection(&old_keys).cloned().collect(),
            }
        });
        Summary { changes: changes.collect() }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Change { kind, now, added, removed, changed } in &self.changes {
            writeln!(f, "{now} {kind}: {} added, {} removed, {} changed", added.len(), removed.len(), changed.len())?;
            for (sign, names) in [('+', added), ('-', removed), ('~', changed)] {
                for name in names.iter().take(SHOWN) {
                    writeln!(f, "  {sign} {name}")?;
                }
                if names.len() > SHOWN {
                    writeln!(f, "  {sign} … and {} more", names.len() - SHOWN)?;
                }
            }
        }
        Ok(())
    }
}
