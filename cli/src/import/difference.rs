//! `beta.txt`: how the schema of beta differs from that of v1.0.

use std::collections::BTreeMap;

use graph_action_catalog::compare;

use crate::data_line::key;

/// The lines that make `other` of `base`: those of each key that differ, and `key -` for a key that is only in `base`.
pub(super) fn lines(base: &[String], other: &[String]) -> Vec<String> {
    let (base, other) = (by_key(base), by_key(other));
    let taken_away = base.keys().filter(|key| !other.contains_key(*key)).map(|key| &base[key]);
    let mut lines: Vec<String> = taken_away.map(|lines| format!("{} -", key(lines[0]))).collect();
    let differing = other.iter().filter(|(key, lines)| base.get(*key) != Some(*lines));
    lines.extend(differing.flat_map(|(_, lines)| lines.iter().map(|line| (*line).to_owned())));
    lines.sort_by(|a, b| compare(a, b));
    lines
}

/// The lines of each key; names that differ only by case are one, as they are in a look-up.
fn by_key(lines: &[String]) -> BTreeMap<String, Vec<&str>> {
    let mut keys: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in lines {
        keys.entry(key(line).to_ascii_lowercase()).or_default().push(line);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs() {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let base = owned(&["a E", "a/id String", "a/x Int32", "a<b", "b E"]);
        let other = owned(&["a E", "a/ID String", "a/y String", "b C"]);
        assert_eq!(lines(&base, &other), ["a/ID String", "a/x -", "a/y String", "a<b -", "b C"]);
        assert!(lines(&base, &base).is_empty());
    }
}
