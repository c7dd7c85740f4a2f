//! Addresses without what differs from call to call, as the permission list writes them.

use std::fmt;

/// The address of an operation: names as Graph spells them, `{}` for each key.
///
/// Its text is what the permission list is looked up with: `/users/{}/messages/{}/send`. When the walk began at an
/// entity, it is what follows the entity's own address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Address {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Piece {
    Name(String),
    Key,
    /// A key that Graph knows by name, or one written out.
    Literal(String),
    /// `(appId={})` after the collection's name.
    AlternateKey(String),
    /// `microsoft.graph.user`
    Cast(String),
    Function {
        name: String,
        arguments: Vec<String>,
    },
    ByPath,
}

/// How much of an address the permission list may leave out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    Everything,
    /// A literal key counts as any key.
    AnyKey,
    /// Casts are transparent.
    WithoutCasts,
    /// Functions without their arguments, an alternate key as any key.
    WithoutArguments,
}

impl Detail {
    pub(crate) const ALL: [Detail; 4] =
        [Detail::Everything, Detail::AnyKey, Detail::WithoutCasts, Detail::WithoutArguments];
}

impl Address {
    pub(crate) fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    pub(crate) fn text(&self, detail: Detail) -> String {
        let mut text = String::new();
        for (place, piece) in self.pieces.iter().enumerate() {
            let last = place + 1 == self.pieces.len();
            match piece {
                Piece::Name(name) => add(&mut text, name),
                Piece::Literal(key) if detail < Detail::AnyKey => add(&mut text, key),
                Piece::Key | Piece::Literal(_) => add(&mut text, "{}"),
                Piece::AlternateKey(names) if detail < Detail::WithoutArguments => text.push_str(names),
                Piece::AlternateKey(_) => add(&mut text, "{}"),
                Piece::Cast(name) if detail < Detail::WithoutCasts => add(&mut text, name),
                Piece::Cast(_) => {}
                // What follows the item at an index follows any item.
                Piece::Function { name, .. } if name == "itemAt" && detail == Detail::WithoutArguments && !last => {
                    add(&mut text, "{}");
                }
                Piece::Function { name, arguments } => {
                    add(&mut text, name);
                    if detail < Detail::WithoutArguments && !arguments.is_empty() {
                        text.push_str(&parentheses(arguments));
                    }
                }
                Piece::ByPath => text.push_str(":/{}:"),
            }
        }
        text
    }
}

fn add(text: &mut String, segment: &str) {
    text.push('/');
    text.push_str(segment);
}

/// `(a={},b={})`, the names in the order of the alphabet, for the list does not keep the schema's.
pub(crate) fn parentheses(names: &[String]) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable_by_key(|name| name.to_ascii_lowercase());
    let pairs: Vec<String> = names.iter().map(|name| format!("{name}={{}}")).collect();
    format!("({})", pairs.join(","))
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pieces.is_empty() { f.write_str("/") } else { f.write_str(&self.text(Detail::Everything)) }
    }
}
