//! Writing the files of the data, all of them or none.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::ImportError;

/// Writes each file under a temporary name in its directory, and renames them when all are complete on disk.
pub(super) fn replace(directory: &Path, files: &[(&str, String)]) -> Result<(), ImportError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| ImportError::File { path, error }
    };
    fs::create_dir_all(directory).map_err(failed(directory))?;
    let mut written: Vec<(PathBuf, PathBuf)> = Vec::new();
    let result = files.iter().try_for_each(|(name, text)| {
        let beside = directory.join(format!(".{name}.{}.new", std::process::id()));
        written.push((beside.clone(), directory.join(name)));
        let mut file = fs::File::create(&beside).map_err(failed(&beside))?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed(&beside))
    });
    let result = result
        .and_then(|()| written.iter().try_for_each(|(beside, place)| fs::rename(beside, place).map_err(failed(place))));
    if result.is_err() {
        for (beside, _) in &written {
            // It fails for files that were renamed or never created.
            let _ = fs::remove_file(beside);
        }
    }
    result
}
