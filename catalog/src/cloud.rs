//! The national clouds of Microsoft Graph.

use std::fmt;
use std::str::FromStr;

use crate::unknown::UnknownName;

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
    /// France, operated by Bleu.
    France,
    /// Germany, operated by Delos.
    Germany,
    /// The government of Singapore.
    Singapore,
    /// US National, not connected to the Internet.
    UsNat,
    /// US Secret, not connected to the Internet.
    UsSec,
}

impl Cloud {
    /// Every cloud, in the order used in messages.
    pub const ALL: [Cloud; 9] = [
        Cloud::Global,
        Cloud::UsGovL4,
        Cloud::UsGovL5,
        Cloud::China,
        Cloud::France,
        Cloud::Germany,
        Cloud::Singapore,
        Cloud::UsNat,
        Cloud::UsSec,
    ];

    /// The names of all, for messages.
    pub const NAMES: &str =
        "`global`, `us_gov_l4`, `us_gov_l5`, `china`, `france`, `germany`, `singapore`, `us_nat` or `us_sec`";

    /// The name that attributes and options have for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Cloud::Global => "global",
            Cloud::UsGovL4 => "us_gov_l4",
            Cloud::UsGovL5 => "us_gov_l5",
            Cloud::China => "china",
            Cloud::France => "france",
            Cloud::Germany => "germany",
            Cloud::Singapore => "singapore",
            Cloud::UsNat => "us_nat",
            Cloud::UsSec => "us_sec",
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
            Cloud::France => Some("france"),
            Cloud::Germany => Some("germany"),
            Cloud::Singapore => Some("singapore"),
            Cloud::UsNat => Some("us-nat"),
            Cloud::UsSec => Some("us-sec"),
        }
    }

    /// The letter that stands for the schema of this name in the data: `c` for `china`.
    #[must_use]
    pub fn letter_of_schema(schema: &str) -> Option<char> {
        let cloud = Cloud::ALL.into_iter().find(|cloud| cloud.schema() == Some(schema))?;
        match cloud {
            Cloud::Global => None,
            Cloud::UsGovL4 | Cloud::UsGovL5 => Some('u'),
            Cloud::China => Some('c'),
            Cloud::France => Some('f'),
            Cloud::Germany => Some('g'),
            Cloud::Singapore => Some('s'),
            Cloud::UsNat => Some('n'),
            Cloud::UsSec => Some('x'),
        }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Cloud {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Cloud::ALL.into_iter().find(|cloud| cloud.as_str() == text).ok_or(UnknownName { expected: Cloud::NAMES })
    }
}

#[cfg(test)]
mod tests {
    use super::Cloud;

    #[test]
    fn messages_name_every_cloud_and_schemas_have_letters_of_their_own() {
        let names: Vec<&str> = Cloud::NAMES.split(['`', ',', ' ']).filter(|word| !matches!(*word, "" | "or")).collect();
        assert_eq!(names, Cloud::ALL.map(Cloud::as_str));
        let mut schemas: Vec<&str> = Cloud::ALL.into_iter().filter_map(Cloud::schema).collect();
        schemas.dedup();
        let mut letters: Vec<char> = schemas.iter().filter_map(|schema| Cloud::letter_of_schema(schema)).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), schemas.len());
    }
}
