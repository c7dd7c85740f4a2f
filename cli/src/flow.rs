//! How an application signs in.

use graph_action_catalog::{Scheme, Schemes};
use graph_action_codegen::verdict;

/// How an application signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Flow {
    /// On behalf of a user.
    Delegated,
    /// By itself.
    Application,
}

impl Flow {
    /// The name that options and JSON have for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Flow::Delegated => "delegated",
            Flow::Application => "application",
        }
    }

    /// The scheme of work accounts, or of applications.
    #[must_use]
    pub fn scheme(self) -> Scheme {
        match self {
            Flow::Delegated => Scheme::DelegatedWork,
            Flow::Application => Scheme::Application,
        }
    }

    /// All schemes of the flow.
    #[must_use]
    pub fn schemes(self) -> Schemes {
        match self {
            Flow::Delegated => Schemes::DELEGATED,
            Flow::Application => Schemes::APPLICATION,
        }
    }

    /// The same, in the words of whoever judges.
    #[must_use]
    pub fn of_verdict(self) -> verdict::Flow {
        match self {
            Flow::Delegated => verdict::Flow::Delegated,
            Flow::Application => verdict::Flow::Application,
        }
    }
}
