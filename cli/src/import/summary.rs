//! What an import changed.

use std::collections::BTreeSet;
use std::fmt;

/// How many names of each kind are printed.
const SHOWN: usize = 10;

/// The facts that came and went, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// One entry for each kind of fact.
    pub changes: Vec<Change>,
}

/// The facts of one kind that came and went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `types`, `properties`, `operations`, `listed calls`, `permissions`.
    pub kind: &'static str,
    /// How many there are now.
    pub now: usize,
    /// Keys that were not there before.
    pub added: Vec<String>,
    /// Keys that are there no more.
    pub removed: Vec<String>,
    /// Keys that were and are there, with other facts.
    pub changed: Vec<String>,
}

type Kind = (&'static str, fn(&str) -> bool);

const KINDS: [Kind; 6] = [
    ("entity sets and singletons", |line| line.starts_with('/') && !is_call(line)),
    ("types", |line| !line.starts_with(['/', '@']) && !key(line).contains(['/', '!', '<', '['])),
    ("properties", |line| !line.starts_with('/') && key(line).contains('/')),
    ("actions and functions", |line| key(line).contains('!')),
    ("listed calls", is_call),
    ("permissions", |line| line.starts_with('@')),
];

fn key(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

fn is_call(line: &str) -> bool {
    line.starts_with('/')
        && line.split(' ').nth(1).is_some_and(|field| field.parse::<graph_action_catalog::Method>().is_ok())
}

/// What a fact is about: for a call the method too.
fn identity(line: &str) -> String {
    if is_call(line) { line.split(' ').take(2).collect::<Vec<_>>().join(" ") } else { key(line).to_owned() }
}

impl Summary {
    /// Compares two sets of lines.
    #[must_use]
    pub fn between(before: &[&str], after: &[&str]) -> Summary {
        let changes = KINDS.iter().map(|(kind, is)| {
            let of_kind = |lines: &[&str]| {
                lines.iter().filter(|line| is(line)).map(|line| (*line).to_owned()).collect::<BTreeSet<_>>()
            };
            let (old, new) = (of_kind(before), of_kind(after));
            let keys = |lines: &BTreeSet<String>| lines.iter().map(|line| identity(line)).collect::<BTreeSet<_>>();
            let (old_keys, new_keys) = (keys(&old), keys(&new));
            let other: BTreeSet<String> = new.difference(&old).map(|line| identity(line)).collect();
            Change {
                kind,
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
