//! The flow by which an application gets its permissions.

use std::fmt;
use std::str::FromStr;

use crate::fact::{Scheme, Schemes};
use crate::unknown::UnknownName;

/// The flow by which an application gets its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// On behalf of a signed-in user.
    Delegated,
    /// As the application itself, without a user.
    Application,
}

impl Flow {
    /// Both flows, in the order used in messages.
    pub const ALL: [Flow; 2] = [Flow::Delegated, Flow::Application];

    /// The name that attributes, options and JSON have for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Flow::Delegated => "delegated",
            Flow::Application => "application",
        }
    }

    /// The scheme of work or school accounts, or of applications.
    #[must_use]
    pub const fn scheme(self) -> Scheme {
        match self {
            Flow::Delegated => Scheme::DelegatedWork,
            Flow::Application => Scheme::Application,
        }
    }

    /// All schemes of the flow.
    #[must_use]
    pub const fn schemes(self) -> Schemes {
        match self {
            Flow::Delegated => Schemes::DELEGATED,
            Flow::Application => Schemes::APPLICATION,
        }
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Flow {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Flow::ALL
            .into_iter()
            .find(|flow| flow.as_str() == text)
            .ok_or(UnknownName { expected: "`delegated` or `application`" })
    }
}
