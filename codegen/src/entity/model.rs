//! The checked model of an entity: the input of its code generator.

use crate::model::Declared;
pub(super) use crate::model::Form;
use graph_action_catalog::Version;
use proc_macro2::TokenStream;
use std::path::PathBuf;
use syn::{Attribute, ItemEnum, ItemStruct, Path, Type};

/// A checked struct or enum.
pub(super) struct Entity {
    pub(super) krate: Path,
    pub(super) version: Version,
    /// Graph's name of the type, and those it derives from.
    pub(super) ty: String,
    pub(super) bases: Vec<String>,
    /// Whether instances have a more special type.
    pub(super) is_abstract: bool,
    /// The overlay that was asked.
    pub(super) overlay: Option<PathBuf>,
    pub(super) kind: Kind,
    /// Types that must be of a type of Graph. None where something is wrong already.
    pub(super) nested: Vec<Nested>,
}

pub(super) enum Kind {
    Struct(Struct),
    Enumeration(Enumeration),
    Polymorphic(Polymorphic),
}

/// A projection of an entity or complex type.
pub(super) struct Struct {
    pub(super) item: ItemStruct,
    /// One for each field.
    pub(super) fields: Vec<Field>,
    /// A complex value is part of an entity, and comes as a whole.
    pub(super) selects: bool,
    /// What to say when it is sent.
    pub(super) read_only: ReadOnly,
}

/// The warnings for a struct with properties that Graph sets.
#[derive(Default)]
pub(super) struct ReadOnly {
    /// In the body of any call.
    pub(super) in_body: Option<String>,
    /// In the body of a PATCH, which changes nothing that was given at creation either.
    pub(super) in_patch: Option<String>,
}

/// What a field stands for.
pub(super) enum Field {
    /// A property or an annotation.
    Property(Property),
    /// What else is there, or the properties of another struct.
    Flattened,
    /// The version of the entity.
    Etag,
}

pub(super) struct Property {
    /// As Graph spells it.
    pub(super) name: String,
    /// Its name in `$select` and `$expand`.
    pub(super) selected: String,
    pub(super) asked: Asked,
    pub(super) form: Form,
    pub(super) holder: Holder,
    /// The schema declares an abstract type, so that `@odata.type` must be written.
    pub(super) typed: bool,
    pub(super) fixed: Fixed,
}

/// When the value of a property cannot be set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    Never,
    AfterCreation,
    Always,
}

/// How a property is asked for.
pub(super) enum Asked {
    Selected,
    /// Expanded, with the projection of this type.
    Expanded(Box<Type>),
    /// It comes by itself, or the user does not want it expanded.
    NotAtAll,
}

/// The container around the value of a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// A value that is always there.
    Value,
    Option,
    Patch,
    /// A list or a set.
    Collection,
}

/// A type that must be an entity of this type of Graph, if it is an entity.
pub(super) struct Nested {
    pub(super) ty: Type,
    pub(super) declared: Declared,
    /// What to say if the type is a point in time, where its name is that of one.
    pub(super) dated: Option<String>,
    /// The attributes of the field or variant, of which the `cfg`s count.
    pub(super) attributes: Vec<Attribute>,
}

/// An enumeration of Graph.
pub(super) struct Enumeration {
    pub(super) item: ItemEnum,
    /// One for each variant: the member's name, or `None` for the variant that keeps what is not known.
    pub(super) members: Vec<Option<String>>,
}

/// Entities of several types.
pub(super) struct Polymorphic {
    pub(super) item: ItemEnum,
    /// One for each variant.
    pub(super) variants: Vec<Alternative>,
}

/// A variant of a polymorphic enum.
pub(super) enum Alternative {
    /// Entities of this type and of those that derive from it, but for the types of other variants.
    Known {
        ty: String,
        derived: Vec<String>,
    },
    Other,
    /// It was reported.
    Reported,
}

impl Entity {
    /// `path` within the runtime's hidden module.
    pub(super) fn private(&self, path: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        quote::quote!(#krate::__private::#path)
    }
}
