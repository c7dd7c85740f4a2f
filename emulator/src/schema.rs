//! The types of Microsoft Graph, from the catalog, and what the catalog does not say of them: which properties the
//! service sets, which a new entity must have, and which are shown when nothing is selected.

mod facts;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use graph_action_catalog::{Catalog, Containment, Member, TypeKind, TypeRef};

pub(crate) use facts::{USER_DEFAULTS, required, shown_links};

/// Microsoft's published schema and permission list.
pub(crate) static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::embedded);

/// An entity, complex or enumeration type, by its name within `microsoft.graph`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Type(pub(crate) &'static str);

pub(crate) const DRIVE: Type = Type("drive");
pub(crate) const DRIVE_ITEM: Type = Type("driveItem");
pub(crate) const FILE_ATTACHMENT: Type = Type("fileAttachment");
pub(crate) const MAIL_FOLDER: Type = Type("mailFolder");
pub(crate) const MESSAGE: Type = Type("message");
pub(crate) const USER: Type = Type("user");

/// A structural property.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// The service sets it; what a request says about it is ignored.
    pub(crate) computed: bool,
}

/// What values a property takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) of: Of,
    pub(crate) collection: bool,
    pub(crate) nullable: bool,
}

/// What a value, or each value of a collection, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Text,
    Boolean,
    /// Any of OData's integers.
    Integer,
    /// `Decimal`, `Double` and `Single`.
    Number,
    DateTimeOffset,
    Date,
    TimeOfDay,
    Duration,
    Guid,
    Binary,
    Stream,
    Enum(Type),
    Complex(Type),
    Entity(Type),
    /// The schema does not say (`Json`, `Edm.Untyped`).
    Anything,
}

/// What has been found out about types, by their names.
type Known<T> = LazyLock<Mutex<HashMap<&'static str, Arc<[T]>>>>;

/// What is known about a type, found out once.
fn remembered<T>(known: &Known<T>, of: Type, find: impl FnOnce() -> Arc<[T]>) -> Arc<[T]> {
    let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = lock().get(of.0) {
        return Arc::clone(found);
    }
    // Without the lock, since finding out may ask for other types.
    let found = find();
    lock().insert(of.0, Arc::clone(&found));
    found
}

impl fmt::Display for Type {
    /// With its namespace: `microsoft.graph.message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "microsoft.graph.{}", self.0)
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Type {
    /// The type with this name, which may have Graph's namespace and a `#` in front, as `@odata.type` writes it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.strip_prefix('#').unwrap_or(name);
        let name = name.strip_prefix("microsoft.graph.").unwrap_or(name);
        CATALOG.find_type(name).map(|found| Self(found.name))
    }

    fn fact(self) -> Option<graph_action_catalog::Type<'static>> {
        CATALOG.find_type(self.0)
    }

    /// Whether this type is `base` or derives from it.
    pub(crate) fn is(self, base: &str) -> bool {
        self.0 == base || self.bases().contains(&base)
    }

    /// The names of the type and of those it derives from.
    fn bases(self) -> Arc<[&'static str]> {
        static KNOWN: Known<&str> = LazyLock::new(Mutex::default);
        remembered(&KNOWN, self, || CATALOG.type_and_bases(self.0).map(|found| found.name).collect())
    }

    /// Whether it takes properties that are not declared.
    pub(crate) fn is_open(self) -> bool {
        CATALOG.type_and_bases(self.0).any(|found| found.open)
    }

    pub(crate) fn is_entity(self) -> bool {
        self.fact().is_some_and(|found| found.kind == TypeKind::Entity)
    }

    pub(crate) fn is_abstract(self) -> bool {
        self.fact().is_some_and(|found| found.is_abstract)
    }

    /// The types that derive from it.
    pub(crate) fn derived(self) -> Vec<Self> {
        CATALOG.derived_types(self.0).into_iter().map(Self).collect()
    }

    /// The members of an enumeration.
    pub(crate) fn enum_members(self) -> Vec<&'static str> {
        self.fact().map(|found| found.enum_members().collect()).unwrap_or_default()
    }

    /// Whether members of an enumeration can be combined.
    pub(crate) fn is_flags(self) -> bool {
        self.fact().is_some_and(|found| found.is_flags())
    }

    /// The key property: `id`, unless the schema names another one.
    pub(crate) fn key(self) -> &'static str {
        let declared = CATALOG.type_and_bases(self.0).filter_map(|found| found.keys().next()).last();
        declared.filter(|key| !key.contains('+')).unwrap_or("id")
    }

    /// The key property and the alternate keys; the properties of one key are joined by `+`.
    pub(crate) fn keys(self) -> Vec<&'static str> {
        CATALOG.type_and_bases(self.0).flat_map(|found| found.keys().collect::<Vec<_>>()).collect()
    }

    /// A declared property or navigation property; the service compares names without case.
    pub(crate) fn member(self, name: &str) -> Option<Member<'static>> {
        CATALOG.member(self.0, name)
    }

    /// A structural property; the service compares names without case.
    pub(crate) fn property(self, name: &str) -> Option<Property> {
        self.properties().iter().find(|property| property.name.eq_ignore_ascii_case(name)).copied()
    }

    fn described(self, member: &Member<'static>) -> Property {
        Property { name: member.name, kind: Kind::of(member.ty), computed: facts::is_computed(self, member.name) }
    }

    /// The structural properties, those of the bases too.
    pub(crate) fn properties(self) -> Arc<[Property]> {
        static KNOWN: Known<Property> = LazyLock::new(Mutex::default);
        remembered(&KNOWN, self, || {
            let members = CATALOG.members(self.0).filter(|member| member.navigation.is_none());
            members.map(|member| self.described(&member)).collect()
        })
    }

    pub(crate) fn navigation(self, name: &str) -> Option<&'static str> {
        self.navigation_member(name).map(|member| member.name)
    }

    pub(crate) fn navigation_member(self, name: &str) -> Option<Member<'static>> {
        self.member(name).filter(|member| member.navigation.is_some())
    }
}

impl Kind {
    pub(crate) const TEXT: Self = Self::single(Of::Text);
    pub(crate) const BOOLEAN: Self = Self::single(Of::Boolean);
    pub(crate) const INTEGER: Self = Self::single(Of::Integer);
    pub(crate) const NUMBER: Self = Self::single(Of::Number);
    pub(crate) const DATE_TIME_OFFSET: Self = Self::single(Of::DateTimeOffset);

    pub(crate) const fn single(of: Of) -> Self {
        Self { of, collection: false, nullable: true }
    }

    /// One of OData's primitive types, by its name after `Edm.`.
    pub(crate) fn primitive(name: &str) -> Option<Self> {
        primitive(name).map(Self::single)
    }

    pub(crate) fn of(ty: TypeRef<'static>) -> Self {
        let named = || match CATALOG.find_type(ty.name) {
            None => Of::Anything,
            Some(found) if found.name == "Json" => Of::Anything,
            Some(found) => match found.kind {
                TypeKind::Entity => Of::Entity(Type(found.name)),
                TypeKind::Complex => Of::Complex(Type(found.name)),
                TypeKind::Enum => Of::Enum(Type(found.name)),
            },
        };
        let of = primitive(ty.name).unwrap_or_else(named);
        Self { of, collection: ty.collection, nullable: ty.nullable }
    }

    /// One value of a collection.
    pub(crate) fn item(self) -> Self {
        Self { collection: false, ..self }
    }

    /// The type whose properties the value has.
    pub(crate) fn structured(self) -> Option<Type> {
        match self.of {
            Of::Complex(of) | Of::Entity(of) if !self.collection => Some(of),
            _ => None,
        }
    }

    /// The type's name in messages.
    pub(crate) fn name(self) -> String {
        let name = match self.of {
            Of::Text => "Edm.String".to_owned(),
            Of::Boolean => "Edm.Boolean".to_owned(),
            Of::Integer => "Edm.Int32".to_owned(),
            Of::Number => "Edm.Double".to_owned(),
            Of::DateTimeOffset => "Edm.DateTimeOffset".to_owned(),
            Of::Date => "Edm.Date".to_owned(),
            Of::TimeOfDay => "Edm.TimeOfDay".to_owned(),
            Of::Duration => "Edm.Duration".to_owned(),
            Of::Guid => "Edm.Guid".to_owned(),
            Of::Binary => "Edm.Binary".to_owned(),
            Of::Stream => "Edm.Stream".to_owned(),
            Of::Enum(of) | Of::Complex(of) | Of::Entity(of) => of.to_string(),
            Of::Anything => "Edm.Untyped".to_owned(),
        };
        if self.collection { format!("Collection({name})") } else { name }
    }
}

fn primitive(name: &str) -> Option<Of> {
    Some(match name {
        "String" => Of::Text,
        "Boolean" => Of::Boolean,
        "Byte" | "SByte" | "Int16" | "Int32" | "Int64" => Of::Integer,
        "Decimal" | "Double" | "Single" => Of::Number,
        "DateTimeOffset" => Of::DateTimeOffset,
        "Date" => Of::Date,
        "TimeOfDay" => Of::TimeOfDay,
        "Duration" => Of::Duration,
        "Guid" => Of::Guid,
        "Binary" => Of::Binary,
        "Stream" => Of::Stream,
        _ => return None,
    })
}

/// Whether the entities that a navigation property leads to are part of its owner.
pub(crate) fn is_contained(member: &Member<'_>) -> bool {
    member.navigation == Some(Containment::Contained)
}
