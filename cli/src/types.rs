//! Types of Graph as types of Rust.

use graph_action_catalog::{Catalog, Method, TypeKind, Version};

use crate::data_line::{self, Kind};
use crate::names::{did_you_mean, pascal};
use crate::reserved::is_reserved;

/// What a type of Graph is in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RustType {
    /// A number or boolean: the same everywhere.
    Plain(&'static str),
    /// Text: `String` in a struct, `&str` as an argument.
    Text,
    /// A struct for an entity or complex type.
    Struct(String),
    /// Any JSON: a value of which the schema does not say the type.
    Json,
}

/// OData's primitive types that Graph uses, each with its type in Rust.
static PRIMITIVES: [(&str, RustType); 17] = [
    ("Binary", RustType::Text),
    ("Boolean", RustType::Plain("bool")),
    ("Byte", RustType::Plain("u8")),
    ("Date", RustType::Text),
    ("DateTimeOffset", RustType::Text),
    ("Decimal", RustType::Plain("f64")),
    ("Double", RustType::Plain("f64")),
    ("Duration", RustType::Text),
    ("Guid", RustType::Text),
    ("Int16", RustType::Plain("i16")),
    ("Int32", RustType::Plain("i32")),
    ("Int64", RustType::Plain("i64")),
    ("SByte", RustType::Plain("i8")),
    ("Single", RustType::Plain("f32")),
    // Content has an address of its own and is no value in JSON.
    ("Stream", RustType::Json),
    ("String", RustType::Text),
    ("TimeOfDay", RustType::Text),
];

impl RustType {
    /// The type of one value of Graph's type `name`.
    pub(crate) fn of(catalog: &Catalog, name: &str) -> RustType {
        if let Some((_, rust)) = PRIMITIVES.iter().find(|(primitive, _)| *primitive == name) {
            return rust.clone();
        }
        match catalog.find_type(name).filter(|_| name != ANY_JSON) {
            Some(ty) if ty.kind == TypeKind::Enum => RustType::Text,
            Some(ty) => RustType::Struct(item_name(ty.name, Use::Value)),
            None => RustType::Json,
        }
    }

    /// The type of one value of Graph's type `name` in the body of a request.
    pub(crate) fn in_body(catalog: &Catalog, name: &str, method: Method) -> RustType {
        match RustType::of(catalog, name) {
            RustType::Struct(_) => RustType::Struct(item_name(name, Use::in_body(catalog, name, method))),
            other => other,
        }
    }

    /// As a value that is owned: a struct's field, a method's result.
    pub(crate) fn owned(&self) -> String {
        match self {
            RustType::Plain(name) => (*name).to_owned(),
            RustType::Text => "String".to_owned(),
            RustType::Struct(name) => name.clone(),
            RustType::Json => "serde_json::Value".to_owned(),
        }
    }

    /// As an argument, which is borrowed unless it is small.
    pub(crate) fn argument(&self, collection: bool) -> String {
        match (self, collection) {
            (RustType::Plain(name), false) => (*name).to_owned(),
            (RustType::Text, false) => "&str".to_owned(),
            (RustType::Text, true) => "&[&str]".to_owned(),
            (other, false) => format!("&{}", other.owned()),
            (other, true) => format!("&[{}]", other.owned()),
        }
    }
}

/// Graph's type for any JSON. The schema declares it as a complex type, without properties.
pub(crate) const ANY_JSON: &str = "Json";

/// What a struct or an enum for a type of Graph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// An entity in an answer, or a complex value or an enumeration anywhere.
    Value,
    /// An entity in the body of a POST or PUT.
    Created,
    /// The body of a PATCH.
    Changed,
}

impl Use {
    /// What a value of the type is for in the body of a request.
    pub(crate) fn in_body(catalog: &Catalog, ty: &str, method: Method) -> Use {
        match method {
            Method::Patch => Use::Changed,
            _ if catalog.find_type(ty).is_some_and(|ty| ty.kind == TypeKind::Entity) => Use::Created,
            _ => Use::Value,
        }
    }
}

/// The name of the struct or enum for a type of Graph.
pub(crate) fn item_name(ty: &str, of: Use) -> String {
    let name = pascal(ty);
    let name = match of {
        Use::Value => name,
        Use::Created => format!("New{name}"),
        Use::Changed => format!("{name}Patch"),
    };
    if is_reserved(&name) { format!("Graph{name}") } else { name }
}

/// Why a name is that of no type, with the nearest names. A type of another namespace may be meant by its last part.
pub(crate) fn unknown_type(catalog: &Catalog, name: &str) -> String {
    let other = Version::ALL.into_iter().find(|version| catalog.of(*version).find_type(name).is_some());
    if let Some(version) = other {
        return format!("only {version} has a type of this name; write `--version {version}`");
    }
    let types = catalog.schema_facts().filter(|line| Kind::of(line) == Kind::Type).map(data_line::key);
    let is_meant = |ty: &&str| ty.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case(name));
    let mut near: Vec<&str> = types.filter(is_meant).collect();
    near.extend(catalog.nearest_types(name));
    near.truncate(3);
    format!("Graph has no type of this name{}", did_you_mean(&near))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use graph_action_catalog::is_primitive;

    use super::*;

    #[test]
    fn every_primitive_type_of_the_schema_has_a_type_in_rust() {
        let catalog = Catalog::embedded();
        let in_table = |name: &str| PRIMITIVES.iter().any(|(primitive, _)| *primitive == name);
        for word in catalog.schema_facts().flat_map(|line| line.split(|c: char| !c.is_alphanumeric())) {
            assert!(!is_primitive(word) || in_table(word), "{word}");
        }
        assert!(PRIMITIVES.iter().all(|(primitive, _)| is_primitive(primitive)));
    }

    #[test]
    fn no_two_types_share_a_name() {
        let catalog = Catalog::embedded();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for line in catalog.schema_facts().filter(|line| Kind::of(line) == Kind::Type) {
            let ty = data_line::key(line);
            for of in [Use::Value, Use::Created, Use::Changed] {
                if let Some(other) = names.insert(item_name(ty, of), ty.to_owned()) {
                    panic!("`{other}` and `{ty}` are both `{}`", item_name(ty, of));
                }
            }
        }
        assert!(names.len() > 6000);
        assert_eq!(names["GraphCall"], "call");
        assert_eq!(names["SecurityAlert"], "security.alert");
        assert_eq!(names["NewMessage"], "message");
        assert_eq!(names["MessagePatch"], "message");
    }
}
