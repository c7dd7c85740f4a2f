//! The catalog that calls are checked against.

use std::fs;
use std::io;
use std::path::Path;

use graph_action_catalog::Catalog;
use graph_action_codegen::OVERLAY;

/// The embedded catalog with the facts that the file `graph-action.catalog` in `directory` adds, as the macros see it
/// for a crate there.
///
/// # Errors
/// When the file cannot be read, or has a line that states no fact.
pub(crate) fn catalog(directory: &Path) -> Result<Catalog, String> {
    let path = directory.join(OVERLAY);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Catalog::embedded()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    Catalog::embedded().with_overlay(&text).map_err(|error| format!("{}, {error}", path.display()))
}
