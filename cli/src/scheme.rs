//! The names of schemes in Microsoft's files and in JSON output.

use graph_action_catalog::Scheme;

/// The name in Microsoft's permission list.
pub(crate) fn name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::DelegatedWork => "DelegatedWork",
        Scheme::DelegatedPersonal => "DelegatedPersonal",
        Scheme::Application => "Application",
    }
}

/// The scheme of this name; `None` for a scheme that the catalog does not keep.
pub(crate) fn from_name(text: &str) -> Option<Scheme> {
    Scheme::ALL.into_iter().find(|scheme| name(*scheme) == text)
}

/// The name in JSON output: `delegatedWork`.
pub(crate) fn json_name(scheme: Scheme) -> String {
    let (first, rest) = name(scheme).split_at(1);
    first.to_ascii_lowercase() + rest
}
