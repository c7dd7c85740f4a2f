//! Whether a call is right, by what the catalog knows: one function for the macros and the command line, so that both
//! say the same in the same words.

mod address;
mod content;
pub mod filter;
mod permission;
mod property;

pub use address::literal_is_quoted;
pub use permission::{least_privileged, reads_more_than_the_basics};
pub(crate) use property::unknown_query_option;

use graph_action_catalog::{Catalog, Cloud, Flow, Listing, Method, Start, Template, Version, Walk};

/// A call, as far as the asker knows it.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The HTTP method.
    pub method: Method,
    /// The path and the query.
    pub template: &'a Template,
    /// Where the path begins.
    pub start: Start<'a>,
    /// The version of Graph. Of beta the catalog has the permissions only.
    pub version: Version,
    /// The permissions that are asked for; `None` when that is not the question.
    pub scopes: Option<Scopes>,
    /// The only flow the application has, if it has one only.
    pub flow: Option<Flow>,
    /// The cloud that the call must exist in.
    pub cloud: Cloud,
    /// What is sent.
    pub content: Content,
    /// Whether an answer with a body is expected; `None` when nobody knows.
    pub answers: Option<bool>,
    /// The asker knows that Microsoft lists no such operation.
    pub unlisted: bool,
}

/// The permissions that are asked for in each flow; all of them are held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes {
    /// In the delegated flow.
    pub delegated: Vec<String>,
    /// In the application flow.
    pub application: Vec<String>,
}

/// What a request sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nobody knows.
    Unknown,
    /// Nothing.
    Nothing,
    /// A JSON body.
    Json,
    /// Bytes or text.
    Raw,
    /// Parameters of an action, by name.
    Parameters(Vec<String>),
}

/// What the catalog makes of a call.
#[derive(Clone, Debug)]
pub struct Verdict<'c> {
    /// What is wrong or remarkable, the weightiest first; nothing when the call is right.
    pub findings: Vec<Finding>,
    /// Where the address leads, if it leads anywhere and the schema of its version is known.
    pub walk: Option<Walk<'c>>,
    /// What the permission list says of the operation, if it names it.
    pub listing: Option<Listing<'c>>,
}

/// One thing that is wrong or remarkable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub kind: Kind,
    /// Where it shows.
    pub place: Place,
    /// What is wrong and why, in one line.
    pub message: String,
    /// What to write instead, where that can be told: a path, or a whole sentence.
    pub repair: Option<String>,
}

/// The kinds of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is no such address.
    UnknownPath,
    /// What is there does not take the method.
    UnknownMethod,
    /// The address takes the method by its shape, but Microsoft lists no such operation.
    Unlisted,
    /// There is no permission of this name.
    UnknownScope,
    /// The permissions do not cover the call.
    InsufficientScope,
    /// The permissions are more than the call needs. A warning.
    Overprivileged,
    /// The action has no such parameter, or one is missing.
    Parameters,
    /// A body where none belongs.
    Body,
    /// The operation returns nothing, but a value is expected.
    NoAnswer,
    /// A query option, or a property in `$select`, `$expand` or `$orderby`, does not exist.
    UnknownProperty,
    /// The national cloud does not have it.
    AbsentInCloud,
    /// It goes away. A warning.
    Deprecated,
    /// It is said to be unlisted, but is listed. A warning.
    NeedlessUnlisted,
}

impl Kind {
    /// Whether the call works all the same.
    #[must_use]
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Overprivileged | Self::Deprecated | Self::NeedlessUnlisted)
    }
}

/// Where a finding shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the path.
    Path,
    /// At the HTTP method.
    Method,
    /// At the permissions.
    Scope,
    /// At this argument.
    Argument(String),
    /// At the body.
    Body,
    /// At the return type.
    Result,
}

/// Judges a call.
#[must_use]
pub fn judge<'c>(catalog: &'c Catalog, question: &Question<'_>) -> Verdict<'c> {
    let mut findings = Vec::new();
    property::check_options(question, &mut findings);
    if question.version == Version::Beta {
        let listing = address::listing_by_text(catalog, question);
        permission::check(catalog, question, listing.as_ref(), &mut findings);
        return Verdict { findings, walk: None, listing };
    }
    let walk = match address::check(catalog, question) {
        Ok(walk) => walk,
        Err(finding) => {
            findings.push(finding);
            permission::check_names(catalog, question, &mut findings);
            return Verdict { findings, walk: None, listing: None };
        }
    };
    let listing = catalog.listing(&walk, question.method);
    address::check_method(catalog, question, &walk, listing.as_ref(), &mut findings);
    // Of a method that is not there nothing else can be told.
    if findings.iter().all(|finding| finding.kind == Kind::UnknownProperty) {
        address::check_cloud(catalog, question, &walk, &mut findings);
        permission::check(catalog, question, listing.as_ref(), &mut findings);
        content::check(question, &walk, &mut findings);
        property::check(catalog, question, &walk, &mut findings);
        address::check_age(&walk, &mut findings);
    }
    Verdict { findings, walk: Some(walk), listing }
}

/// Names as a sentence has them.
fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}
