//! Loads the catalog for the crate that is being compiled, with that crate's overlay file.

use crate::errors::Errors;
use graph_action_catalog::{Catalog, OverlayError, Version};
use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The name of the file with a user's own facts, beside the `Cargo.toml` of their crate.
pub const OVERLAY: &str = "graph-action.catalog";

/// The catalog that a crate's actions are checked against.
pub(crate) struct Facts {
    /// `None` for a dependency: a newer catalog must not make it fail to compile.
    pub(crate) catalog: Option<Arc<Catalog>>,
    /// The overlay that was read. The expansion mentions it, so that the compiler builds again when it changes.
    pub(crate) overlay: Option<PathBuf>,
}

impl Facts {
    /// The facts for the crate that is being compiled. A malformed overlay is reported.
    pub(crate) fn of_this_crate(errors: &mut Errors) -> Self {
        match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => Self::of_crate_in(Path::new(&folder), errors),
            None => Self { catalog: catalog("").ok(), overlay: None },
        }
    }

    /// The catalog that looks up the schema of this version.
    pub(crate) fn of(&self, version: Version) -> Option<&Catalog> {
        self.catalog.as_deref().map(|catalog| catalog.of(version))
    }

    fn of_crate_in(folder: &Path, errors: &mut Errors) -> Self {
        if !is_under_development(folder) {
            return Self { catalog: None, overlay: None };
        }
        let path = folder.join(OVERLAY);
        let Ok(text) = std::fs::read_to_string(&path) else {
            return Self { catalog: catalog("").ok(), overlay: None };
        };
        let catalog = match catalog(&text) {
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

/// The catalog with this overlay. It caches look-ups, so all actions of a crate share one.
fn catalog(overlay: &str) -> Result<Arc<Catalog>, OverlayError> {
    static LAST: Mutex<Option<(String, Arc<Catalog>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((text, catalog)) = &*last
        && text == overlay
    {
        return Ok(catalog.clone());
    }
    let catalog = Arc::new(Catalog::embedded().with_overlay(overlay)?);
    *last = Some((overlay.to_owned(), catalog.clone()));
    Ok(catalog)
}

/// Whether the user works on this package, that is, cargo did not unpack it from a registry, a git checkout or a
/// vendored folder.
fn is_under_development(folder: &Path) -> bool {
    let names: Vec<_> = folder.components().map(|component| component.as_os_str().to_string_lossy()).collect();
    let unpacked =
        names.windows(2).any(|pair| matches!((&*pair[0], &*pair[1]), ("registry", "src") | ("git", "checkouts")));
    !unpacked && !folder.join(".cargo-checksum.json").exists()
}

#[cfg(test)]
mod tests {
    use super::{Facts, OVERLAY, is_under_development};
    use crate::errors::Errors;
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

    #[test]
    fn an_overlay_adds_facts_and_a_malformed_line_is_reported_with_its_number() {
        let folder = std::env::temp_dir().join(format!("graph-action-overlay-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(OVERLAY);

        std::fs::write(&path, "# ours\nuser/badge String\n").unwrap();
        let mut errors = Errors::default();
        let facts = Facts::of_crate_in(&folder, &mut errors);
        assert!(errors.is_empty());
        assert_eq!(facts.overlay.as_deref(), Some(&*path));
        assert!(facts.catalog.unwrap().member("user", "badge").is_some());

        std::fs::write(&path, "user/badge String\n\nuser/badge\n").unwrap();
        let facts = Facts::of_crate_in(&folder, &mut errors);
        assert!(facts.catalog.is_none() && facts.overlay.is_some());
        let message = errors.into_compile_errors().to_string();
        assert!(message.contains("graph-action.catalog, line 3: a property needs a type"), "{message}");

        std::fs::remove_dir_all(&folder).unwrap();
    }
}
