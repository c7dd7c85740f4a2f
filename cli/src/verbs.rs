//! The words that the names of printed methods begin with.

use graph_action_catalog::Method;

/// The word for the HTTP method that the name of a printed method begins with: `create`.
pub(crate) fn verb(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "create",
        Method::Put => "set",
        Method::Patch => "update",
        Method::Delete => "delete",
    }
}
