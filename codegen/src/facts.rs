//! Loads the catalog for the crate that is being compiled, with that crate's overlay file.

use crate::errors::Errors;
use graph_action_catalog::{Catalog, OverlayError, Version};
use std::env;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The name of the file with a user's own facts, beside the `Cargo.toml` of their crate.
pub const OVERLAY: &str = "graph-action.catalog";

/// The catalog that a crate's actions are checked against.
pub(crate) struct Facts {
    /// `None` for a dependency: a newer catalog must not make it fail to compile.
    pub(crate) catalog: Option<Arc<Catalog>>,
    /// The same catalog, also for a dependency: what a struct asks for follows from the schema, and judges nothing.
    pub(crate) schema: Option<Arc<Catalog>>,
    /// The overlay that was read. The expansion mentions it, so that the compiler builds again when it changes.
    pub(crate) overlay: Option<PathBuf>,
}

impl Facts {
    /// The facts for the crate that is being compiled. A malformed overlay is reported.
    pub(crate) fn of_this_crate(errors: &mut Errors) -> Self {
        match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => Self::of_crate_in(Path::new(&folder), errors),
            None => Self::judging(catalog("").ok(), None),
        }
    }

    /// The catalog that looks up the schema of this version.
    pub(crate) fn of(&self, version: Version) -> Option<&Catalog> {
        self.catalog.as_deref().map(|catalog| catalog.of(version))
    }

    fn of_crate_in(folder: &Path, errors: &mut Errors) -> Self {
        if !is_under_development(folder) {
            let text = read_overlay(folder).ok().flatten().map(|(_, text)| text).unwrap_or_default();
            let schema = catalog(&text).or_else(|_| catalog("")).ok();
            return Self { catalog: None, schema, overlay: None };
        }
        let (path, text) = match read_overlay(folder) {
            Ok(Some(overlay)) => overlay,
            Ok(None) => return Self::judging(catalog("").ok(), None),
            Err(message) => {
                errors.push(syn::Error::new(proc_macro2::Span::call_site(), message));
                return Self::judging(None, None);
            }
        };
        let catalog = match catalog(&text) {
            Ok(catalog) => Some(catalog),
            Err(error) => {
                let message = format!("{OVERLAY}, {error}");
                errors.push(syn::Error::new(proc_macro2::Span::call_site(), message));
                None
            }
        };
        Self::judging(catalog, Some(path))
    }

    fn judging(catalog: Option<Arc<Catalog>>, overlay: Option<PathBuf>) -> Self {
        Self { schema: catalog.clone(), catalog, overlay }
    }
}

/// The largest overlay that is read, in bytes; the embedded data is a twentieth of it.
const LARGEST_OVERLAY: u64 = 64 << 20;

/// The path and the text of the overlay beside a crate's `Cargo.toml`; `None` when there is none.
///
/// # Errors
/// When something of this name is there that cannot be read: no regular file, a dangling link, no UTF-8, or too large.
/// The message begins with the path.
pub fn read_overlay(folder: &Path) -> Result<Option<(PathBuf, String)>, String> {
    let path = folder.join(OVERLAY);
    let wrong = |reason: &dyn std::fmt::Display| format!("{}: {reason}", path.display());
    // `exists` would follow a link, and find nothing at the end of a dangling one.
    if std::fs::symlink_metadata(&path).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(None);
    }
    let kind = std::fs::metadata(&path).map_err(|error| wrong(&error))?;
    // Opening a pipe that nobody writes to would never return.
    if !kind.is_file() {
        return Err(wrong(&"is no regular file"));
    }
    if kind.len() > LARGEST_OVERLAY {
        return Err(wrong(&"is too large"));
    }
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(&error))?;
    Ok(Some((path, text)))
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
    fn a_dependency_is_not_judged_and_has_a_schema() {
        let folder = std::env::temp_dir().join(format!("graph-action-dependency-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(".cargo-checksum.json"), "{}").unwrap();
        std::fs::write(folder.join(OVERLAY), "user/badge String\n").unwrap();
        let mut errors = Errors::default();
        let facts = Facts::of_crate_in(&folder, &mut errors);
        assert!(facts.catalog.is_none() && errors.is_empty());
        assert!(facts.schema.unwrap().member("user", "badge").is_some());
        std::fs::remove_dir_all(&folder).unwrap();
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
    #[cfg(unix)]
    #[test]
    fn an_overlay_that_cannot_be_read_is_reported_with_its_path() {
        let folder = std::env::temp_dir().join(format!("graph-action-unreadable-{}", std::process::id()));
        let path = folder.join(OVERLAY);
        fn pipe(path: &Path) {
            let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
            assert!(made.success());
        }
        type Make = fn(&Path);
        let makers: [(&str, Make); 4] = [
            ("UTF-8", |path| std::fs::write(path, [b'#', 0xff, b'\n']).unwrap()),
            ("is no regular file", |path| std::fs::create_dir(path).unwrap()),
            ("No such file", |path| std::os::unix::fs::symlink("/nowhere/at/all", path).unwrap()),
            ("is no regular file", pipe),
        ];
        for (reason, make) in makers {
            std::fs::create_dir_all(&folder).unwrap();
            make(&path);
            let mut errors = Errors::default();
            let facts = Facts::of_crate_in(&folder, &mut errors);
            assert!(facts.catalog.is_none());
            let message = errors.into_compile_errors().to_string();
            assert!(message.contains(path.to_str().unwrap()) && message.contains(reason), "{reason}: {message}");
            std::fs::remove_dir_all(&folder).unwrap();
        }
    }
}
