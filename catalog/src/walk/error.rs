//! Why an address does not exist, as data.

use std::fmt;

/// The first step of an address that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkError {
    /// Which step, from 0. Also 0 when the type that the walk should start at is unknown.
    pub step: usize,
    /// The step's text: the name, `{}` for a key, `:` for addressing by path.
    pub text: String,
    /// Where it was looked up.
    pub on: On,
    /// What is wrong with it.
    pub problem: Problem,
    /// Up to three names that may have been meant, best first.
    pub nearest: Vec<String>,
}

/// Where a step was looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// At the root of the service.
    Service,
    /// On an entity of this type.
    Entity(String),
    /// On a collection of entities or values of this type.
    Collection(String),
    /// On a value of this complex, enumeration or primitive type.
    Value(String),
    /// On this action, which ends the address.
    Operation(String),
    /// On something else that ends the address: `$count`, `$ref`, content.
    End(String),
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            On::Service => f.write_str("the root of the service"),
            On::Entity(ty) => write!(f, "`{ty}`"),
            On::Collection(ty) => write!(f, "a collection of `{ty}`"),
            On::Value(ty) => write!(f, "a value of type `{ty}`"),
            On::Operation(name) => write!(f, "the action `{name}`"),
            On::End(what) => write!(f, "`{what}`"),
        }
    }
}

/// What is wrong with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The type that the walk starts at does not exist.
    UnknownType,
    /// Nothing of that name is there.
    Unknown,
    /// A literal stands where a key belongs, and Graph knows no such key by name.
    LiteralKey,
    /// The name exists on the items of the collection, so a key is missing before it.
    KeyMissing,
    /// A key follows something that is not a collection of entities.
    NoKeyHere,
    /// The entity has no such key property.
    NoSuchKey {
        /// The key properties it has, those of one key joined by `+`.
        known: Vec<String>,
    },
    /// `$count`, `$ref` or `$value` follows something that has none.
    NotHere,
    /// What is here ends an address.
    NothingFollows,
    /// A cast to a type that is not derived from the one here.
    NotDerived,
    /// Only drive items and sites are addressed by path.
    NotByPath,
    /// More segments follow a path that is not closed by `:`.
    PathNotClosed,
    /// The function exists, but not with these arguments.
    Arguments {
        /// Its overloads as they are called: `range(address='…')`.
        expected: Vec<String>,
        /// Required by the overload that comes nearest, but not given.
        missing: Vec<String>,
        /// Given, but unknown to the overload that comes nearest.
        unknown: Vec<String>,
    },
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason())?;
        if self.nearest.is_empty() { Ok(()) } else { write!(f, "; did you mean {}?", quoted(&self.nearest)) }
    }
}

impl WalkError {
    /// What is wrong, without suggestions.
    #[must_use]
    pub fn reason(&self) -> String {
        let WalkError { text, on, problem, .. } = self;
        match problem {
            Problem::UnknownType => format!("Graph has no type `{text}`"),
            Problem::Unknown => format!("there is no `{text}` on {on}"),
            Problem::LiteralKey => {
                format!("`{text}` stands where a key belongs, on {on}, and is no key that Graph knows by name")
            }
            Problem::KeyMissing => format!("a key is missing before `{text}`, which belongs to one item of {on}"),
            Problem::NoKeyHere => format!("`{text}` is a key, but {on} takes none"),
            Problem::NoSuchKey { known } => format!("`{text}` has no such key; it has {}", quoted(known)),
            Problem::NotHere => format!("{on} has no `{text}`"),
            Problem::NothingFollows => format!("nothing can follow {on}, but `{text}` does"),
            Problem::NotDerived => format!("`{text}` is no type derived from the one here, {on}"),
            Problem::NotByPath => format!("only drive items and sites are addressed by path, not {on}"),
            Problem::PathNotClosed => "more follows the path, so a `:` must end it".to_owned(),
            Problem::Arguments { expected, missing, unknown } => {
                let list = |what: &str, names: &[String]| match names {
                    [] => String::new(),
                    names => format!("; {what} {}", quoted(names)),
                };
                let (missing, unknown) = (list("missing", missing), list("unknown", unknown));
                format!("`{text}` is not called like this: expected {}{missing}{unknown}", quoted(expected))
            }
        }
    }
}

impl std::error::Error for WalkError {}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
