//! The judgement of a call by what the catalog knows: one function for the macros and the command line, so that both
//! find the same.

mod address;
mod arguments;
mod content;
mod dates;
mod finding;
mod method;
mod parentheses;
mod permission;
mod query;
mod question;
mod required;
mod shape;
mod single;
mod words;

use crate::odata;
use graph_action_catalog::{Catalog, Listing, Walk};

pub use address::literal_is_quoted;
pub use finding::{Condition, Covering, Finding, Kind, Needed, Place, Post, Problem, Repair, ScopeOption};
pub use permission::least_privileged;
pub(crate) use query::{judge_options, misplaced_arguments, unknown_query_option};
pub use question::{Argument, Content, Question, Reply, RustType, Scopes};
pub use required::required_options;

/// What the catalog makes of a call.
#[derive(Clone, Debug)]
pub struct Verdict<'c> {
    /// What is wrong or remarkable, the weightiest first; nothing when the call is right.
    pub findings: Vec<Finding>,
    /// Where the address leads, if the schema of its version knows it.
    pub walk: Option<Walk<'c>>,
    /// What the permission list says of the operation, if it names it.
    pub listing: Option<Listing<'c>>,
    /// The query options, in their order: their values, and where the arguments stand in them.
    pub query: Vec<odata::Judged<'c>>,
}

/// Judges a call.
#[must_use]
pub fn judge<'c>(catalog: &'c Catalog, question: &Question<'_>) -> Verdict<'c> {
    let catalog = catalog.of(question.version);
    let walk = match address::check(catalog, question) {
        Ok(walk) => walk,
        // The schema of beta is derived and may lack what the permission list names.
        Err(finding) if matches!(finding.problem, Problem::OnlyListed { .. }) => {
            let query = query::judge_options(catalog, None, question.template);
            let listing = address::listing_without_schema(catalog, question);
            let mut findings = query::check(catalog, question, None, &query);
            findings.extend(permission::check(catalog, question, None, &query, listing.as_ref()));
            findings.push(*finding);
            return Verdict { findings, walk: None, listing, query };
        }
        Err(finding) => {
            let query = query::judge_options(catalog, None, question.template);
            let mut findings = vec![*finding];
            findings.extend(permission::check_names(catalog, question));
            findings.extend(query::check(catalog, question, None, &query));
            return Verdict { findings, walk: None, listing: None, query };
        }
    };
    let listing = catalog.listing(&walk, question.method);
    let query = query::judge_options(catalog, query::type_of(&walk), question.template);
    // A user who vouches for an operation does not vouch for its permissions: those of its owner are checked.
    let owner = if listing.is_none() { address::listing_of_owner(catalog, question, &walk) } else { None };
    let of_method = method::check(catalog, question, &walk, listing.as_ref(), owner.as_ref());
    // Nothing else can be said of a method that does not exist.
    let exists = of_method.as_ref().is_none_or(|finding| finding.kind().is_warning());
    let mut findings: Vec<Finding> = of_method.into_iter().collect();
    if exists {
        findings.extend(address::check_cloud(catalog, question, &walk));
        findings.extend(parentheses::check(catalog, question));
        let listed = listing.as_ref().or(owner.as_ref());
        findings.extend(permission::check(catalog, question, Some(&walk), &query, listed));
        findings.extend(content::check(catalog, question, &walk));
        findings.extend(shape::check(catalog, question, &walk));
        findings.extend(query::check(catalog, question, Some(&walk), &query));
        findings.extend(address::check_deprecation(&walk));
        findings.extend(address::note_spelling(question));
        findings.extend(method::note_containment(question, &walk));
    } else {
        findings.extend(permission::check_names(catalog, question));
    }
    Verdict { findings, walk: Some(walk), listing, query }
}
