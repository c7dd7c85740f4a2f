//! A place for files that are of no use once the example has ended.

use std::fs::{DirBuilder, remove_dir_all};
use std::io;
use std::path::{Path, PathBuf};

/// A new folder among the temporary files, which nobody else can read. It is removed when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A folder for the example of this name.
    pub fn new(example: &str) -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("graph-action-{example}-{}", std::process::id()));
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        // It fails when there is one already, for that may be somebody else's.
        builder.create(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, as all temporary files are.
        let _ = remove_dir_all(&self.0);
    }
}
