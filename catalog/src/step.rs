//! [`Step`]: one part of an address, as a walk follows it.

/// One step of an address, already taken apart by whoever knows the syntax it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Literal text as a whole segment: `messages`, `inbox`, `$value`, `$ref`, `microsoft.graph.user`.
    Name(&'a str),
    /// A placeholder as a whole segment: a key.
    Key,
    /// A segment with parentheses: a function's arguments, `range(address='A1')`, or a key, `users('id')`,
    /// `applications(appId='id')`.
    Call {
        /// What stands before the parentheses.
        name: &'a str,
        /// What stands between them.
        arguments: Vec<Argument<'a>>,
    },
    /// Addressing by path, below the step before it: `root:/<path..>:` is `Name("root"), ByPath { closed: true }`, and
    /// `<host>:/<path..>` is `Key, ByPath { closed: false }`.
    ByPath {
        /// Whether a `:` ends the path; without it nothing may follow.
        closed: bool,
    },
}

/// What stands between the parentheses of a [`Step::Call`], up to a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument<'a> {
    /// The name before `=`; `None` for a bare key.
    pub name: Option<&'a str>,
    /// The value after it.
    pub value: Value<'a>,
}

/// The value of an [`Argument`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Given when the call is made.
    Placeholder,
    /// Written in the path, as it stands there, with its quotes.
    Literal(&'a str),
}

/// Where a walk begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start<'a> {
    /// At the root of the service: the first step is `users`, `me`, `groups` …
    Service,
    /// At an entity of this type: the first step is one of its members.
    Entity(&'a str),
}
