//! Which permissions an action should ask for.

use graph_action_catalog::{Grant, Listing, Scheme};

/// The least privileged permissions of an operation, for each flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// On behalf of a user; of a work account, where the operation has any.
    pub delegated: Vec<String>,
    /// For an application of its own.
    pub application: Vec<String>,
}

impl Scope {
    /// The least privileged permissions of a listing.
    #[must_use]
    pub fn of(listing: Option<&Listing<'_>>) -> Scope {
        let least = |scheme| listing.and_then(|listing| listing.least(scheme)).map(names);
        Scope {
            delegated: least(Scheme::DelegatedWork).or_else(|| least(Scheme::DelegatedPersonal)).unwrap_or_default(),
            application: least(Scheme::Application).unwrap_or_default(),
        }
    }

    /// The option of `#[graph_action]`.
    #[must_use]
    pub fn option(&self) -> String {
        let Scope { delegated, application } = self;
        match (delegated.is_empty(), application.is_empty()) {
            (true, true) => "scope = none".to_owned(),
            (false, false) if delegated != application => {
                format!("scope(delegated = {}, application = {})", list(delegated), list(application))
            }
            // A flow in which the operation cannot be called at all asks for nothing of its own.
            (false, _) => format!("scope = {}", list(delegated)),
            (true, false) => format!("scope = {}", list(application)),
        }
    }
}

/// A permission and the first of those that are needed as well.
fn names(grant: &Grant<'_>) -> Vec<String> {
    let also = grant.and_one_of.first();
    let mut names: Vec<String> =
        std::iter::once(&grant.permission).chain(also).map(|name| (*name).to_owned()).collect();
    names.sort();
    names
}

fn list(names: &[String]) -> String {
    match names {
        [one] => format!("{one:?}"),
        several => format!("{several:?}"),
    }
}
