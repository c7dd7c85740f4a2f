//! Types of Graph as types of Rust.

use graph_action_catalog::{Catalog, TypeKind, TypeRef};

use crate::names::pascal;
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

/// OData's primitive types that Graph uses, each with its type in Rust and with what that type does not tell.
static PRIMITIVES: [(&str, RustType, Option<&str>); 17] = [
    ("Binary", RustType::Text, Some("Base64.")),
    ("Boolean", RustType::Plain("bool"), None),
    ("Byte", RustType::Plain("u8"), None),
    ("Date", RustType::Text, Some("A date, `2026-08-03`.")),
    ("DateTimeOffset", RustType::Text, Some("A time, `2026-08-03T12:00:00Z`.")),
    ("Decimal", RustType::Plain("f64"), None),
    ("Double", RustType::Plain("f64"), None),
    ("Duration", RustType::Text, Some("A duration, `PT1H30M`.")),
    ("Guid", RustType::Text, Some("A GUID.")),
    ("Int16", RustType::Plain("i16"), None),
    ("Int32", RustType::Plain("i32"), None),
    ("Int64", RustType::Plain("i64"), None),
    ("SByte", RustType::Plain("i8"), None),
    ("Single", RustType::Plain("f32"), None),
    // Content has an address of its own and is no value in JSON.
    ("Stream", RustType::Json, None),
    ("String", RustType::Text, None),
    ("TimeOfDay", RustType::Text, Some("A time of day, `12:00:00`.")),
];

impl RustType {
    /// The type of one value of Graph's type `name`.
    pub(crate) fn of(catalog: &Catalog, name: &str) -> RustType {
        if let Some((_, rust, _)) = PRIMITIVES.iter().find(|(primitive, ..)| *primitive == name) {
            return rust.clone();
        }
        match catalog.find_type(name).filter(|_| name != ANY_JSON) {
            Some(ty) if ty.kind == TypeKind::Enum => RustType::Text,
            Some(ty) => RustType::Struct(struct_name(ty.name)),
            None => RustType::Json,
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

/// The name of the struct for an entity or complex type.
pub(crate) fn struct_name(ty: &str) -> String {
    let name = pascal(ty);
    if is_reserved(&name) { format!("Graph{name}") } else { name }
}

/// The documentation of a field of this type: the format of a text, the members of an enumeration. `None` where the
/// type in Rust says it all.
pub(crate) fn remark(catalog: &Catalog, ty: TypeRef<'_>) -> Option<String> {
    if let Some((_, _, remark)) = PRIMITIVES.iter().find(|(primitive, ..)| *primitive == ty.name) {
        return remark.map(str::to_owned);
    }
    let found = catalog.find_type(ty.name).filter(|found| found.kind == TypeKind::Enum)?;
    // Graph never sends `unknownFutureValue`: it marks where members may be added.
    let members: Vec<String> = found
        .enum_members()
        .filter(|member| *member != "unknownFutureValue")
        .map(|member| format!("`{member}`"))
        .collect();
    let (several, number) = if found.is_flags() { ("Some of", ", joined by `,`") } else { ("One of", "") };
    Some(format!("{several} {}{number}.", members.join(", ")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use graph_action_catalog::is_primitive;

    use super::*;
    use crate::data_line::{self, Kind};

    #[test]
    fn every_primitive_type_of_the_schema_has_a_type_in_rust() {
        let catalog = Catalog::embedded();
        let in_table = |name: &str| PRIMITIVES.iter().any(|(primitive, ..)| *primitive == name);
        for word in catalog.schema_facts().flat_map(|line| line.split(|c: char| !c.is_alphanumeric())) {
            assert!(!is_primitive(word) || in_table(word), "{word}");
        }
        assert!(PRIMITIVES.iter().all(|(primitive, ..)| is_primitive(primitive)));
    }

    #[test]
    fn no_two_types_share_a_struct() {
        let catalog = Catalog::embedded();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for line in catalog.schema_facts() {
            let key = data_line::key(line);
            if Kind::of(line) != Kind::Type || line.contains(" =") || line.contains(" &=") {
                continue;
            }
            if let Some(other) = names.insert(struct_name(key), key.to_owned()) {
                panic!("`{other}` and `{key}` are both `{}`", struct_name(key));
            }
        }
        assert!(names.len() > 1000);
        assert_eq!(names["GraphCall"], "call");
        assert_eq!(names["SecurityAlert"], "security.alert");
    }
}
