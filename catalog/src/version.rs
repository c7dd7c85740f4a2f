//! The versions of Microsoft Graph.

use std::fmt;
use std::str::FromStr;

use crate::unknown::UnknownName;

/// A version of Microsoft Graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// `v1.0`: generally available.
    #[default]
    V1,
    /// `beta`: may still change.
    Beta,
}

impl Version {
    /// Both versions.
    pub const ALL: [Version; 2] = [Version::V1, Version::Beta];

    /// The first segment of an address: `v1.0`, `beta`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Version::V1 => "v1.0",
            Version::Beta => "beta",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Version {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Version::ALL
            .into_iter()
            .find(|version| version.as_str() == text)
            .ok_or(UnknownName { expected: "`v1.0` or `beta`" })
    }
}
