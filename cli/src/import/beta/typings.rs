//! Reading the typings for TypeScript: which properties are never null, and models that the SDK leaves out.

use std::collections::HashMap;

use super::names::Names;

/// What the typings say.
#[derive(Default)]
pub(super) struct Typings {
    /// By type and property.
    properties: HashMap<(String, String), Property>,
    /// The type that each derives from.
    bases: HashMap<String, String>,
}

struct Property {
    nullable: bool,
    ty: Option<String>,
}

impl Typings {
    pub(super) fn read(texts: &[&str], names: &Names) -> Typings {
        let mut typings = Typings::default();
        for text in texts {
            typings.add(text, names);
        }
        typings
    }

    fn add(&mut self, text: &str, names: &Names) {
        let mut namespace = "";
        let mut owner: Option<String> = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("export namespace ") {
                let name = rest.split(' ').next().unwrap_or_default();
                // A namespace may have the name of a type; it ends in another way.
                namespace = name.strip_suffix("Namespace").unwrap_or(name);
            }
            let start = line.trim_start();
            if let Some(rest) = start.strip_prefix("export interface ").or_else(|| start.strip_prefix("interface ")) {
                let within = if line.starts_with(' ') { namespace } else { "" };
                let mut words = rest.split([' ', '{', '<']).filter(|word| !word.is_empty());
                owner = words.next().and_then(|name| type_name(names, within, name));
                let base = words.find(|word| *word != "extends").and_then(|name| type_name(names, within, name));
                if let (Some(owner), Some(base)) = (&owner, base) {
                    self.bases.insert(owner.clone(), base);
                }
                continue;
            }
            let (Some(owner), Some((name, ty))) = (&owner, start.trim_end_matches(';').split_once("?: ")) else {
                continue;
            };
            let optional = ty.strip_prefix("NullableOption<").and_then(|ty| ty.strip_suffix('>'));
            let within = if line.starts_with("        ") { namespace } else { "" };
            let ty_text = optional.unwrap_or(ty);
            let property =
                Property { nullable: ty.starts_with("NullableOption"), ty: catalog_type(names, within, ty_text) };
            self.properties.insert((owner.clone(), name.to_owned()), property);
        }
    }

    /// Whether a property is never null, as far as the typings know.
    pub(super) fn is_never_null(&self, owner: &str, name: &str) -> bool {
        self.property(owner, name).is_some_and(|property| !property.nullable)
    }

    /// The type of a property, in the catalog's form; numbers are `Int32`.
    pub(super) fn type_of(&self, owner: &str, name: &str) -> Option<&str> {
        self.property(owner, name)?.ty.as_deref()
    }

    pub(super) fn base_of(&self, name: &str) -> Option<&str> {
        self.bases.get(name).map(String::as_str)
    }

    fn property(&self, owner: &str, name: &str) -> Option<&Property> {
        self.properties.get(&(owner.to_owned(), name.to_owned()))
    }
}

/// The catalog's name of a type that is written within a namespace.
fn type_name(names: &Names, namespace: &str, name: &str) -> Option<String> {
    let name =
        name.strip_prefix("microsoftgraphbeta.").or_else(|| name.strip_prefix("microsoftgraph.")).unwrap_or(name);
    let within = (!name.contains('.') && !namespace.is_empty()).then(|| format!("{namespace}.{name}"));
    within.and_then(|full| names.spelled(&full)).or_else(|| names.spelled(name)).map(str::to_owned)
}

fn catalog_type(names: &Names, namespace: &str, text: &str) -> Option<String> {
    let (item, star) = text.strip_suffix("[]").map_or((text, ""), |item| (item.trim_matches(['(', ')']), "*"));
    let name = match item {
        "string" => "String".to_owned(),
        "number" => "Int32".to_owned(),
        "boolean" => "Boolean".to_owned(),
        "any" => return None,
        _ => type_name(names, namespace, item)?,
    };
    Some(format!("{star}{name}"))
}
