//! The words that people use for the HTTP methods.

use graph_action_catalog::Method;

/// The word that the name of a printed method begins with, and the other words that a search takes for the method.
fn words(method: Method) -> (&'static str, &'static [&'static str]) {
    match method {
        Method::Get => ("get", &["list", "read", "find", "show", "fetch", "download", "query"]),
        Method::Post => ("create", &["post", "add", "new", "insert", "call"]),
        Method::Put => ("set", &["put", "replace", "upload"]),
        Method::Patch => ("update", &["patch", "change", "modify", "edit"]),
        Method::Delete => ("delete", &["remove"]),
    }
}

/// The word that the name of a printed method begins with: `create`.
pub(crate) fn verb(method: Method) -> &'static str {
    words(method).0
}

/// Whether `word`, in small letters, is a word for the method.
pub(crate) fn means(word: &str, method: Method) -> bool {
    let (verb, others) = words(method);
    word == verb || others.contains(&word)
}
