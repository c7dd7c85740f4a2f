//! [`Action`]: what one annotated method does, as a constant that the macros write.

use std::fmt;
use std::time::Duration;

/// An HTTP method that Microsoft Graph knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or runs an OData action.
    Post,
    /// Replaces.
    Put,
    /// Changes some properties.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// The method as it is written in a request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    pub(crate) fn into_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Post => http::Method::POST,
            Self::Put => http::Method::PUT,
            Self::Patch => http::Method::PATCH,
            Self::Delete => http::Method::DELETE,
        }
    }

    /// Whether a request with this method never changes anything (RFC 9110, 9.2.1: GET).
    #[must_use]
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Get)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What one annotated method does: a row of `<Trait>Client::ACTIONS`, and what an [`Error`](crate::Error) names.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    descriptor: Descriptor,
    /// In seconds.
    replication: Option<u32>,
}

impl Action {
    /// The trait and the method, `"Mail::send"`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.descriptor.name
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.descriptor.method
    }

    /// The version of Graph that the action was checked against and is sent to: `"v1.0"` or `"beta"`.
    #[must_use]
    pub const fn version(&self) -> &'static str {
        self.descriptor.version
    }

    /// The address as written in the attribute, `"/messages/<id>/send"`, without the values of arguments.
    #[must_use]
    pub const fn template(&self) -> &'static str {
        self.descriptor.template
    }

    /// The delegated permissions that the call needs (for a signed-in user), all of them.
    #[must_use]
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.descriptor.scopes
    }

    /// The application permissions that the call needs, all of them.
    #[must_use]
    pub const fn app_scopes(&self) -> &'static [&'static str] {
        self.descriptor.app_scopes
    }

    /// Whether the action may be repeated when it is not known whether the first request was done.
    #[must_use]
    pub const fn is_repeatable(&self) -> bool {
        self.descriptor.repeatable
    }

    /// For how long a call is repeated while it is answered with 404: the option `wait_for_replication`. `None` when
    /// the action does not have it.
    #[must_use]
    pub const fn replication(&self) -> Option<Duration> {
        match self.replication {
            Some(seconds) => Some(Duration::from_secs(seconds as u64)),
            None => None,
        }
    }

    /// What the macros write for the option `wait_for_replication`.
    #[doc(hidden)]
    #[must_use]
    pub const fn waiting_for_replication(self, seconds: u32) -> Self {
        Self { replication: Some(seconds), ..self }
    }

    pub(crate) const fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }
}

/// The name and the template: `Mail::send (POST /messages/<id>/send)`.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.name(), self.method(), self.template())
    }
}

/// Makes an [`Action`] of what a macro has written.
#[must_use]
pub const fn action(descriptor: Descriptor) -> Action {
    Action { descriptor, replication: None }
}

/// What a macro writes about one annotated method.
#[derive(Clone, Copy, Debug)]
pub struct Descriptor {
    /// `"Mail::send"`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// `"v1.0"` or `"beta"`.
    pub version: &'static str,
    /// Whether the path starts at the root of the service, whatever resource the action is called on.
    pub absolute: bool,
    /// The address as the user wrote it.
    pub template: &'static str,
    /// The path below the address of the resource; empty for the resource itself.
    pub path: &'static [Part],
    /// The query options in their order.
    pub query: &'static [Pair],
    /// The permissions of the delegated flow.
    pub scopes: &'static [&'static str],
    /// The permissions of the application flow.
    pub app_scopes: &'static [&'static str],
    /// Whether it may be repeated when it is not known whether the first request was done.
    pub repeatable: bool,
}

/// `name=value` in a query or in a function's parentheses.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Already percent-encoded, with a literal `$`; empty for whole options.
    pub name: &'static str,
    /// What is sent.
    pub value: &'static [Part],
    /// An absent argument in it is an error; otherwise it leaves the whole pair out.
    pub required: bool,
}

/// A piece of an address. Each placeholder carries the name of its argument, for errors; the n-th placeholder takes the
/// n-th argument: path before query, depth first.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// Literal text, already percent-encoded for its place, with its slashes and quotes.
    Text(&'static str),
    /// `<name>` as a whole path segment.
    Segment(&'static str),
    /// `<name..>`: several path segments, separated by `/`.
    Segments(&'static str),
    /// `<name>` in the query.
    Value(&'static str),
    /// `'<name>'`: the quotes are added here.
    Quoted(&'static str),
    /// `?<query>`: whole options, `name=value&name=value`.
    Options(&'static str),
    /// `<name>` beside text inside of quotes, which are text here: `'<name>@contoso.com'`.
    InString(&'static str),
    /// `<name>` between the double quotes of `$search`.
    Phrase(&'static str),
    /// `<name>` in a function's parentheses: an OData literal.
    Literal(&'static str),
    /// `<name>` where OData writes a literal without quotes: a number, a GUID, a date, a member of an enumeration.
    Token(&'static str),
    /// `<name>` where OData writes a duration: `duration'PT1H'`.
    Duration(&'static str),
    /// `in (<names>)`: a sequence, each value written as this part says; the parentheses are text.
    List(&'static Part),
    /// A function's parentheses and what is in them.
    Parameters(&'static [Pair]),
}
