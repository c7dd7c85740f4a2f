//! The text of the printed file: imports, traits, structs and enums.

mod item;

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Version};
use graph_action_codegen::terms::KnownRoot;

use super::dates::Dates;
use super::entities::Entities;
use super::group::Trait;
use crate::reserved::{GRAPH_ACTION, SERDE};
use crate::root::Root;

/// The whole file.
pub(super) fn code(catalog: &Catalog, traits: &[Trait], entities: &Entities<'_>) -> String {
    let mut items: Vec<String> = Vec::new();
    for made in traits {
        if let Root::Own(ty) = &made.root {
            items.push(marker(&made.root, ty));
        }
        items.push(trait_item(made));
    }
    let replies: Vec<String> = traits
        .iter()
        .flat_map(|made| &made.methods)
        .flat_map(|method| {
            let arguments = method.arguments.iter().map(|argument| argument.ty.clone());
            arguments.chain([method.reply.to_string()]).collect::<Vec<_>>()
        })
        .collect();
    let names = |name: &str| replies.iter().any(|text| has_word(text, name));
    items.extend(structs_and_enums(entities, catalog.version()).into_iter().map(|(_, item)| item));
    if names("Single") {
        items.push(SINGLE.to_owned());
    }
    if names("Reference") {
        items.push(REFERENCE.to_owned());
    }
    let body = items.join("\n\n");
    format!(
        "//! Made by `graph-action new` from the catalog of {}.\n\n{}\n\n{body}\n",
        catalog.date(),
        imports(&body, &entities.shipped)
    )
}

/// The structs and enums alone, the one called `first` before the others, with their imports.
pub(super) fn types(version: Version, entities: &Entities<'_>, first: &str) -> String {
    let mut items = structs_and_enums(entities, version);
    items.sort_by_key(|(name, _)| *name != first);
    let body = items.into_iter().map(|(_, item)| item).collect::<Vec<_>>().join("\n\n");
    format!("{}\n\n{body}", imports(&body, &entities.shipped)).trim_end().to_owned() + "\n"
}

fn structs_and_enums<'e>(entities: &'e Entities<'_>, version: Version) -> Vec<(&'e str, String)> {
    let structs = entities.structs.iter().map(|(name, made)| (name.as_str(), item::of_struct(name, made, version)));
    let enums = entities.enumerations.iter().map(|(name, made)| (name.as_str(), item::of_enum(name, made, version)));
    structs.chain(enums).collect()
}

/// The dependencies that the code needs in its `Cargo.toml`.
pub(super) fn dependencies(code: &str, dates: Dates) -> Vec<String> {
    let dates = dates.package().filter(|package| code.contains(&format!("{package}::")));
    let ours = dates.map_or_else(String::new, |package| format!(" (with the feature `{package}`)"));
    let mut found = vec![format!("graph-action{ours}")];
    found.extend(dates.map(str::to_owned));
    if code.contains("use serde::") {
        found.push("serde (with the feature `derive`)".to_owned());
    }
    if code.contains("serde_json::") {
        found.push("serde_json".to_owned());
    }
    found
}

/// The longest line of imports, which is that of rustfmt.
const WIDTH: usize = 100;

const INDENT: &str = "    ";

const SINGLE: &str = "\
/// A value by itself, as Graph sends it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Single<T> {
    /// The value.
    pub value: T,
}";

const REFERENCE: &str = "\
/// A link to something that lives elsewhere.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Reference {
    /// The address of what is linked: `https://graph.microsoft.com/v1.0/directoryObjects/{id}`.
    #[serde(rename = \"@odata.id\")]
    pub odata_id: String,
}";

fn has_word(text: &str, name: &str) -> bool {
    let is_part_of_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + name.len()..].chars().next());
        !is_part_of_name(before) && !is_part_of_name(after)
    })
}

fn imports(body: &str, shipped: &BTreeSet<String>) -> String {
    let code: String = body.lines().filter(|line| !is_comment_or_variant(line)).collect::<Vec<_>>().join("\n");
    let has = |name: &str| has_word(&code, name);
    let mut ours: Vec<&str> = GRAPH_ACTION.into_iter().filter(|name| has(name)).collect();
    ours.extend(["graph_action", "graph_api", "graph_entity"].into_iter().filter(|name| has(name)));
    let mut lines = Vec::new();
    if has("BTreeSet") {
        lines.push("use std::collections::BTreeSet;\n".to_owned());
    }
    let shipped: Vec<&str> = shipped.iter().map(String::as_str).collect();
    lines.extend(import("graph_action::types", &shipped));
    lines.extend(import("graph_action", &ours));
    let serde: Vec<&str> = SERDE.into_iter().filter(|name| has(name)).collect();
    lines.extend(import("serde", &serde));
    lines.join("\n")
}

/// The names of a module, as rustfmt writes them.
fn import(module: &str, names: &[&str]) -> Option<String> {
    let one_line = match names {
        [] => return None,
        [one] => format!("use {module}::{one};"),
        more => format!("use {module}::{{{}}};", more.join(", ")),
    };
    if one_line.len() <= WIDTH {
        return Some(one_line);
    }
    let mut lines = vec![format!("use {module}::{{")];
    let mut line = String::new();
    for name in names {
        if !line.is_empty() && INDENT.len() + line.len() + name.len() + " ,".len() > WIDTH {
            lines.push(format!("{INDENT}{line}"));
            line.clear();
        }
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(name);
        line.push(',');
    }
    lines.extend([format!("{INDENT}{line}"), "};".to_owned()]);
    Some(lines.join("\n"))
}

/// Whether a line uses no name: `Call` may be a variant of an enum.
fn is_comment_or_variant(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.strip_suffix(',').is_some_and(|name| name.chars().all(char::is_alphanumeric))
}

fn marker(root: &Root, ty: &str) -> String {
    let name = root.marker();
    format!(
        "/// A `{ty}`: what the paths of the trait below are relative to.\npub enum {name} {{}}\n\n\
         impl Root for {name} {{\n    const TYPE: &'static str = \"{ty}\";\n}}"
    )
}

fn trait_item(made: &Trait) -> String {
    let option = match &made.root {
        Root::Known(KnownRoot::User) => String::new(),
        other => format!("({})", other.option()),
    };
    let methods: Vec<String> = made.methods.iter().map(|method| method.method("    ", false)).collect();
    let mut resources = made.root.resources();
    if made.root != Root::SERVICE {
        resources.iter_mut().for_each(|resource| *resource = format!("`{resource}`"));
    }
    format!(
        "/// Its client is made with {}.\n#[graph_api{option}]\npub trait {} {{\n{}\n}}",
        resources.join(" or "),
        made.name,
        methods.join("\n\n")
    )
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, imports};

    #[test]
    fn names_that_the_code_uses_are_imported() {
        let variant = "/// A Page of it.\n#[graph_entity(\"callType\")]\npub enum CallType {\n    Call,\n}";
        assert_eq!(imports(variant, &BTreeSet::new()), "use graph_action::graph_entity;");
        let method = "#[graph_api]\n#[graph_action(GET, \"/x\")]\nfn list(&self) -> Call<Page<X>>;";
        assert_eq!(imports(method, &BTreeSet::new()), "use graph_action::{Call, Page, graph_action, graph_api};");
    }
}
