//! The catalog that calls are checked against.

use std::path::Path;

use graph_action_catalog::Catalog;
use graph_action_codegen::read_overlay;

/// The embedded catalog with the facts that the file `graph-action.catalog` in `directory` adds, as the macros see it
/// for a crate there.
///
/// # Errors
/// When the file cannot be read, or has a line that states no fact.
pub(crate) fn catalog(directory: &Path) -> Result<Catalog, String> {
    match read_overlay(directory)? {
        None => Ok(Catalog::embedded()),
        Some((path, text)) => {
            Catalog::embedded().with_overlay(&text).map_err(|error| format!("{}, {error}", path.display()))
        }
    }
}
