//! The text of the printed file: imports, traits, structs.

use graph_action_catalog::Catalog;

use super::entities::{Entities, Field, Struct};
use super::group::Trait;
use crate::names::identifier;
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
    let names = |name: &str| replies.iter().any(|text| text.contains(name));
    items.extend(entities.iter().map(|(name, made)| struct_item(name, made)));
    if names("Single<") {
        items.push(SINGLE.to_owned());
    }
    if names("Reference") {
        items.push(REFERENCE.to_owned());
    }
    let body = items.join("\n\n");
    format!("//! Made by `graph-action new` from the catalog of {}.\n\n{}\n\n{body}\n", catalog.date(), imports(&body))
}

/// The dependencies that the code needs in its `Cargo.toml`.
pub(super) fn dependencies(code: &str) -> Vec<&'static str> {
    let mut found = vec!["graph-action"];
    if code.contains("use serde::") {
        found.push("serde (with the feature `derive`)");
    }
    if code.contains("serde_json::") {
        found.push("serde_json");
    }
    found
}

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

fn imports(body: &str) -> String {
    let has = |name: &str| {
        body.match_indices(name).any(|(at, _)| {
            let after = body[at + name.len()..].chars().next();
            let before = body[..at].chars().next_back();
            let part_of_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !part_of_name(before) && !part_of_name(after)
        })
    };
    let mut ours: Vec<&str> = GRAPH_ACTION.into_iter().filter(|name| has(name)).collect();
    ours.extend(["graph_action", "graph_api"]);
    let mut lines = vec![format!("use graph_action::{{{}}};", ours.join(", "))];
    let serde: Vec<&str> = SERDE.into_iter().filter(|name| has(name)).collect();
    match serde.as_slice() {
        [] => {}
        [one] => lines.push(format!("use serde::{one};")),
        both => lines.push(format!("use serde::{{{}}};", both.join(", "))),
    }
    lines.join("\n")
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
        Root::Known("user") => String::new(),
        other => format!("({})", other.option()),
    };
    let methods: Vec<String> = made
        .methods
        .iter()
        .map(|method| {
            let mut method = method.clone();
            // The trait says it for all its methods.
            method.attribute.retain(|option| option != "root = service");
            method.method("    ")
        })
        .collect();
    format!(
        "/// Its client is made with {}.\n#[graph_api{option}]\npub trait {} {{\n{}\n}}",
        match &made.root {
            Root::Service => "the `Graph` itself".to_owned(),
            other => format!("`{}`", other.resource().replace(" or ", "` or `")),
        },
        made.name,
        methods.join("\n\n")
    )
}

fn struct_item(name: &str, made: &Struct<'_>) -> String {
    let mut derives = vec!["Clone", "Debug", "Default", "PartialEq"];
    if made.received {
        derives.push("Deserialize");
    }
    if made.sent {
        derives.push("Serialize");
    }
    let mut fields: Vec<String> = Vec::new();
    if made.derived {
        let skip = if made.sent { ", skip_serializing_if = \"Option::is_none\"" } else { "" };
        fields.push(format!(
            "    /// The type, where it is one derived from `{}`: `#microsoft.graph.…`.\n    \
             #[serde(rename = \"@odata.type\"{skip})]\n    pub odata_type: Option<String>,",
            made.ty
        ));
    }
    fields.extend(made.fields.iter().map(|field| field_item(field, made.sent)));
    if made.extra {
        fields.push(
            "    /// What the schema does not declare here.\n    #[serde(flatten)]\n    \
             pub extra: serde_json::Map<String, serde_json::Value>,"
                .to_owned(),
        );
    }
    let body = if fields.is_empty() { " {}".to_owned() } else { format!(" {{\n{}\n}}", fields.join("\n")) };
    format!(
        "/// Graph's `{}`.\n#[derive({})]\n#[serde(rename_all = \"camelCase\")]\npub struct {name}{body}",
        made.ty,
        derives.join(", ")
    )
}

fn field_item(field: &Field, sent: bool) -> String {
    let mut serde: Vec<String> = Vec::new();
    if let Some(name) = &field.rename {
        serde.push(format!("rename = \"{name}\""));
    }
    if sent {
        serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
    }
    let mut lines: Vec<String> = Vec::new();
    lines.extend(field.remark.as_ref().map(|remark| format!("/// {remark}")));
    if !serde.is_empty() {
        lines.push(format!("#[serde({})]", serde.join(", ")));
    }
    lines.push(format!("pub {}: Option<{}>,", identifier(&field.name), field.ty));
    lines.iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
