//! Names of Graph as names of Rust.

pub(crate) use graph_action_codegen::terms::camel_case as camel;
pub(crate) use graph_action_codegen::terms::pascal_case as pascal;
pub(crate) use graph_action_codegen::terms::snake_case as snake;

/// The words that cannot be names in Rust, unless raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The words that cannot even be raw names.
const NEVER: [&str; 5] = ["crate", "self", "Self", "super", "_"];

/// The end of a message about an unknown name; empty where no name is near.
pub(crate) fn did_you_mean<T: AsRef<str>>(near: &[T]) -> String {
    let near: Vec<String> = near.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) }
}

/// The singular of a name: `messages` → `message`, `policies` → `policy`.
#[must_use]
pub(crate) fn singular(name: &str) -> String {
    let keep = ["ss", "us", "is", "ies"];
    if let Some(stem) = name.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) = ["sses", "xes", "ches", "shes", "statuses"]
        .iter()
        .find(|end| name.ends_with(**end))
        .and(name.strip_suffix("es"))
    {
        return stem.to_owned();
    }
    match name.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !keep.iter().any(|end| name.ends_with(end)) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// `name` as it stands in Rust code: raw where it is a keyword.
#[must_use]
pub(crate) fn identifier(name: &str) -> String {
    if NEVER.contains(&name) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_graph() {
        for (many, one) in
            [("messages", "message"), ("policies", "policy"), ("drives", "drive"), ("boxes", "box"), ("series", "sery")]
        {
            assert_eq!(singular(many), one);
        }
        for name in ["address", "status", "analysis", "s", "me"] {
            assert_eq!(singular(name), name);
        }
        assert_eq!(identifier("type"), "r#type");
        assert_eq!(identifier("self"), "self_");
        assert_eq!(identifier("Self"), "Self_");
    }
}
