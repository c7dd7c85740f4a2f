//! The verdict on a call in one word, as `check` prints it.

use graph_action_codegen::verdict::Kind;

/// A verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The call is right.
    Ok,
    /// The address is valid, but Microsoft lists no such operation.
    Unlisted,
    /// There is no such address in this version or cloud.
    UnknownPath,
    /// What is at the address does not take the method.
    UnknownMethod,
    /// There is no such permission.
    UnknownScope,
    /// The permissions do not cover the call.
    InsufficientScope,
    /// The permissions are least privileged in no scheme.
    Overprivileged,
    /// Something about the query string.
    BadQuery,
    /// The body, the parameters or the reply.
    BadShape,
    /// The line cannot be read.
    Malformed,
}

impl Verdict {
    /// As it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Unlisted => "unlisted",
            Verdict::UnknownPath => "unknown-path",
            Verdict::UnknownMethod => "unknown-method",
            Verdict::UnknownScope => "unknown-scope",
            Verdict::InsufficientScope => "insufficient-scope",
            Verdict::Overprivileged => "overprivileged",
            Verdict::BadQuery => "bad-query",
            Verdict::BadShape => "bad-shape",
            Verdict::Malformed => "malformed",
        }
    }

    /// Whether the call works.
    #[must_use]
    pub const fn is_fine(self) -> bool {
        matches!(self, Verdict::Ok | Verdict::Overprivileged)
    }

    /// The verdict of a kind of finding and its rank, 0 for the most severe. `None` for a kind that does not change the
    /// verdict.
    pub(super) fn of(kind: Kind) -> Option<(u8, Verdict)> {
        Some(match kind {
            Kind::UnknownPath => (0, Verdict::UnknownPath),
            Kind::UnknownMethod => (1, Verdict::UnknownMethod),
            Kind::UnknownScope => (2, Verdict::UnknownScope),
            Kind::InsufficientScope => (3, Verdict::InsufficientScope),
            Kind::Unlisted => (4, Verdict::Unlisted),
            Kind::AbsentInCloud => (5, Verdict::UnknownPath),
            Kind::BadQuery => (6, Verdict::BadQuery),
            Kind::BadShape => (7, Verdict::BadShape),
            Kind::Overprivileged => (8, Verdict::Overprivileged),
            // The others are notes.
            Kind::Deprecated | Kind::NeedlessUnlisted | Kind::Note => return None,
        })
    }
}
