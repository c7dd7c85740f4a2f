//! What is known of Graph while a crate is compiled: the catalog with that crate's overlay, or nothing.

use crate::errors::Errors;
use graph_action_catalog::Catalog;
use std::env;
use std::path::{Path, PathBuf};

/// The name of the file with a user's own facts, beside the `Cargo.toml` of their crate.
pub const OVERLAY: &str = "graph-action.catalog";

/// The facts by which a crate's actions are judged.
pub(crate) struct Facts {
    /// Nothing for a crate that is not under development: a newer catalog must not break somebody's dependency.
    pub(crate) catalog: Option<Catalog>,
    /// The overlay that was read; the compiler has to know of it, to build again when it changes.
    pub(crate) overlay: Option<PathBuf>,
}

impl Facts {
    /// The facts for the crate that is being compiled. A malformed overlay is reported.
    pub(crate) fn of_this_crate(errors: &mut Errors) -> Self {
        let Some(folder) = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
            return Self { catalog: Some(Catalog::embedded()), overlay: None };
        };
        if !is_under_development(&folder) {
            return Self { catalog: None, overlay: None };
        }
        let path = folder.join(OVERLAY);
        let Ok(text) = std::fs::read_to_string(&path) else {
            return Self { catalog: Some(Catalog::embedded()), overlay: None };
        };
        let catalog = match Catalog::embedded().with_overlay(&text) {
            Ok(catalog) => Some(catalog),
            Err(error) => {
                let message = format!("{OVERLAY}, {error}");
                errors.push(syn::Error::new(proc_macro2::Span::call_site(), message));
                None
            }
        };
        Self { catalog, overlay: Some(path) }
    }
}

/// Whether a package is somebody's work, and not unpacked by cargo from a registry, a git checkout or a vendored folder.
fn is_under_development(folder: &Path) -> bool {
    let names: Vec<_> = folder.components().map(|component| component.as_os_str().to_string_lossy()).collect();
    let unpacked =
        names.windows(2).any(|pair| matches!((&*pair[0], &*pair[1]), ("registry", "src") | ("git", "checkouts")));
    !unpacked && !folder.join(".cargo-checksum.json").exists()
}

#[cfg(test)]
mod tests {
    use super::is_under_development;
    use std::path::Path;

    #[test]
    fn what_cargo_unpacked_is_not_under_development() {
        for (folder, expected) in [
            ("/home/me/project/mail", true),
            ("/home/me/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/mail-1.0.0", false),
            ("/home/me/.cargo/git/checkouts/mail-1234/abcdef0", false),
            ("/home/me/git/mail", true),
        ] {
            assert_eq!(is_under_development(Path::new(folder)), expected, "{folder}");
        }
    }
}
