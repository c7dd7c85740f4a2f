//! Types, their members and the operations bound to them.

use std::fmt;

use crate::catalog::Catalog;
use crate::nearest::nearest;

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
    /// Whether it is only there to be derived from.
    pub is_abstract: bool,
    /// Whether its content is read at `$value`.
    pub stream: bool,
    /// When and why it goes away.
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

/// That something goes away, from `Revisions` in Microsoft's schema.
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

/// A property or navigation property, or an entity set or singleton of the service.
#[derive(Clone, Copy, Debug)]
pub struct Member<'c> {
    /// The type that declares it; empty for the service itself.
    pub owner: &'c str,
    /// Its name as Graph spells it.
    pub name: &'c str,
    /// Its type.
    pub ty: TypeRef<'c>,
    /// `None` for a structural property.
    pub navigation: Option<Containment>,
    /// When it goes away.
    pub deprecation: Option<Deprecation<'c>>,
    pub(crate) line: &'c str,
}

/// Where what a navigation property leads to lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Containment {
    /// It is part of the entity: `user/messages`.
    Contained,
    /// It is a link to something that lives elsewhere: `group/members`.
    Linked,
}

/// What Microsoft's capability annotations deny. They are right where there are any, and sparse: read them only as a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Nothing can be created here: no POST.
    Insert,
    /// No PATCH or PUT.
    Update,
    /// No DELETE.
    Delete,
    /// No GET.
    Read,
}

impl<'c> Member<'c> {
    /// From `user/messages >*message` or `/users *user`.
    pub(crate) fn parse(line: &'c str) -> Option<Member<'c>> {
        let (key, fields) = line.split_once(' ')?;
        let (owner, name) = key.rsplit_once('/')?;
        let first = fields.split(' ').next()?;
        let (navigation, ty) = match first.as_bytes().first()? {
            b'>' => (Some(Containment::Contained), &first[1..]),
            b'~' => (Some(Containment::Linked), &first[1..]),
            _ if owner.is_empty() => (Some(Containment::Contained), first),
            _ => (None, first),
        };
        Some(Member { owner, name, ty: TypeRef::parse(ty), navigation, deprecation: Deprecation::among(fields), line })
    }

    /// Whether Microsoft's capability annotations deny this.
    #[must_use]
    pub fn denies(&self, what: Denied) -> bool {
        let word = match what {
            Denied::Insert => "insert",
            Denied::Update => "update",
            Denied::Delete => "delete",
            Denied::Read => "read",
        };
        self.line
            .split(' ')
            .filter_map(|field| field.strip_prefix("no:"))
            .any(|denied| denied.split(',').any(|one| one == word))
    }
}

/// The key of a fact: the part of its line before the first space.
pub(crate) fn key(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

/// Of lines that differ only by case, the one spelled like `key`, else the first.
pub(crate) fn exact_first<'c>(lines: impl Iterator<Item = &'c str>, wanted: &str) -> Option<&'c str> {
    let mut first = None;
    for line in lines {
        if key(line) == wanted {
            return Some(line);
        }
        first = first.or(Some(line));
    }
    first
}

impl Catalog {
    /// The type called `name` within `microsoft.graph`, in any case: `message`, `security.alert`.
    #[must_use]
    pub fn find_type(&self, name: &str) -> Option<Type<'_>> {
        if name.is_empty() || name.contains(['/', ' ', '!', '*', '<', '[', '@', ':']) {
            return None;
        }
        Type::parse(exact_first(self.schema(&format!("{name} ")), name)?)
    }

    /// The type called `name` and those it derives from, nearest first.
    pub fn type_and_bases(&self, name: &str) -> impl Iterator<Item = Type<'_>> {
        let mut next = self.find_type(name);
        // A schema that derives a type from itself would never end.
        let mut left = 32;
        std::iter::from_fn(move || {
            left -= 1;
            let ty = next?;
            next = ty.base.filter(|_| left > 0).and_then(|base| self.find_type(base));
            Some(ty)
        })
    }

    /// Whether `name` is `base` or derives from it.
    #[must_use]
    pub fn derives_from(&self, name: &str, base: &str) -> bool {
        self.type_and_bases(name).any(|ty| ty.name == base)
    }

    /// The names of all types that derive from `name`, directly or not.
    #[must_use]
    pub fn derived_types(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        let mut next = Some(name);
        let mut place = 0;
        while let Some(base) = next {
            for line in self.schema(&format!("{base}<")) {
                match key(line).split_once('<') {
                    Some((_, derived)) if !found.contains(&derived) => found.push(derived),
                    _ => {}
                }
            }
            next = found.get(place).copied();
            place += 1;
        }
        found
    }

    /// A property or navigation property of a type or its bases, whatever the case of `name`.
    #[must_use]
    pub fn member(&self, ty: &str, name: &str) -> Option<Member<'_>> {
        if name.contains([' ', '/']) {
            return None;
        }
        self.type_and_bases(ty).find_map(|ty| {
            let wanted = format!("{}/{name}", ty.name);
            Member::parse(exact_first(self.schema(&format!("{wanted} ")), &wanted)?)
        })
    }

    /// A member of a type that derives from `ty`, whatever the case of `name`.
    #[must_use]
    pub fn derived_member(&self, ty: &str, name: &str) -> Option<Member<'_>> {
        if name.contains([' ', '/']) {
            return None;
        }
        self.derived_types(ty).into_iter().find_map(|derived| {
            let wanted = format!("{derived}/{name}");
            Member::parse(exact_first(self.schema(&format!("{wanted} ")), &wanted)?)
        })
    }

    /// Every property and navigation property of a type and its bases, the type's own first.
    pub fn members(&self, ty: &str) -> impl Iterator<Item = Member<'_>> {
        self.type_and_bases(ty).flat_map(|ty| {
            let prefix = format!("{}/", ty.name);
            self.schema(&prefix)
                .filter_map(Member::parse)
                .filter(|member| !matches!(member.name, "$value" | "{}"))
                .collect::<Vec<_>>()
        })
    }

    /// An entity set or singleton of the service, whatever the case of `name`.
    #[must_use]
    pub fn root(&self, name: &str) -> Option<Member<'_>> {
        if name.contains([' ', '/']) {
            return None;
        }
        let wanted = format!("/{name}");
        exact_first(self.schema(&format!("{wanted} ")).filter(|line| is_root(line)), &wanted).and_then(Member::parse)
    }

    /// The entity sets and singletons of the service.
    pub fn roots(&self) -> impl Iterator<Item = Member<'_>> {
        self.schema("/").filter(|line| is_root(line)).filter_map(Member::parse)
    }

    /// The key as Graph spells it, when `literal` is one that Graph knows by name, on entities of type `ty` (`inbox` on `mailFolder`)
    /// or in one collection of them (`drive/special`).
    #[must_use]
    pub fn known_key(&self, ty: &str, collection: Option<&Member<'_>>, literal: &str) -> Option<&str> {
        let known = self.known_keys(ty, collection);
        known
            .iter()
            .copied()
            .find(|key| *key == literal)
            .or_else(|| known.into_iter().find(|key| key.eq_ignore_ascii_case(literal)))
    }

    /// The keys that Graph knows by name on entities of type `ty`, and in one collection of them.
    #[must_use]
    pub fn known_keys(&self, ty: &str, collection: Option<&Member<'_>>) -> Vec<&str> {
        let here = collection.map(|member| format!("{}/{}[", member.owner, member.name));
        let of_types = self.type_and_bases(ty).map(|ty| format!("{}[", ty.name)).collect::<Vec<_>>();
        let name = |line| key(line).split_once('[')?.1.strip_suffix(']');
        let facts = here.into_iter().chain(of_types);
        facts.flat_map(|prefix| self.schema(&prefix).filter_map(name).collect::<Vec<_>>()).collect()
    }

    /// Names of types nearest to `name`, best first.
    #[must_use]
    pub fn nearest_types(&self, name: &str) -> Vec<&str> {
        let names = self.schema_facts().filter_map(Type::parse).map(|ty| ty.name);
        nearest(name, names, 3)
    }
}

/// Whether a line that begins with `/` is an entity set or singleton: one segment, then a type.
fn is_root(line: &str) -> bool {
    let mut fields = line.split(' ');
    let (path, first) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
    path.rfind('/') == Some(0) && !first.starts_with("~/") && first.parse::<crate::Method>().is_err()
}
