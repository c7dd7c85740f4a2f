//! The catalog of each crate: the embedded one with the crate's overlay.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use graph_action_catalog::Catalog;
use graph_action_codegen::OVERLAY;

use crate::facts;

/// The catalogs of the crates whose files are open.
pub(super) struct Catalogs {
    embedded: Catalog,
    of_crates: HashMap<PathBuf, OfCrate>,
}

struct OfCrate {
    /// When the overlay was changed last; `None` when there is none.
    changed: Option<SystemTime>,
    catalog: Catalog,
}

impl Catalogs {
    pub(super) fn new() -> Catalogs {
        Catalogs { embedded: Catalog::embedded(), of_crates: HashMap::new() }
    }

    /// The catalog for a file. Where its overlay is wrong, the embedded catalog; the compiler reports the mistake.
    pub(super) fn of(&mut self, file: Option<&Path>) -> &Catalog {
        let is_package = |folder: &&Path| folder.join("Cargo.toml").is_file();
        let Some(folder) = file.and_then(|file| file.ancestors().skip(1).find(is_package)) else {
            return &self.embedded;
        };
        let overlay = std::fs::metadata(folder.join(OVERLAY));
        let changed = overlay.and_then(|overlay| overlay.modified()).ok();
        let known = self.of_crates.get(folder).is_some_and(|known| known.changed == changed);
        if !known {
            let catalog = facts::catalog(folder).unwrap_or_else(|_| Catalog::embedded());
            self.of_crates.insert(folder.to_owned(), OfCrate { changed, catalog });
        }
        self.of_crates.get(folder).map_or(&self.embedded, |known| &known.catalog)
    }
}

/// The path of a `file:` address.
pub(super) fn file_of(uri: &str) -> Option<PathBuf> {
    let path = uri.strip_prefix("file://")?;
    // `file:///C:/…` has a slash before the drive.
    let path = match path.as_bytes() {
        [b'/', drive, b':' | b'%', ..] if cfg!(windows) && drive.is_ascii_alphabetic() => &path[1..],
        _ => path,
    };
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| char::from(byte?).to_digit(16);
        bytes.push(match byte {
            b'%' => u8::try_from(hex(rest.next())? * 16 + hex(rest.next())?).ok()?,
            byte => byte,
        });
    }
    Some(PathBuf::from(String::from_utf8(bytes).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files() {
        assert_eq!(file_of("file:///a%20b/c%C3%A9.rs"), Some(PathBuf::from("/a b/cé.rs")));
        assert_eq!(file_of("untitled:1"), None);
        assert_eq!(file_of("file:///a%2"), None);
    }
}
