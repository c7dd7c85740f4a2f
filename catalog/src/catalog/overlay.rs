//! A user's own facts: the file `graph-action.catalog`.

use std::fmt;

use crate::fact;
use crate::lines::compare;

/// A line of an overlay that is no fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlayError {
    /// The line's number, from 1.
    pub line: usize,
    /// Why it is none.
    pub reason: String,
}

impl fmt::Display for OverlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for OverlayError {}

/// The facts of a file in the order that look-ups need, without comments and empty lines.
pub(crate) fn sorted(text: &str) -> Result<String, OverlayError> {
    let mut facts: Vec<&str> = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        fact::check(line).map_err(|reason| OverlayError { line: number + 1, reason })?;
        facts.push(line);
    }
    facts.sort_by(|a, b| compare(a, b));
    facts.dedup();
    let mut sorted = facts.join("\n");
    if !sorted.is_empty() {
        sorted.push('\n');
    }
    Ok(sorted)
}
