//! Types of Graph as types of Rust.

use graph_action_catalog::{Catalog, TypeKind, TypeRef};

use crate::names::pascal;

/// Names that the printed code, its imports and the prelude already have.
const TAKEN: [&str; 32] = [
    "Box",
    "Bytes",
    "Call",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Delta",
    "Deserialize",
    "Drop",
    "Err",
    "Graph",
    "Iterator",
    "Monitor",
    "None",
    "Ok",
    "Option",
    "Page",
    "Reference",
    "Response",
    "Result",
    "Root",
    "Self",
    "Send",
    "Serialize",
    "Single",
    "Sized",
    "Some",
    "String",
    "Sync",
    "UploadSession",
    "Vec",
];

/// What a type of Graph is in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// A number or boolean: the same everywhere.
    Plain(&'static str),
    /// Text: `String` in a struct, `&str` as an argument.
    Text,
    /// A struct for an entity or complex type.
    Struct(String),
    /// Any JSON: what the schema says nothing about.
    Json,
}

impl RustType {
    /// What one value of the type called `name` is.
    #[must_use]
    pub fn of(catalog: &Catalog, name: &str) -> RustType {
        match name {
            "Boolean" => RustType::Plain("bool"),
            "Byte" => RustType::Plain("u8"),
            "SByte" => RustType::Plain("i8"),
            "Int16" => RustType::Plain("i16"),
            "Int32" => RustType::Plain("i32"),
            "Int64" => RustType::Plain("i64"),
            "Single" => RustType::Plain("f32"),
            "Double" | "Decimal" => RustType::Plain("f64"),
            "String" | "Guid" | "Date" | "DateTimeOffset" | "TimeOfDay" | "Duration" | "Binary" => RustType::Text,
            "Json" => RustType::Json,
            _ => match catalog.find_type(name) {
                Some(ty) if ty.kind == TypeKind::Enum => RustType::Text,
                Some(ty) => RustType::Struct(struct_name(ty.name)),
                None => RustType::Json,
            },
        }
    }

    /// As a value that is owned: a struct's field, a method's result.
    #[must_use]
    pub fn owned(&self) -> String {
        match self {
            RustType::Plain(name) => (*name).to_owned(),
            RustType::Text => "String".to_owned(),
            RustType::Struct(name) => name.clone(),
            RustType::Json => "serde_json::Value".to_owned(),
        }
    }

    /// As an argument, which is borrowed unless it is small.
    #[must_use]
    pub fn argument(&self, collection: bool) -> String {
        match (self, collection) {
            (RustType::Plain(name), false) => (*name).to_owned(),
            (RustType::Text, false) => "&str".to_owned(),
            (RustType::Text, true) => "&[&str]".to_owned(),
            (other, false) => format!("&{}", other.owned()),
            (other, true) => format!("&[{}]", other.owned()),
        }
    }
}

/// The name of the struct for an entity or complex type.
#[must_use]
pub fn struct_name(ty: &str) -> String {
    let name = pascal(ty);
    if TAKEN.contains(&name.as_str()) { format!("Graph{name}") } else { name }
}

/// What else there is to know about a value of this type; nothing where Rust's type says it all.
#[must_use]
pub fn remark(catalog: &Catalog, ty: TypeRef<'_>) -> Option<String> {
    let text = match ty.name {
        "Binary" => "Base64.".to_owned(),
        "Date" => "A date, `2026-08-03`.".to_owned(),
        "DateTimeOffset" => "A time, `2026-08-03T12:00:00Z`.".to_owned(),
        "Duration" => "A duration, `PT1H30M`.".to_owned(),
        "Guid" => "A GUID.".to_owned(),
        "TimeOfDay" => "A time of day, `12:00:00`.".to_owned(),
        name => {
            let found = catalog.find_type(name).filter(|found| found.kind == TypeKind::Enum)?;
            // What stands for members to come is none that is ever sent.
            let members: Vec<String> = found
                .enum_members()
                .filter(|member| *member != "unknownFutureValue")
                .map(|member| format!("`{member}`"))
                .collect();
            let (several, number) = if found.is_flags() { ("Some of", ", joined by `,`") } else { ("One of", "") };
            format!("{several} {}{number}.", members.join(", "))
        }
    };
    Some(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_types_share_a_struct() {
        let catalog = Catalog::embedded();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for line in catalog.schema_facts() {
            let key = line.split(' ').next().unwrap();
            if key.contains(['/', '!', '<', '[']) || line.contains(" =") || line.contains(" &=") {
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
