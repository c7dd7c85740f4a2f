//! Records of types: entity, complex and enumeration types, and how properties refer to them.

use std::fmt;

/// A type as a property, a parameter or an operation names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TypeRef<'c> {
    /// `message`, `security.alert` (within `microsoft.graph`), or a primitive type without its `Edm.`: `String`.
    pub name: &'c str,
    /// Whether it is a collection of that type.
    pub collection: bool,
    /// Whether the value may be null.
    pub nullable: bool,
}

/// The primitive types of OData that Graph uses.
const PRIMITIVES: [&str; 17] = [
    "Binary",
    "Boolean",
    "Byte",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Double",
    "Duration",
    "Guid",
    "Int16",
    "Int32",
    "Int64",
    "SByte",
    "Single",
    "Stream",
    "String",
    "TimeOfDay",
];

impl<'c> TypeRef<'c> {
    pub(crate) fn parse(text: &'c str) -> TypeRef<'c> {
        let (text, nullable) = text.strip_suffix('!').map_or((text, true), |text| (text, false));
        let (name, collection) = text.strip_prefix('*').map_or((text, false), |name| (name, true));
        TypeRef { name, collection, nullable }
    }

    /// Whether it is one of OData's primitive types, such as `Edm.String`.
    #[must_use]
    pub fn is_primitive(&self) -> bool {
        is_primitive(self.name)
    }
}

/// Whether `name`, without its `Edm.`, is one of OData's primitive types.
#[must_use]
pub fn is_primitive(name: &str) -> bool {
    PRIMITIVES.binary_search(&name).is_ok()
}

impl fmt::Display for TypeRef<'_> {
    /// As the documentation writes it: `Collection(message)`, `String`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.collection { write!(f, "Collection({})", self.name) } else { f.write_str(self.name) }
    }
}

/// What kind of type a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// An entity: it has a key and an address of its own.
    Entity,
    /// A complex value, part of an entity.
    Complex,
    /// An enumeration.
    Enum,
}

/// An entity, complex or enumeration type.
#[derive(Clone, Copy, Debug)]
pub struct Type<'c> {
    /// The name within `microsoft.graph`: `message`, `security.alert`.
    pub name: &'c str,
    /// Entity, complex or enumeration.
    pub kind: TypeKind,
    /// The type it derives from.
    pub base: Option<&'c str>,
    /// Whether it takes properties that are not declared (`$select` of an extension).
    pub open: bool,
    /// Whether it is abstract: only derived types have values.
    pub is_abstract: bool,
    /// Whether it is a media type, whose content is at `$value`.
    pub stream: bool,
    /// Its deprecation, if it is deprecated.
    pub deprecation: Option<Deprecation<'c>>,
    fields: &'c str,
}

impl<'c> Type<'c> {
    pub(crate) fn parse(line: &'c str) -> Option<Type<'c>> {
        let (name, fields) = line.split_once(' ')?;
        let kind = match fields.split(' ').next()? {
            "E" => TypeKind::Entity,
            "C" => TypeKind::Complex,
            field if field.starts_with(['=', '&']) => TypeKind::Enum,
            _ => return None,
        };
        let has = |flag| fields.split(' ').any(|field| field == flag);
        Some(Type {
            name,
            kind,
            base: fields.split(' ').find_map(|field| field.strip_prefix(':')),
            open: has("open"),
            is_abstract: has("abstract"),
            stream: has("stream"),
            deprecation: Deprecation::among(fields),
            fields,
        })
    }

    /// The names of an enumeration's members, in order of value; empty for other types.
    pub fn enum_members(&self) -> impl Iterator<Item = &'c str> {
        let first = self.fields.split(' ').next().unwrap_or("");
        let members = first.strip_prefix('=').or_else(|| first.strip_prefix("&=")).unwrap_or("");
        members.split('|').filter(|member| !member.is_empty())
    }

    /// Whether an enumeration's members can be combined with `,`.
    #[must_use]
    pub fn is_flags(&self) -> bool {
        self.fields.starts_with("&=")
    }

    /// The key properties and each alternate key; several properties of one key are joined by `+`.
    pub fn keys(&self) -> impl Iterator<Item = &'c str> {
        let fields = self.fields;
        ["key=", "alt="].into_iter().flat_map(move |prefix| {
            fields.split(' ').filter_map(move |field| field.strip_prefix(prefix)).flat_map(|keys| keys.split(','))
        })
    }
}

/// A deprecation, from `Revisions` in Microsoft's schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation<'c> {
    /// Since when it has been deprecated, `2024-04-10`.
    pub since: &'c str,
    /// When it is removed, where a date has been announced.
    pub removal: Option<&'c str>,
}

impl<'c> Deprecation<'c> {
    pub(crate) fn among(fields: &'c str) -> Option<Deprecation<'c>> {
        let dates = fields.split(' ').find_map(|field| field.strip_prefix('@'))?;
        let (since, removal) = dates.split_once('/').unwrap_or((dates, ""));
        Some(Deprecation { since, removal: (!removal.is_empty()).then_some(removal) })
    }
}
