//! Names of types and traits that printed code uses already, so that no printed struct or trait may have them.

/// Imported from `graph_action` where the code uses them.
pub(crate) const GRAPH_ACTION: [&str; 9] =
    ["Bytes", "Call", "Delta", "Monitor", "Page", "Patch", "Result", "Root", "UploadSession"];

/// Imported from `serde` where the code uses them.
pub(crate) const SERDE: [&str; 2] = ["Deserialize", "Serialize"];

/// Printed beside the structs for Graph's types.
const PRINTED: [&str; 2] = ["Reference", "Single"];

/// Of Rust's prelude, its collections and the derives, and two that users import from `graph_action`.
const IN_SCOPE: [&str; 21] = [
    "BTreeSet", "Box", "Clone", "Copy", "Debug", "Default", "Drop", "Err", "Graph", "Iterator", "None", "Ok", "Option",
    "Response", "Self", "Send", "Sized", "Some", "String", "Sync", "Vec",
];

/// Whether printed code uses the name already.
pub(crate) fn is_reserved(name: &str) -> bool {
    [&GRAPH_ACTION[..], &SERDE, &PRINTED, &IN_SCOPE].iter().any(|names| names.contains(&name))
}
