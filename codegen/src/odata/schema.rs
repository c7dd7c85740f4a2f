//! The only place where the grammar reads the catalog.

use super::selection;
use graph_action_catalog::{Member, TypeKind, is_primitive};

pub(super) use graph_action_catalog::{Catalog, TypeRef, nearest};

/// How many names are suggested at most.
const SUGGESTIONS: usize = 3;

/// The catalog's answers about types and their members.
#[derive(Clone, Copy)]
pub(super) struct Schema<'c>(&'c Catalog);

/// What kind of values a type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Boolean,
    Integer,
    Decimal,
    Text,
    DateTimeOffset,
    Date,
    TimeOfDay,
    Duration,
    Guid,
    Binary,
    Stream,
    Enumeration,
    /// An entity or a complex type.
    Structured,
    /// A type that the catalog does not know.
    Unknown,
}

impl Class {
    /// Whether values of the two can be compared with each other.
    pub(super) fn is_comparable_with(self, other: Class) -> bool {
        let group = |class| match class {
            Class::Integer | Class::Decimal => Class::Decimal,
            Class::Date | Class::DateTimeOffset => Class::DateTimeOffset,
            Class::Enumeration => Class::Text,
            class => class,
        };
        self == Class::Unknown || other == Class::Unknown || group(self) == group(other)
    }
}

/// A value of this type, which may be null.
pub(super) fn single(name: &str) -> TypeRef<'_> {
    TypeRef { name, collection: false, nullable: true }
}

impl<'c> Schema<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Schema<'c> {
        Schema(catalog)
    }

    /// The type as the catalog spells it.
    pub(super) fn find(self, ty: &str) -> Option<&'c str> {
        self.0.find_type(ty).map(|ty| ty.name)
    }

    /// A member of the type, of its bases or of a type derived from it, whatever the case of `name`.
    pub(super) fn member(self, ty: &str, name: &str) -> Option<Member<'c>> {
        self.0.member(ty, name).or_else(|| self.0.derived_member(ty, name))
    }

    /// The names of what only types that derive from `ty` have, each with its type.
    pub(super) fn names_of_derived(self, ty: &str, name: &str) -> Vec<String> {
        selection::names_of_derived(self.0, ty, name)
    }

    /// Names of members that may have been meant, best first.
    pub(super) fn nearest_members(self, ty: &str, name: &str) -> Vec<String> {
        let near = |names: Vec<&'c str>| -> Vec<String> {
            nearest(name, names, SUGGESTIONS).into_iter().map(str::to_owned).collect()
        };
        let own = near(self.0.members(ty).map(|member| member.name).collect());
        if !own.is_empty() {
            return own;
        }
        // One level deeper: `address` of `from/emailAddress`.
        let deeper: Vec<String> = self
            .0
            .members(ty)
            .filter(|member| !member.ty.collection && member.navigation.is_none())
            .filter_map(|member| Some(format!("{}/{}", member.name, self.0.member(member.ty.name, name)?.name)))
            .take(SUGGESTIONS)
            .collect();
        if !deeper.is_empty() {
            return deeper;
        }
        let derived = self.0.derived_types(ty);
        near(derived.into_iter().flat_map(|ty| self.0.members(ty)).map(|member| member.name).collect())
    }

    /// A few paths below a structured type whose values can be compared.
    pub(super) fn comparable_paths(self, ty: &str) -> Vec<String> {
        let members = |ty: &str| -> Vec<Member<'c>> {
            let single = |member: &Member<'_>| !member.ty.collection && member.navigation.is_none();
            self.0.members(ty).filter(single).collect()
        };
        let comparable = |member: &Member<'_>| self.class(member.ty.name) != Class::Structured;
        let (own, structured): (Vec<_>, Vec<_>) = members(ty).into_iter().partition(comparable);
        let deeper = structured.iter().flat_map(|outer| {
            let inner = members(outer.ty.name).into_iter().filter(comparable);
            inner.map(|inner| format!("{}/{}", outer.name, inner.name)).collect::<Vec<_>>()
        });
        own.iter().map(|member| member.name.to_owned()).chain(deeper).take(SUGGESTIONS).collect()
    }

    /// Whether `name` may be a property that the schema does not declare: an extension on an open type, or any name on
    /// a type that declares none.
    pub(super) fn takes_undeclared(self, ty: &str, name: &str) -> bool {
        let is_open = |ty: &str| self.0.find_type(ty).is_some_and(|ty| ty.open);
        let open = self.0.type_and_bases(ty).any(|ty| ty.open) || self.0.derived_types(ty).into_iter().any(is_open);
        open && (name.contains(['_', '.']) || self.is_dictionary(ty))
    }

    /// Whether the names of a type's properties are the user's own: the columns of a list, an open extension.
    fn is_dictionary(self, ty: &str) -> bool {
        let declares = |member: &Member<'_>| member.owner != "entity";
        self.0.derives_from(ty, "extension") || !self.0.members(ty).any(|member| declares(&member))
    }

    /// The type that a step of a path casts to; `None` if the step is no cast.
    ///
    /// # Errors
    /// Names of types that may have been meant.
    pub(super) fn cast(self, from: Option<&str>, name: &str) -> Option<Result<&'c str, Vec<String>>> {
        let lower = name.to_ascii_lowercase();
        let prefixes = ["#microsoft.graph.", "microsoft.graph.", "graph."];
        let Some(prefix) = prefixes.into_iter().find(|prefix| lower.starts_with(prefix)) else {
            // `microsoftgraph.user`
            let (namespace, last) = name.rsplit_once('.')?;
            let ty = self.0.find_type(last).filter(|_| namespace.to_ascii_lowercase().contains("graph"))?;
            return Some(Err(vec![format!("microsoft.graph.{}", ty.name)]));
        };
        let wanted = &name[prefix.len()..];
        let related = |ty: &str| from.is_none_or(|from| self.0.derives_from(ty, from) || self.0.derives_from(from, ty));
        Some(match self.0.find_type(wanted).filter(|ty| related(ty.name)) {
            Some(ty) => Ok(ty.name),
            None => {
                let known = match from {
                    Some(from) => nearest(wanted, self.0.derived_types(from), SUGGESTIONS),
                    None => self.0.nearest_types(wanted),
                };
                Err(known.into_iter().map(|ty| format!("microsoft.graph.{ty}")).collect())
            }
        })
    }

    pub(super) fn class(self, ty: &str) -> Class {
        match ty {
            "Boolean" => Class::Boolean,
            "Byte" | "SByte" | "Int16" | "Int32" | "Int64" => Class::Integer,
            "Decimal" | "Double" | "Single" => Class::Decimal,
            "String" => Class::Text,
            "DateTimeOffset" => Class::DateTimeOffset,
            "Date" => Class::Date,
            "TimeOfDay" => Class::TimeOfDay,
            "Duration" => Class::Duration,
            "Guid" => Class::Guid,
            "Binary" => Class::Binary,
            "Stream" => Class::Stream,
            _ if is_primitive(ty) => Class::Unknown,
            _ => match self.0.find_type(ty).map(|ty| ty.kind) {
                Some(TypeKind::Enum) => Class::Enumeration,
                Some(TypeKind::Entity | TypeKind::Complex) => Class::Structured,
                None => Class::Unknown,
            },
        }
    }

    /// The members of an enumeration; none for another type.
    pub(super) fn enumeration(self, ty: &str) -> Vec<&'c str> {
        self.0.find_type(ty).map(|ty| ty.enum_members().collect()).unwrap_or_default()
    }

    /// Members of an enumeration that may have been meant.
    pub(super) fn nearest_of(self, name: &str, known: &[&str]) -> Vec<String> {
        nearest(name, known.iter().copied(), SUGGESTIONS).into_iter().map(str::to_owned).collect()
    }

    /// Whether Microsoft's documentation has query options without their `$` on this type: what SharePoint and OneNote
    /// hold, assignments of a class, messages of a channel.
    ///
    /// <https://learn.microsoft.com/graph/query-parameters>: "the `$` prefix is optional for only a subset of APIs".
    /// The calls are on the pages of these types.
    pub(super) fn takes_options_without_dollar(self, ty: &str) -> bool {
        const BASES: [&str; 6] = [
            "baseItem",
            "baseItemVersion",
            "chatMessage",
            "educationAssignment",
            "onenoteEntityBaseModel",
            "thumbnailSet",
        ];
        BASES.into_iter().any(|base| self.0.derives_from(ty, base))
    }

    /// Whether the type derives from `directoryObject`: Microsoft Entra ID's own objects.
    pub(super) fn is_directory_object(self, ty: &str) -> bool {
        self.0.derives_from(ty, "directoryObject")
    }
}
