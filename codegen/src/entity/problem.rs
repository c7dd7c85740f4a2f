//! Mistakes in an entity, as data and in words.

use super::rust_type::Nesting;
use graph_action_catalog::{Catalog, Version};
use std::fmt;

/// What is wrong with an entity, one of its fields or variants.
pub(super) enum Problem {
    UnknownType {
        name: String,
        nearest: Vec<String>,
        /// Beta has it.
        in_beta: bool,
    },
    /// `#microsoft.graph.message` and the like.
    QualifiedType {
        name: String,
    },
    StructOfEnumeration {
        ty: String,
    },
    NoNamedFields,
    NoVariants,
    UnknownProperty {
        ty: String,
        name: String,
        nearest: Vec<String>,
        /// The type has it in beta.
        in_beta: bool,
        version: Version,
    },
    UnknownAnnotation {
        name: String,
        nearest: Vec<String>,
    },
    Twice {
        name: String,
    },
    /// serde was told another name than Graph's.
    SerdeRename {
        name: String,
        /// The name of the property, where the field has the right one.
        property: Option<String>,
    },
    Stream {
        property: String,
    },
    Collection {
        property: String,
        write: String,
    },
    NoCollection {
        property: String,
        write: String,
    },
    Flags {
        property: String,
        ty: String,
        write: String,
    },
    WrongType {
        property: String,
        ty: String,
        write: String,
        or: &'static str,
    },
    /// `of` is a type that has the property, where only derived types have it.
    Null {
        property: String,
        of: Option<String>,
        write: String,
    },
    /// What is never null is an `Option`.
    Required {
        property: String,
    },
    /// An `Option` or a `Patch` is around another.
    Nested {
        property: String,
        nesting: Nesting,
        write: String,
    },
    Endless {
        name: String,
        property: String,
    },
    NotExpanded {
        property: String,
    },
    /// These are sent, and Graph sets them, or lets nobody change them.
    ReadOnly {
        computed: Vec<String>,
        immutable: Vec<String>,
    },
    Etag,
    EtagRenamed,
    /// A field with `flatten` whose type has no properties.
    FlattenedValue,
    /// A field with `flatten` that may be kept or cleared.
    FlattenedPatch,
    UnknownMember {
        ty: String,
        name: String,
        nearest: Vec<String>,
        /// All of an enumeration that is not long.
        all: Vec<String>,
    },
    NotUnit {
        ty: String,
    },
    Other {
        of: &'static str,
        form: &'static str,
    },
    SecondOther,
    NotDerived {
        ty: String,
        name: String,
        nearest: Vec<String>,
    },
    NotNewtype,
    /// A variant of this enum holds the enum.
    HoldsItself {
        name: String,
    },
}

impl Problem {
    /// The sentences about a property that exists.
    fn property(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stream { property } => write!(
                f,
                "`{property}` is a stream, which an answer does not hold: leave it out, and read it at its own address \
                 as `Bytes` or `Download`"
            ),
            Self::Collection { property, write } => write!(f, "`{property}` is a collection: write `{write}`"),
            Self::NoCollection { property, write } => write!(f, "`{property}` is no collection: write `{write}`"),
            Self::Flags { property, ty, write } => {
                write!(f, "`{property}` is a set of members of `{ty}`: write `{write}`")
            }
            Self::WrongType { property, ty, write, or } => {
                let or = if or.is_empty() { String::new() } else { format!(" ({or})") };
                write!(f, "`{property}` is `{ty}`: write `{write}`{or}")
            }
            Self::Endless { name, property } => write!(
                f,
                "`{property}` of a `{name}` within a `{name}` would be expanded without end: write \
                 `#[graph(expand = false)]`, or give it a struct of its own"
            ),
            Self::NotExpanded { property } => {
                write!(f, "`{property}` is no navigation property and never expanded: leave this out")
            }
            Self::ReadOnly { computed, immutable } => {
                let without = if computed.len() + immutable.len() == 1 { "it" } else { "them" };
                let sets = (!computed.is_empty()).then(|| format!("sets {} itself", quoted(computed)));
                let keeps = (!immutable.is_empty()).then(|| format!("never changes {}", quoted(immutable)));
                let does: Vec<String> = sets.into_iter().chain(keeps).collect();
                write!(f, "Graph {}: send a struct without {without}", does.join(" and "))
            }
            _ => self.absence(f),
        }
    }

    /// The sentences about a property that is null, missing or left alone.
    fn absence(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null { property, of: None, write } => {
                write!(f, "`{property}` may be null: write `{write}`, or `#[graph(required)]` if it is always there")
            }
            Self::Null { property, of: Some(of), write } => {
                write!(
                    f,
                    "`{property}` belongs to derived types, such as `{of}`, and may be absent: write `{write}`, or \
                     `#[graph(required)]` if it is always there"
                )
            }
            Self::Required { property } => write!(
                f,
                "`required` says that `{property}` is always there, and the field can be read without it: leave this \
                 out, or write the type without `Option`, `Patch` or list"
            ),
            Self::Nested { property, nesting, write } => match nesting {
                Nesting::Patch => {
                    write!(f, "`{property}` is kept, cleared or set, which one `Patch` says: write `{write}`")
                }
                Nesting::Options => write!(
                    f,
                    "two `Option`s do not tell a `{property}` that is null from one that is missing: write `{write}`, \
                     which does, or `{}`",
                    write.replacen("Patch", "Option", 1)
                ),
                Nesting::PatchInCollection => {
                    write!(f, "the collection `{property}` is kept, cleared or set as a whole: write `{write}`")
                }
                Nesting::OptionsInCollection => {
                    write!(f, "an element of `{property}` is null or not, which one `Option` says: write `{write}`")
                }
            },
            _ => Ok(()),
        }
    }

    /// The sentences about the variants of an enum.
    fn variant(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMember { ty, name, nearest, all } if nearest.is_empty() && !all.is_empty() => {
                write!(f, "`{ty}` has no member `{name}`; it has {}", quoted(all))
            }
            Self::UnknownMember { ty, name, nearest, .. } => {
                write!(f, "`{ty}` has no member `{name}`{}", did_you_mean(nearest))
            }
            Self::NotUnit { ty } => {
                write!(
                    f,
                    "`{ty}` is an enumeration, whose members hold nothing; one variant may be \
                           `#[graph(other)] Other(String)`"
                )
            }
            Self::Other { of, form } => write!(f, "the variant for {of} is written `#[graph(other)] {form}`"),
            Self::SecondOther => f.write_str("this is the second variant for what is not known: keep one"),
            Self::NotDerived { ty, name, nearest } => {
                write!(f, "no type `{name}` derives from `{ty}`{}", did_you_mean(nearest))
            }
            Self::NotNewtype => f.write_str("a variant holds one entity, as `User(User)`"),
            Self::HoldsItself { name } => {
                write!(f, "a `{name}` within a `{name}` would be read without end: write a struct for the entities")
            }
            Self::NoVariants => f.write_str(
                "an enum has a variant for each member or type that it knows, and may have `#[graph(other)]` for \
                 others",
            ),
            _ => Ok(()),
        }
    }

    /// The message of a mistake that the schema says.
    pub(super) fn with(&self, catalog: &Catalog) -> String {
        let date = catalog.date();
        format!("{self}\n(catalog of {date}; if it is wrong, correct it in `graph-action.catalog`)")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType { name, in_beta: true, .. } => {
                write!(f, "Graph has the type `{name}` only in beta: say `version = \"beta\"`")
            }
            Self::UnknownType { name, nearest, in_beta: false } => {
                write!(f, "Graph has no type `{name}`{}", did_you_mean(nearest))
            }
            Self::QualifiedType { name } => write!(f, "the type is named as in the documentation: write `\"{name}\"`"),
            Self::StructOfEnumeration { ty } => {
                write!(f, "`{ty}` is an enumeration: write an `enum` with its members")
            }
            Self::NoNamedFields => f.write_str("a projection has named fields, one for each property"),
            Self::UnknownProperty { ty, name, in_beta: true, .. } => {
                write!(f, "`{ty}` has no property `{name}`, but in beta it has: say `version = \"beta\"`")
            }
            Self::UnknownProperty { ty, name, nearest, in_beta: false, version } => {
                write!(f, "`{ty}` has no property `{name}`{}", or_explained(ty, *version, nearest))
            }
            Self::Twice { name } => write!(f, "`{name}` is here twice: keep one"),
            Self::Stream { .. }
            | Self::Collection { .. }
            | Self::NoCollection { .. }
            | Self::Flags { .. }
            | Self::WrongType { .. }
            | Self::Null { .. }
            | Self::Required { .. }
            | Self::Nested { .. }
            | Self::Endless { .. }
            | Self::NotExpanded { .. }
            | Self::ReadOnly { .. } => self.property(f),
            Self::UnknownAnnotation { name, nearest } => {
                write!(f, "OData has no annotation `{name}`{}", did_you_mean(nearest))
            }
            Self::SerdeRename { property: Some(property), .. } => write!(
                f,
                "the property is `{property}` in JSON, and serde would not find it by this name: leave it out"
            ),
            Self::SerdeRename { name, property: None } => {
                write!(f, "Graph's name of a property is no option of serde: write `#[graph(rename = \"{name}\")]`")
            }
            Self::EtagRenamed => f.write_str("the version of an entity is always `@odata.etag`: leave this name out"),
            Self::Etag => f.write_str("the version of an entity is an `Option<String>`"),
            Self::FlattenedValue => f.write_str(
                "`flatten` takes the properties of a struct in, and this type has none: \
                 write a struct with `#[graph_entity]`, or leave `flatten` out",
            ),
            Self::FlattenedPatch => f.write_str(
                "what `flatten` takes in is always there: leave `Patch` out here, and write it at the fields that are \
                 kept, cleared or set",
            ),
            Self::UnknownMember { .. }
            | Self::NotUnit { .. }
            | Self::Other { .. }
            | Self::SecondOther
            | Self::NotDerived { .. }
            | Self::NotNewtype
            | Self::HoldsItself { .. }
            | Self::NoVariants => self.variant(f),
        }
    }
}

fn did_you_mean(nearest: &[String]) -> String {
    let names: Vec<String> = nearest.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => format!("; did you mean {last}?"),
        Some((last, others)) => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

/// What is near, or how to see what there is.
fn or_explained(ty: &str, version: Version, nearest: &[String]) -> String {
    let option = if version == Version::Beta { " --version beta" } else { "" };
    let explained = format!("; `graph-action explain {ty}{option}` lists what it has");
    if nearest.is_empty() { explained } else { did_you_mean(nearest) }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
