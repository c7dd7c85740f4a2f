//! A temporary folder.

use std::fs::{DirBuilder, remove_dir_all};
use std::io;
use std::path::{Path, PathBuf};

/// A new temporary folder that only this user can read. It is removed when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Creates a folder for the example of this name.
    ///
    /// # Errors
    /// When the folder exists already or cannot be created.
    pub fn new(example: &str) -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("graph-action-{example}-{}", std::process::id()));
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        // It fails when the folder exists, because that may be another user's.
        builder.create(&path)?;
        Ok(Self(path))
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The system removes temporary files that stay.
        let _ = remove_dir_all(&self.0);
    }
}
