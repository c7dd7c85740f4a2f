//! The national clouds of Microsoft Graph.

use std::fmt;
use std::str::FromStr;

/// A national cloud (<https://learn.microsoft.com/graph/deployments>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cloud {
    /// The worldwide service.
    #[default]
    Global,
    /// US Government L4 (GCC High).
    UsGovL4,
    /// US Government L5 (DoD).
    UsGovL5,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// Every cloud, in the order used in messages.
    pub const ALL: [Cloud; 4] = [Cloud::Global, Cloud::UsGovL4, Cloud::UsGovL5, Cloud::China];

    /// The name that attributes and options have for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Cloud::Global => "global",
            Cloud::UsGovL4 => "us_gov_l4",
            Cloud::UsGovL5 => "us_gov_l5",
            Cloud::China => "china",
        }
    }

    /// The name under which the catalog keeps what the cloud's schema lacks; `None` for the global one, which lacks
    /// nothing. Both of the US Government have one schema.
    #[must_use]
    pub const fn schema(self) -> Option<&'static str> {
        match self {
            Cloud::Global => None,
            Cloud::UsGovL4 | Cloud::UsGovL5 => Some("us-government"),
            Cloud::China => Some("china"),
        }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is the name of no cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCloud;

impl fmt::Display for UnknownCloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `global`, `us_gov_l4`, `us_gov_l5` or `china`")
    }
}

impl std::error::Error for UnknownCloud {}

impl FromStr for Cloud {
    type Err = UnknownCloud;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Cloud::ALL.into_iter().find(|cloud| cloud.as_str() == text).ok_or(UnknownCloud)
    }
}
