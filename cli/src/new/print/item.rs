//! The text of structs and enums.

use graph_action_catalog::Version;

use crate::new::entities::{Field, Struct};
use crate::new::enumeration::{Enumeration, Variant};
use crate::types::Use;

/// A struct with `#[graph_entity]`.
pub(super) fn of_struct(name: &str, made: &Struct<'_>, version: Version) -> String {
    let ty = made.ty;
    let summary = match made.of {
        Use::Value => format!("Graph's `{ty}`."),
        Use::Created => format!("The properties of a new `{ty}`."),
        Use::Changed => format!("Changes of a `{ty}`: what is not set stays as it is."),
    };
    let mut fields: Vec<String> = Vec::new();
    if made.derived {
        fields.push(format!(
            "    /// The type, where it is one derived from `{ty}`: `#microsoft.graph.…`.\n    \
             #[graph(rename = \"@odata.type\")]\n    pub odata_type: Option<String>,"
        ));
    }
    fields.extend(made.fields.iter().map(field));
    if made.extra {
        fields.push(
            "    /// The properties of the derived type.\n    #[graph(flatten)]\n    \
             pub extra: serde_json::Map<String, serde_json::Value>,"
                .to_owned(),
        );
    }
    let body = if fields.is_empty() { " {}".to_owned() } else { format!(" {{\n{}\n}}", fields.join("\n")) };
    format!(
        "/// {summary}\n{}\n#[derive(Clone, Debug, Default, PartialEq)]\npub struct {name}{body}",
        attribute(ty, version)
    )
}

/// An enum with `#[graph_entity]`.
pub(super) fn of_enum(name: &str, made: &Enumeration<'_>, version: Version) -> String {
    // A set of them is sorted.
    let order = if made.flags { ", PartialOrd, Ord" } else { "" };
    let mut variants: Vec<String> = made.variants.iter().map(variant).collect();
    variants.push(format!("    /// A member that was added later.\n    #[graph(other)]\n    {}(String),", made.other));
    format!(
        "/// Graph's `{}`.\n{}\n#[derive(Clone, Debug, PartialEq, Eq{order})]\npub enum {name} {{\n{}\n}}",
        made.ty,
        attribute(made.ty, version),
        variants.join("\n")
    )
}

fn attribute(ty: &str, version: Version) -> String {
    match version {
        Version::V1 => format!("#[graph_entity(\"{ty}\")]"),
        Version::Beta => format!("#[graph_entity(\"{ty}\", version = \"beta\")]"),
    }
}

fn field(field: &Field) -> String {
    let mut options: Vec<String> = Vec::new();
    options.extend(field.rename.as_ref().map(|name| format!("rename = \"{name}\"")));
    options.extend(field.no_expand.then(|| "expand = false".to_owned()));
    let mut lines: Vec<String> = field.remark.map(|remark| format!("/// {remark}")).into_iter().collect();
    if !options.is_empty() {
        lines.push(format!("#[graph({})]", options.join(", ")));
    }
    lines.push(format!("pub {}: {},", field.name, field.ty));
    lines.iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

fn variant(variant: &Variant<'_>) -> String {
    let rename = variant.rename.map_or_else(String::new, |name| format!("    #[graph(rename = \"{name}\")]\n"));
    format!("{rename}    {},", variant.name)
}
