//! The candidates that completion offers.

use graph_action_catalog::TypeRef;

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// What is shown and written.
    pub(super) text: String,
    /// What it is, in a few words.
    pub(super) detail: String,
    pub(super) kind: Kind,
    /// 0 for what is wanted most.
    pub(super) rank: u8,
}

/// The kinds of candidates, which editors show as icons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Navigation,
    Property,
    Operation,
    Placeholder,
    Value,
    Type,
    Keyword,
    Permission,
}

impl Candidate {
    pub(super) fn new(text: impl Into<String>, detail: impl Into<String>, kind: Kind) -> Candidate {
        Candidate { text: text.into(), detail: detail.into(), kind, rank: 1 }
    }

    pub(super) fn rank(mut self, rank: u8) -> Candidate {
        self.rank = rank;
        self
    }
}

/// `message`, `Collection(message)`
pub(super) fn describe(ty: TypeRef<'_>) -> String {
    if ty.collection { format!("Collection({})", ty.name) } else { ty.name.to_owned() }
}
