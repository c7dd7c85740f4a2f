//! Why an address does not exist, and what it may have meant.

use std::fmt;

use crate::catalog::Catalog;
use crate::nearest::nearest;
use crate::operation::{Operation, OperationKind};
use crate::walker::Walker;

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
    /// Up to three names it may have meant, best first.
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
    /// There is no type of the name the walk should start at.
    UnknownType,
    /// Nothing of that name is there.
    Unknown,
    /// A literal stands where a key belongs, and Graph knows no such key by name.
    LiteralKey,
    /// The name exists on the items of the collection, so a key is missing before it.
    KeyMissing,
    /// A key where none belongs: what is here is no collection of entities.
    NoKeyHere,
    /// The entity has no such key property.
    NoSuchKey {
        /// The key properties it has, those of one key joined by `+`.
        known: Vec<String>,
    },
    /// `$count`, `$ref` or `$value`, which what is here does not have.
    NotHere,
    /// What is here ends an address.
    NothingFollows,
    /// A cast to a type that is not derived from the one here.
    NotDerived,
    /// Only drive items and sites are addressed by path.
    NotByPath,
    /// More follows after a path that no `:` ends.
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

impl Problem {
    pub(crate) fn arguments(overloads: &[Operation<'_>], given: &[&str]) -> Problem {
        let unknown = |operation: &Operation<'_>| -> Vec<String> {
            given
                .iter()
                .filter(|name| !operation.parameters.iter().any(|parameter| parameter.name.eq_ignore_ascii_case(name)))
                .map(|name| (*name).to_owned())
                .collect()
        };
        let missing = |operation: &Operation<'_>| -> Vec<String> {
            operation
                .parameters
                .iter()
                .filter(|parameter| {
                    operation.requires(parameter) && !given.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
                })
                .map(|parameter| parameter.name.to_owned())
                .collect()
        };
        let expected = overloads.iter().map(signature).collect();
        let best = overloads.iter().min_by_key(|operation| unknown(operation).len() + missing(operation).len());
        Problem::Arguments {
            expected,
            missing: best.map(missing).unwrap_or_default(),
            unknown: best.map(unknown).unwrap_or_default(),
        }
    }
}

/// As it is called: `range(address='…')`, `send`.
fn signature(operation: &Operation<'_>) -> String {
    if operation.kind == OperationKind::Action || operation.parameters.is_empty() {
        return operation.name.to_owned();
    }
    let pairs: Vec<String> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let value = if parameter.ty.name == "String" { "'…'" } else { "…" };
            format!("{}={value}", parameter.name)
        })
        .collect();
    format!("{}({})", operation.name, pairs.join(","))
}

impl WalkError {
    pub(crate) fn unknown_type(catalog: &Catalog, name: &str) -> Box<WalkError> {
        Box::new(WalkError {
            step: 0,
            text: name.to_owned(),
            on: On::Service,
            problem: Problem::UnknownType,
            nearest: catalog.nearest_types(name).into_iter().map(str::to_owned).collect(),
        })
    }

    pub(crate) fn new(walker: &Walker<'_>, text: &str, problem: Problem) -> Box<WalkError> {
        let nearest = match &problem {
            Problem::Unknown | Problem::LiteralKey => candidates_near(walker, text),
            Problem::NotDerived => casts_near(walker, text),
            _ => Vec::new(),
        };
        Box::new(WalkError { step: walker.index, text: text.to_owned(), on: walker.on(), problem, nearest })
    }
}

fn candidates_near(walker: &Walker<'_>, text: &str) -> Vec<String> {
    let catalog = walker.catalog;
    let mut names: Vec<String> = Vec::new();
    match walker.below() {
        None => names.extend(catalog.roots().map(|root| root.name.to_owned())),
        Some(ty) if text.contains('.') => return casts_near_type(catalog, ty.name, text),
        Some(ty) => {
            names.extend(
                catalog.all_operations(ty.name, ty.collection).iter().map(|operation| operation.name.to_owned()),
            );
            if ty.collection {
                names.extend(["$count", "$ref"].map(str::to_owned));
                names.extend(catalog.known_keys(ty.name, walker.walk.member.as_ref()).into_iter().map(str::to_owned));
            } else {
                names.extend(catalog.members(ty.name).map(|member| member.name.to_owned()));
                names.extend(["$value", "$ref"].map(str::to_owned));
                let near = best(text, &names);
                if !near.is_empty() {
                    return near;
                }
                for derived in catalog.derived_types(ty.name) {
                    names.extend(catalog.own_member_names(derived));
                }
            }
        }
    }
    best(text, &names)
}

fn best(text: &str, names: &[String]) -> Vec<String> {
    nearest(text, names.iter().map(String::as_str), 3).into_iter().map(str::to_owned).collect()
}

fn casts_near(walker: &Walker<'_>, text: &str) -> Vec<String> {
    walker.below().map(|ty| casts_near_type(walker.catalog, ty.name, text)).unwrap_or_default()
}

fn casts_near_type(catalog: &Catalog, ty: &str, text: &str) -> Vec<String> {
    let name = text.strip_prefix("microsoft.").unwrap_or(text);
    let name = name.strip_prefix("graph.").unwrap_or(name);
    let derived = nearest(name, catalog.derived_types(ty), 3);
    derived.into_iter().map(|name| format!("microsoft.graph.{name}")).collect()
}

impl Catalog {
    fn own_member_names(&self, ty: &str) -> Vec<String> {
        let (below, bound) = (format!("{ty}/"), format!("{ty}!"));
        let members = self.schema(&below).filter_map(crate::schema::Member::parse).map(|member| member.name.to_owned());
        let operations = self.schema(&bound).filter_map(Operation::parse).map(|operation| operation.name.to_owned());
        members.chain(operations).collect()
    }
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let WalkError { text, on, problem, .. } = self;
        match problem {
            Problem::UnknownType => write!(f, "Graph has no type `{text}`")?,
            Problem::Unknown => write!(f, "there is no `{text}` on {on}")?,
            Problem::LiteralKey => {
                write!(f, "`{text}` stands where a key belongs, on {on}, and is no key that Graph knows by name")?
            }
            Problem::KeyMissing => write!(f, "a key is missing before `{text}`, which belongs to one item of {on}")?,
            Problem::NoKeyHere => write!(f, "`{text}` is a key, but {on} takes none")?,
            Problem::NoSuchKey { known } => write!(f, "`{text}` has no such key; it has {}", quoted(known))?,
            Problem::NotHere => write!(f, "{on} has no `{text}`")?,
            Problem::NothingFollows => write!(f, "nothing can follow {on}, but `{text}` does")?,
            Problem::NotDerived => write!(f, "`{text}` is no type derived from the one here, {on}")?,
            Problem::NotByPath => write!(f, "only drive items and sites are addressed by path, not {on}")?,
            Problem::PathNotClosed => write!(f, "more follows the path, so a `:` must end it")?,
            Problem::Arguments { expected, missing, unknown } => {
                write!(f, "`{text}` is not called like this: expected {}", quoted(expected))?;
                if !missing.is_empty() {
                    write!(f, "; missing {}", quoted(missing))?;
                }
                if !unknown.is_empty() {
                    write!(f, "; unknown {}", quoted(unknown))?;
                }
            }
        }
        if self.nearest.is_empty() { Ok(()) } else { write!(f, "; did you mean {}?", quoted(&self.nearest)) }
    }
}

impl std::error::Error for WalkError {}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
