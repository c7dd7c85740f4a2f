//! The catalog by which calls are judged.

use std::fs;
use std::io;
use std::path::Path;

use graph_action_catalog::Catalog;
use graph_action_codegen::OVERLAY;

/// The embedded catalog, with what the file `graph-action.catalog` of a directory adds, as the compiler has it for a crate there.
///
/// # Errors
/// When the file cannot be read, or its first line that is no fact, with its number.
pub fn catalog(directory: &Path) -> Result<Catalog, String> {
    let path = directory.join(OVERLAY);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Catalog::embedded()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    Catalog::embedded().with_overlay(&text).map_err(|error| format!("{}, {error}", path.display()))
}
